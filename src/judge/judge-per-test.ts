import type {Counters, PerTest} from '../model/evidence.ts';
import type {ArcDraft, Site} from '../model/site.ts';
import type {TestFiles} from '../model/verdict.ts';
import {evaluate} from './evaluate.ts';

/** What the counters of single test files say of one arc. */
export interface ArcRuns {
	/** Test files whose counters show that the guarded operation ran, in order. */
	reached: string[];
	/** Test files whose counters show that the arc happened. */
	fired: string[];
	/** The counters of some test file cannot say whether the operation ran in it. */
	unsure: boolean;
}

/** By site id, parallel to the site's arcs. */
export type Runs = Map<string, ArcRuns[]>;

/** Asks the counters of one test file after the other whether each arc was reached there, and whether it happened. */
export function judgePerTest(sites: readonly Site[], perTest: PerTest): Runs {
	const runs: Runs = new Map(
		sites.map(site => [site.id, site.arcs.map(() => ({reached: [], fired: [], unsure: false}))]),
	);
	for (const {test, counters} of perTest.read()) {
		for (const site of sites) {
			const known = runs.get(site.id)!;
			for (const [at, arc] of site.arcs.entries()) addRun(known[at]!, test, site, arc, counters);
		}
	}
	return runs;
}

function addRun(runs: ArcRuns, test: string, {file}: Site, {needs, fires}: ArcDraft, counters: Counters): void {
	const state = counters.state(file);
	// A file that a test's own coverage does not speak of, while that of others does, was not loaded by it.
	if (state === 'absent' || state === 'not-loaded') return;
	if (state !== 'measured') {
		runs.unsure = true;
		return;
	}
	const happened = evaluate(fires, counters) === 'yes';
	if (happened) runs.fired.push(test);
	const ran = evaluate(needs, counters);
	if (happened || ran === 'yes') runs.reached.push(test);
	else if (ran === 'unknown') runs.unsure = true;
}

const MOST_NAMED = 20;

export const namedFiles = (files: readonly string[]): TestFiles => ({
	count: files.length,
	files: files.slice(0, MOST_NAMED),
});
