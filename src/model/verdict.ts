import type {Count} from './place.ts';
import type {ArcName, Reading, Site} from './site.ts';

export const VERDICTS = ['uncovered', 'unfired', 'fired', 'proven', 'undecided'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The kind of evidence that decided. */
export type Basis = 'proof' | 'trace' | 'counters' | 'relation' | 'mocks' | 'reach';

export interface Witness {
	file: string;
	line: number;
	/** Null where the coverage cannot say. */
	count: number | null;
}

export interface TestRef {
	file: string;
	line: number;
	name: string;
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
	reading: Reading;
	witnesses: Witness[];
	tests: TestRef[];
	mocks: MockRef[];
}

export interface JudgedSite extends Omit<Site, 'arcs'> {
	arcs: JudgedArc[];
	/** How often the guarded operation ran. */
	ran: Count;
}
