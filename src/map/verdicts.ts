import type {Verdict} from '../model/verdict.ts';

/** The signs of the text report, and what they mean. */
export const SIGNS = {uncovered: '–', unfired: '✗', fired: '✓', proven: '✓✓', undecided: '?'} as const satisfies Record<
	Verdict,
	string
>;

export const MEANINGS = {
	fired: 'a test made it happen',
	proven: 'a test fails when it is broken on purpose',
	unfired: 'tests run the operation, and this never happened',
	uncovered: 'no test runs the operation',
	undecided: 'the evidence at hand does not decide',
} as const satisfies Record<Verdict, string>;

/** From what is known to work to what is not known. */
export const VERDICT_ORDER = [
	'proven',
	'fired',
	'unfired',
	'uncovered',
	'undecided',
] as const satisfies readonly Verdict[];

export const isDecided = (verdict: Verdict): boolean => verdict !== 'undecided';
export const hasFired = (verdict: Verdict): boolean => verdict === 'fired' || verdict === 'proven';
