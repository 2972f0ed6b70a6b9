import type {Diagnostic} from './diagnostic.ts';
import type {Flaw} from './flaw.ts';
import type {Exposed, Report, ReportArc, ReportSite} from './report.ts';
import type {ArcName, Certainty, Operation, SiteKind} from './site.ts';
import type {Verdict} from './verdict.ts';

/**
 * What the map is made of: `report` writes it into the page as data, `map` draws it. Kept small, for it holds ten thousand sites:
 * the overview is read at once, the details of a site when somebody opens it.
 */
export interface MapOverview {
	tool: string;
	project: Pick<Report['project'], 'name' | 'commit' | 'files' | 'lines' | 'tests'>;
	/** With `--since`: what is compared with. */
	since?: Report['since'];
	coverage: Array<Pick<Report['coverage'][number], 'path' | 'format' | 'matched'>>;
	summary: Pick<
		Report['summary'],
		'arcs' | 'lineCoverage' | 'errorPathCoverage' | 'weightedErrorPathCoverage' | 'gap' | 'withoutHandlers' | 'external'
	>;
	entryPoints: Exposed[];
	dependencies: Exposed[];
	files: MapFile[];
	/** By rank. */
	sites: MapRow[];
	diagnostics: Diagnostic[];
	/** Whether plain handlers are in the ranking from the start. */
	handlers: boolean;
	prose: MapProse;
}

export interface MapFile {
	file: string;
	lines: {total: number; covered: number} | null;
}

/** A site in the ranking. */
export interface MapRow {
	id: string;
	kind: SiteKind;
	mechanism: string;
	/** Index in `files`. */
	file: number;
	line: number;
	name: string;
	certainty: Certainty;
	operation: Operation;
	weight: number;
	exposure: number;
	rank: number;
	arcs: Array<[arc: ArcName, verdict: Verdict]>;
	flaws: number;
	/** Arcs and flaws that somebody should look at (`model/finding.ts`). */
	findings: number;
	/** Indexes in `entryPoints` and `dependencies`. */
	entryPoints: number[];
	dependencies: number[];
	/** Which chunk holds its details, and where in it. */
	at: [chunk: number, index: number];
}

/** What stands beside the verdicts, by kind and arc, and by flaw. */
export interface MapProse {
	kinds: Record<string, string>;
	arcs: Record<string, Record<string, {matters: string; fire: string}>>;
	flaws: Record<string, {title: string; instead: string}>;
}

/** Details of some sites. What is said of many of them stands once, in `shared`. */
export interface MapChunk {
	shared: unknown[];
	sites: PackedSite[];
}

/** Its lists hold indexes in `shared`. */
export interface PackedSite {
	flags: Pick<ReportSite, 'implicit' | 'unchanged'>;
	guards: number[];
	dependencies: number[];
	entryPoints: number[];
	steps: number[];
	heaviest?: number[];
	arcs: PackedArc[];
	flaws: Flaw[];
	next: number[];
	excerpt?: Excerpt[];
}

export type PackedArc = Pick<ReportArc, 'arc' | 'verdict' | 'basis' | 'hidden' | 'suppressed' | 'known'> & {
	why: number;
	wanted?: number;
	witnesses: number[];
	tests: number[];
	mocks: number[];
	reachedBy?: number;
	firedBy?: number;
};

/** Lines of a file that follow each other. */
export interface Excerpt {
	line: number;
	lines: string[];
}
