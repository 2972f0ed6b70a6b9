import test from 'ava';
import {judgeArc} from '../../src/judge/judge-sites.ts';
import {hit} from '../../src/model/condition.ts';
import type {Counters} from '../../src/model/evidence.ts';
import type {HiddenBy} from '../../src/model/ignore.ts';
import type {ArcDraft, Site} from '../../src/model/site.ts';
import {at, counters, FILE} from './fake-counters.ts';

const SITE = {id: 'x', kind: 'fallback', file: FILE, line: 9, guards: [], mechanism: 'hand-rolled'} as unknown as Site;
const HIDDEN: HiddenBy = {tool: 'istanbul', line: 11, reason: 'cannot happen'};

const arc = (hidden: HiddenBy): ArcDraft => ({
	arc: 'engage',
	reading: 'block',
	needs: hit(at(10)),
	fires: hit(at(12)),
	witnesses: [at(12)],
	hidden,
});

const OTHER_FILES: Counters['sources'] = [{path: 'c.json', format: 'istanbul', files: 1, matched: 1, stale: 0}];

test('a hidden path without a counter is undecided: remove the comment, or take a trace', t => {
	const judged = judgeArc(SITE, arc(HIDDEN), counters([[at(10), 5]]));
	t.is(judged.reason, 'hidden');
	t.regex(judged.why, /Hidden from coverage by a comment for istanbul on line 11 \(cannot happen\)\.$/);
	t.regex(judged.wanted!, /remove the comment and run the tests again; or a trace/);
	t.deepEqual(judged.hidden, HIDDEN);
});

test('where its counter is there the comment was for another tool: the counter decides, and the path is listed', t => {
	const known = [
		[at(10), 5],
		[at(12), 1],
	] as const;
	const judged = judgeArc(SITE, arc({...HIDDEN, tool: 'c8'}), counters(known));
	t.is(judged.verdict, 'fired');
	t.regex(judged.why, /A comment for c8 on line 11 hides it from that tool \(cannot happen\)\.$/);
	t.is(judged.hidden?.tool, 'c8');
});

test('a comment whose counters are all there is not why an arc is undecided', t => {
	const recover: ArcDraft = {...arc(HIDDEN), arc: 'fail', reading: 'derived', fires: {signal: 'x'}};
	const known = [
		[at(10), 5],
		[at(12), 1],
	] as const;
	t.is(judgeArc(SITE, recover, counters(known)).reason, 'derived');
});

test('a file that is hidden as a whole is not asked to be run', t => {
	const absent = {...counters([], {state: 'absent'}), sources: OTHER_FILES};
	t.is(judgeArc(SITE, arc({...HIDDEN, whole: true}), absent).reason, 'hidden');
	t.is(judgeArc(SITE, arc(HIDDEN), absent).reason, 'absent');
	const none = {...absent, sources: []};
	t.is(judgeArc(SITE, arc({...HIDDEN, whole: true}), none).reason, 'absent');
});
