import type {BaselineEntry, Ratchet} from './baseline.ts';
import type {CallCounts} from './call-question.ts';
import type {Diagnostic} from './diagnostic.ts';
import type {CoverageFormat} from './evidence.ts';
import type {Flaw} from './flaw.ts';
import type {HiddenBy} from './ignore.ts';
import type {ArcName, Certainty, Dependency, Operation, SiteKind} from './site.ts';
import type {SuppressedBy} from './suppression.ts';
import type {Basis, MockRef, TestFiles, TestRef, UndecidedReason, Verdict, Witness} from './verdict.ts';

/** The JSON report, version 1. Fields may be added, never renamed, within a version. `schema/report.json` says the same. */
export interface Report {
	version: 1;
	tool: {name: 'unfired'; version: string; rules: string};
	project: {root: '.'; name: string; commit: string | null; files: number; lines: number; tests: number};
	/** With `--since`: the commit that is compared with, and how many sites were touched. */
	since?: {ref: string; commit: string; sites: number};
	coverage: Array<{path: string; format: CoverageFormat; files: number; matched: number; stale: number}>;
	/** What was known before; absent where no baseline was read. */
	baseline?: ReportBaseline;
	summary: Summary;
	/** Those that hold a site, by name. */
	files: ReportFile[];
	sites: ReportSite[];
	diagnostics: Diagnostic[];
}

export interface Summary {
	sites: Partial<Record<SiteKind, number>>;
	flaws: Record<string, number>;
	arcs: Record<Verdict, number>;
	/** Shares from 0 to 1; null without coverage or without decided arcs. */
	lineCoverage: number | null;
	errorPathCoverage: number | null;
	weightedErrorPathCoverage: number | null;
	/** Percentage points: line coverage minus weighted error-path coverage. */
	gap: number | null;
	/** The same figures over sites whose operation is external. */
	external: Figures;
	/** The same figures over every site that is no plain handler: handlers are many and would hide the rest. */
	withoutHandlers: Figures;
	/** The same figures by kind; kinds without sites are left out. */
	kinds: Partial<Record<SiteKind, Figures>>;
	exposures: Exposures;
	/** Findings that a comment puts aside, and those that the baseline has: arcs and flaws. They stay in all figures. */
	suppressed: number;
	known: number;
	/** With critical modules: the figures of each, in the order that they were named in. */
	critical?: CriticalFigures[];
	calls: CallCounts;
}

export interface ReportFile {
	file: string;
	sites: number;
	/** Lines with code and those that ran, by the same counters as `summary.lineCoverage`; null where it was not measured. */
	lines: {total: number; covered: number} | null;
	/** A share from 0 to 1; null too where no line has code. */
	lineCoverage: number | null;
}

/** The file of what was known before, held against this scan. */
export interface ReportBaseline {
	path: string;
	entries: number;
	/** Entries whose site or arc is gone, or fired. */
	stale: BaselineEntry[];
	/** The figures that may not get worse. */
	ratchet?: Ratchet;
}

/** Figures over the files of one critical module alone. */
export interface CriticalFigures extends Figures {
	/** The patterns that its files match. */
	patterns: string[];
	/** Source files that do. */
	files: number;
	lineCoverage: number | null;
	gap: number | null;
	/** Sum over its sites. */
	exposure: number;
}

/** What has exposure, the greatest first; formulas in `docs/figures.md`. */
export interface Exposures {
	files: Exposed[];
	/** With everything below them. */
	folders: Exposed[];
	packages: Exposed[];
	/** Sites that sure ways lead to from there. */
	entryPoints: Exposed[];
	/** `package pg`, `host api.stripe.com`: sites whose guarded operations talk to it. */
	dependencies: Exposed[];
}

export interface Exposed {
	name: string;
	exposure: number;
	sites: number;
}

/** Figures over some of the sites; formulas in `docs/figures.md`. */
export interface Figures {
	sites: number;
	arcs: Record<Verdict, number>;
	/** Shares from 0 to 1; null where nothing is decided, or only by stand-ins. */
	errorPathCoverage: number | null;
	weightedErrorPathCoverage: number | null;
}

export interface ReportSite {
	id: string;
	kind: SiteKind;
	mechanism: string;
	file: string;
	line: number;
	column: number;
	endLine: number;
	endColumn: number;
	name: string;
	certainty: Certainty;
	/** A default of the library that nothing in the source asks for. */
	implicit?: true;
	operation: Operation;
	/** What outside the process the guarded operations talk to, as far as the sources show it. */
	dependencies: Dependency[];
	guards: Array<{file: string; line: number; text: string}>;
	weight: number;
	exposure: number;
	rank: number;
	centrality: {reach: number; pagerank: number; betweenness: number};
	entryPoints: Array<{file: string; line: number; name: string}>;
	/** From an entry point to the function that holds the site, by names. */
	way: string[];
	/** The same way with the place of each function; empty where no way is known. */
	steps: Array<{file: string; line: number; name: string}>;
	/** The way by which most comes to it, where that is another one. */
	heaviest?: Array<{file: string; line: number; name: string}>;
	arcs: ReportArc[];
	/** What is wrong with the construct itself, whether it fired or not. */
	flaws: Flaw[];
	/** What to write next; empty where nothing is left to do. */
	next: string[];
	/** With `--since`: neither the site nor a test that fired one of its arcs was changed. */
	unchanged?: true;
}

export interface ReportArc {
	arc: ArcName;
	verdict: Verdict;
	basis: Basis | null;
	why: string;
	/** For an undecided arc: which evidence would decide it. */
	wanted?: string;
	/** For an undecided arc: why it is. */
	reason?: UndecidedReason;
	witnesses: Witness[];
	tests: TestRef[];
	mocks: MockRef[];
	/** Test files that ran the guarded operation, and those that made the arc happen: with coverage per test file only. */
	reachedBy?: TestFiles;
	firedBy?: TestFiles;
	/** A comment takes its witnesses out of coverage. */
	hidden?: HiddenBy;
	/** A comment puts it aside, with a reason: it is told and counted, and stops nothing. */
	suppressed?: SuppressedBy;
	/** The baseline has it: nothing new. */
	known?: true;
}
