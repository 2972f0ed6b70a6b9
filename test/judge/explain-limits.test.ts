import test from 'ava';
import {explainTests} from '../../src/judge/explain-tests.ts';
import type {StandInDetail, TestLinks} from '../../src/model/graph.ts';

const links = (said: Partial<StandInDetail>): TestLinks => ({
	near: [],
	mocks: [{file: 'a.test.ts', line: 3, outcome: 'succeeds', target: 'S3Client.send'}],
	reached: 1,
	failing: 0,
	details: [{form: 'tool', join: 'named', how: null, lasting: false, tests: 1, ...said}],
});

const why = (said: Partial<StandInDetail>) =>
	explainTests(links(said), {kind: 'retry', arc: 'exhaust', verdict: 'unfired'}) ?? '';

test('what a tool hides or cannot show is said', t => {
	t.regex(why({hides: 'retries'}), /Under tool the client sends nothing: its own retries never run\./);
	t.regex(why({engine: 'happy-path'}), /tool is an engine in memory that only ever shows the happy path\./);
	t.notRegex(why({}), /engine|retries/);
	t.notRegex(why({engine: 'real'}), /engine/);
});
