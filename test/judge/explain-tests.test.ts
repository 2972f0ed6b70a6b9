import test from 'ava';
import {explainTests, failingStandIn, mayBeAlibi} from '../../src/judge/explain-tests.ts';
import type {StandInDetail, TestLinks} from '../../src/model/graph.ts';
import type {MockRef} from '../../src/model/verdict.ts';

const NONE: TestLinks = {near: [], reached: 0, mocks: [], failing: 0, details: []};
const UNFIRED = {kind: 'retry', arc: 'retry', verdict: 'unfired'} as const;

function links(...all: Array<Partial<MockRef & StandInDetail>>): TestLinks {
	const mocks = all.map(
		({file = 'test/a.test.ts', line = 5, outcome = 'succeeds', target = 'fetch'}): MockRef => ({
			file,
			line,
			outcome,
			target,
		}),
	);
	const details = all.map(
		({form = 'nock', join = 'named', how = null, lasting = false, tests = 1}): StandInDetail => ({
			form,
			join,
			how,
			lasting,
			tests,
		}),
	);
	return {...NONE, near: [{file: 'test/a.test.ts', line: 3, name: 'a'}], mocks, details};
}

test('says who replaces it and that none is seen to fail', t => {
	t.is(
		explainTests(links({target: 'host version.example.com'}, {target: 'host version.example.com', line: 20}), UNFIRED),
		'2 near tests replace `host version.example.com` with nock (first at test/a.test.ts:5): none of them makes it fail.',
	);
	t.is(
		explainTests(links({}, {outcome: 'unknown'}), UNFIRED),
		'2 near tests replace `fetch` with nock (first at test/a.test.ts:5): none of them makes it fail, what 1 of them does was not followed.',
	);
	t.is(
		explainTests(links({outcome: 'unknown'}), UNFIRED),
		'1 near test replaces `fetch` with nock (first at test/a.test.ts:5): what it does there was not followed.',
	);
});

test('a shared set-up counts for the tests that see it', t => {
	t.regex(explainTests(links({tests: 4}, {tests: 3}, {}), UNFIRED)!, /^4 near tests replace/);
});

test('a failing stand-in is named, fired or not', t => {
	const failing = links({}, {outcome: 'fails', how: 'reject', line: 9, form: 'vi.fn'});
	t.is(
		explainTests(failing, {...UNFIRED, verdict: 'fired'}),
		'1 near test makes `fetch` with vi.fn fail (first at test/a.test.ts:9).',
	);
	t.is(
		explainTests(failing, UNFIRED),
		'1 near test makes `fetch` with vi.fn fail, which did not show here (first at test/a.test.ts:9).',
	);
	t.is(explainTests(links({}), {...UNFIRED, verdict: 'fired'}), undefined);
});

test('a timeout asks for delays', t => {
	const timeout = {kind: 'timeout', arc: 'fire', verdict: 'unfired'} as const;
	t.is(
		explainTests(links({}), timeout),
		'1 near test replaces `fetch` with nock (first at test/a.test.ts:5): none of them makes it answer late.',
	);
	t.is(
		explainTests(links({}, {outcome: 'delays', line: 8}), timeout),
		'1 near test delays `fetch` with nock (first at test/a.test.ts:8).',
	);
});

test('near tests without a stand-in, reach alone, and nothing', t => {
	t.is(
		explainTests(links(), UNFIRED),
		'1 test near it (first at test/a.test.ts:3): nothing that was read there replaces its operation.',
	);
	t.is(
		explainTests({...links(), unfollowed: 1}, UNFIRED),
		"1 test near it (first at test/a.test.ts:3); what it puts in its operation's place, if anything, was not followed.",
	);
	t.is(explainTests({...NONE, reached: 4}, UNFIRED), undefined, 'imports alone say nothing');
	const crowd = Array.from({length: 13}, (_, line) => ({file: 'test/a.test.ts', line: line + 1, name: 'n'}));
	t.is(explainTests({...NONE, near: crowd}, UNFIRED), undefined, 'so many near tests say nothing of any one');
	t.is(explainTests(NONE, UNFIRED), undefined);
});

test('a replaced module and a local operation are said', t => {
	t.is(
		explainTests({...NONE, replaced: 2}, {...UNFIRED, parses: true}),
		'2 test files replace this module as a whole and say nothing of it. Only its input can fail it: a malformed one would show.',
	);
});

test('never speaks of all tests', t => {
	const cases = [links(), links({}), links({outcome: 'fails', how: 'throw'}), {...NONE, reached: 1, replaced: 1}];
	for (const one of cases) t.notRegex(explainTests(one, UNFIRED) ?? '', /no test\b|every test|always|untested/i);
});

test('A2: a failing stand-in at the own name', t => {
	t.true(failingStandIn(links({how: 'reject', outcome: 'fails'})));
	t.false(failingStandIn(links({})));
	t.false(failingStandIn(links({how: 'reject', outcome: 'fails', join: 'near'})), 'a homonym');
	t.false(failingStandIn(links({how: 'status', outcome: 'fails'})), 'an answer is no error');
	t.false(failingStandIn({...NONE, mocks: [{file: 'a', line: 1, outcome: 'fails', target: 'x'}], details: undefined}));
});

test('A2 asks more of arcs that one failure does not make', t => {
	const once = links({how: 'reject', outcome: 'mixed'});
	const lasting = links({how: 'reject', outcome: 'fails', lasting: true});
	t.deepEqual([failingStandIn(once, 'exhaust'), failingStandIn(once, 'recover')], [false, true]);
	t.deepEqual([failingStandIn(lasting, 'exhaust'), failingStandIn(lasting, 'recover')], [true, false]);
});

test('what coverage per test file may prove: all that was found is sure and succeeds', t => {
	t.true(mayBeAlibi(links({}, {line: 9})));
	t.false(mayBeAlibi(links()));
	t.false(mayBeAlibi(links({}, {join: 'near'})));
	t.false(mayBeAlibi(links({}, {outcome: 'fails', how: 'reject'})));
	t.false(mayBeAlibi(links({}, {outcome: 'unknown'})));
});
