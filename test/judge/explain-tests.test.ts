import test from 'ava';
import {explainTests, failingStandIn, mayBeAlibi} from '../../src/judge/explain-tests.ts';
import type {StandInDetail, TestLinks} from '../../src/model/graph.ts';
import type {MockRef} from '../../src/model/verdict.ts';

const NONE: TestLinks = {near: [], reached: 0, mocks: [], failing: 0, details: []};
const UNFIRED = {kind: 'retry', arc: 'retry', verdict: 'unfired'} as const;

type Given = Partial<MockRef & Omit<StandInDetail, 'firm'> & {firm: boolean}>;

function links(...all: Given[]): TestLinks {
	const mocks = all.map(
		({file = 'test/a.test.ts', line = 5, outcome = 'succeeds', target = 'fetch'}): MockRef => ({
			file,
			line,
			outcome,
			target,
		}),
	);
	const details = all.map(
		({form = 'nock', join = 'named', how = null, lasting = false, tests = 1, firm = true}): StandInDetail => ({
			form,
			join,
			how,
			lasting,
			tests,
			...(firm && {firm: true}),
		}),
	);
	return {...NONE, near: [{file: 'test/a.test.ts', line: 3, name: 'a'}], mocks, details};
}

test('points at a test that names the site and replaces its operation', t => {
	t.is(
		explainTests(links({target: 'host version.example.com'}, {line: 20}), UNFIRED),
		'A test that names it replaces `host version.example.com` with nock, and it succeeds there (test/a.test.ts:5).',
	);
	t.is(explainTests(links({}, {outcome: 'unknown'}), UNFIRED), undefined, 'one of them was not read');
	t.is(explainTests(links({join: 'near'}), UNFIRED), undefined, 'a homonym');
	t.is(explainTests(links({firm: false}), UNFIRED), undefined, 'a test that is near by its imports alone');
});

test('a failing stand-in is named, fired or not', t => {
	const failing = links({}, {outcome: 'fails', how: 'reject', line: 9, form: 'vi.fn'});
	t.is(
		explainTests(failing, {...UNFIRED, verdict: 'fired'}),
		'A test that names it makes `fetch` with vi.fn fail (test/a.test.ts:9).',
	);
	t.is(
		explainTests(failing, UNFIRED),
		'A test that names it makes `fetch` with vi.fn fail (test/a.test.ts:9), of which this did not come.',
	);
	t.is(explainTests(links({}), {...UNFIRED, verdict: 'fired'}), undefined);
	t.is(explainTests(links({outcome: 'fails', how: 'status'}), UNFIRED), undefined, 'an answer is no error');
});

test('a timeout asks for delays', t => {
	const timeout = {kind: 'timeout', arc: 'fire', verdict: 'unfired'} as const;
	t.is(
		explainTests(links({}, {outcome: 'delays', line: 8}), timeout),
		'A test that names it delays `fetch` with nock (test/a.test.ts:8).',
	);
});

test('near tests without a stand-in say nothing', t => {
	t.is(explainTests(links(), UNFIRED), undefined);
	t.is(explainTests({...NONE, reached: 4}, UNFIRED), undefined);
});

test('what only its input can fail is said', t => {
	t.is(explainTests(NONE, {...UNFIRED, parses: true}), 'Only its input can fail it: a malformed one would show.');
});

test('never speaks of all tests', t => {
	const cases = [links(), links({}), links({outcome: 'fails', how: 'throw'}), {...NONE, reached: 1}];
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
