import type {HiddenBy} from './ignore.ts';
import type {Count} from './place.ts';
import type {ArcName, Reading, Site} from './site.ts';
import type {SuppressedBy} from './suppression.ts';

export const VERDICTS = ['uncovered', 'unfired', 'fired', 'proven', 'undecided'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The kind of evidence that decided. */
export type Basis = 'proof' | 'trace' | 'counters' | 'relation' | 'mocks' | 'reach';

/**
 * Why an arc is undecided.
 * - `absent`: no coverage speaks of the file. `stale`: it changed since. `unmapped`: no source map leads back to it.
 * - `partial`: a part of the coverage is lost. `hidden`: a comment takes the arc's code out of coverage.
 * - `lines-only`: the format knows lines and no columns. `no-counter`: it has no counter at the places that would tell.
 * - `empty-block`, `sync-throw`, `loop-end`: the engine does not count such things (`Sight`), others do.
 * - `shared`: what would show it also runs for other reasons. `rounds`: a further attempt is not told from a further
 *   round or call. `derived`: the counters show what comes before it, not how it ended.
 * - `library`: it happens inside a dependency or the platform. `unseen`: it leaves no counter of its own.
 */
export const REASONS = [
	'absent',
	'stale',
	'unmapped',
	'partial',
	'hidden',
	'lines-only',
	'no-counter',
	'empty-block',
	'sync-throw',
	'loop-end',
	'shared',
	'rounds',
	'derived',
	'library',
	'unseen',
] as const;
export type UndecidedReason = (typeof REASONS)[number];

export interface Witness {
	file: string;
	line: number;
	/** Null where the coverage cannot say. */
	count: number | null;
}

/**
 * How a test is linked to a site, strongest first. `coverage`: its own counters show that it ran the guarded operation.
 * `named`: its text names the site. `base-name`: its file is called like the site's. `import`: it imports the site's file.
 */
export type TestHow = 'coverage' | 'named' | 'base-name' | 'import';

export interface TestRef {
	file: string;
	line: number;
	name: string;
	/** The strongest link alone. */
	how?: TestHow;
}

/** Test files that did something, by coverage per test file; in order, at most 20 are named. */
export interface TestFiles {
	count: number;
	files: string[];
}

export interface MockRef {
	file: string;
	line: number;
	outcome: 'succeeds' | 'fails' | 'delays' | 'mixed' | 'unknown';
	/** What it replaces: `fetch`, `client.query`, `module ./db.js`, `host api.example.com`. */
	target: string;
}

export interface JudgedArc {
	arc: ArcName;
	verdict: Verdict;
	/** Null for an undecided arc. */
	basis: Basis | null;
	/** One sentence (or two) a person understands, with the counts. */
	why: string;
	/** For an undecided arc: which evidence would decide it. */
	wanted?: string;
	/** For an undecided arc: why it is. */
	reason?: UndecidedReason;
	reading: Reading;
	witnesses: Witness[];
	tests: TestRef[];
	mocks: MockRef[];
	/** Test files that ran the guarded operation, and those that made the arc happen: with coverage per test file only. */
	reachedBy?: TestFiles;
	firedBy?: TestFiles;
	/** A comment takes its witnesses out of coverage. */
	hidden?: HiddenBy;
	/** A comment puts it aside. */
	suppressed?: SuppressedBy;
	/** The baseline has it. */
	known?: true;
}

export interface JudgedSite extends Omit<Site, 'arcs'> {
	arcs: JudgedArc[];
	/** How often the guarded operation ran. */
	ran: Count;
}
