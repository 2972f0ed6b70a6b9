import type {PerTest} from '../model/evidence.ts';
import type {LinkedProject, TestLinks} from '../model/graph.ts';
import type {ArcDraft, Site} from '../model/site.ts';
import type {JudgedArc, TestRef, Verdict} from '../model/verdict.ts';
import {explainRuns, type RunsTold} from './explain-runs.ts';
import {type ArcRuns, namedFiles} from './judge-per-test.ts';

export interface KnownRuns {
	links: TestLinks | undefined;
	runs: ArcRuns;
	perTest: PerTest;
	replacedIn: LinkedProject['replacedIn'];
}

export function tellRuns(site: Site, {arc}: ArcDraft, verdict: Verdict, known: KnownRuns): RunsTold {
	const {runs, perTest, replacedIn} = known;
	const replaced =
		verdict === 'unfired'
			? runs.reached.map(test => replacedIn?.(site.id, test) ?? {whole: false, outcome: 'unknown' as const})
			: [];
	return explainRuns(runs, {arc, verdict, replaced, complete: perTest.complete});
}

/** What is near a site and did not run its operation says nothing of it, now that this is known. */
export function linksReached({links, runs, perTest}: KnownRuns): TestLinks | undefined {
	if (!links || runs.unsure || runs.reached.length === 0) return links;
	const others = new Set(perTest.tests.filter(test => !runs.reached.includes(test)));
	const kept = [...links.mocks.keys()].filter(at => !others.has(links.mocks[at]!.file));
	const details = links.details && kept.map(at => links.details![at]!);
	return {
		...links,
		near: links.near.filter(({file}) => !others.has(file)),
		mocks: kept.map(at => links.mocks[at]!),
		...(details && {details}),
	};
}

/** Adds the test files that ran the operation and made the arc happen. */
export function addRuns(judged: JudgedArc, {runs}: KnownRuns): JudgedArc {
	const {reached, fired} = runs;
	if (reached.length === 0) return judged;
	return {
		...judged,
		tests: refsOf(judged.tests, reached),
		reachedBy: namedFiles(reached),
		...(fired.length > 0 && {firedBy: namedFiles(fired)}),
	};
}

/** The strongest link alone, and one entry for each test file that ran it without being near. */
function refsOf(near: readonly TestRef[], reached: readonly string[]): TestRef[] {
	const ran = new Set(reached);
	const named = new Set(near.map(({file}) => file));
	const others = reached
		.filter(file => !named.has(file))
		.map((file): TestRef => ({file, line: 1, name: '', how: 'coverage'}));
	return [...near.map((ref): TestRef => (ran.has(ref.file) ? {...ref, how: 'coverage'} : ref)), ...others];
}
