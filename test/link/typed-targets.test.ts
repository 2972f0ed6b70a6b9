import test from 'ava';
import {linkCalls} from '../../src/link/calls.ts';
import type {CallAnswer, CallQuestion} from '../../src/model/call-question.ts';
import {factsOf, projectOf, showEdges, showTarget} from './facts-of.ts';

const MAIN = `
interface Store { save(): void }
class Disk implements Store { save() {} }
class Db { query() {} }
class Fast extends Db { query() {} }
export function use(it: any) { it.query(); }
`;

/** What the one unknown call of `main.ts` calls after the answer, and the edges that come of it. */
function linked(answer: CallAnswer, more: Record<string, string> = {}) {
	const facts = factsOf({'main.ts': MAIN, ...more});
	const asked: CallQuestion[] = [];
	const {graph, targetOf, calls} = linkCalls(facts, projectOf(), questions => {
		asked.push(...questions);
		return questions.map(() => answer);
	});
	return {asked, calls, target: showTarget(facts, targetOf('main.ts', 0)), edges: showEdges(graph)};
}

const project = (line: number, column: number, member?: string): CallAnswer => ({
	kind: 'project',
	at: [{file: 'main.ts', line, column, ...(member !== undefined && {member})}],
});

test('an unknown call is asked about, and a function that starts at the answer is its target, with what overrides it', t => {
	const {asked, calls, target, edges} = linked(project(4, 12, 'query'));
	t.deepEqual(asked, [{file: 'main.ts', line: 6, column: 35, nth: 0}]);
	t.deepEqual(calls, {all: 1, unknown: 0, asked: 1, answered: 1});
	t.is(target, 'Db.query~declared Fast.query~hierarchy');
	t.deepEqual(edges, ['use -> Db.query (declared)', 'use -> Fast.query (hierarchy)']);
});

test('a member without a body leads to what implements it', t => {
	const {target, edges} = linked(project(2, 19, 'save'));
	t.is(target, 'Disk.save~hierarchy');
	t.deepEqual(edges, ['use -> Disk.save (hierarchy)']);
});

test('what is declared and nowhere implemented, external and unknown make no edges', t => {
	t.is(linked(project(1, 1)).target, 'declared');
	t.is(linked({kind: 'external'}).target, 'external :query');
	t.deepEqual(linked({kind: 'external'}).calls, {all: 1, unknown: 0, asked: 1, answered: 1});
	t.is(linked({kind: 'unknown'}).target, 'unknown');
	t.deepEqual(linked({kind: 'unknown'}).calls, {all: 1, unknown: 1, asked: 1, answered: 0});
	t.deepEqual(linked({kind: 'unasked'}).calls, {all: 1, unknown: 1, asked: 0, answered: 0});
	t.deepEqual(linked({kind: 'unasked'}).edges, []);
});

test('a declaration in a file that nobody read is no target', t => {
	const at = [{file: 'gone.ts', line: 1, column: 1}];
	t.is(linked({kind: 'project', at}).target, 'unknown');
});

test('a function type leads to what is written for it', t => {
	const more = {'types.ts': 'export type Act = () => void;\nexport const act: Act = () => {};'};
	const at = [{file: 'types.ts', line: 1, column: 19}];
	t.is(linked({kind: 'project', at}, more).target, 'act~hierarchy');
});

test('of two calls that start at the same place the second one is asked about', t => {
	const facts = factsOf({
		'main.ts': 'class Db { query() {} }\nconst a = (): any => 1;\nexport const run = () => a()();',
	});
	const asked: CallQuestion[] = [];
	linkCalls(facts, projectOf(), questions => {
		asked.push(...questions);
		return questions.map(() => ({kind: 'unknown'}));
	});
	t.deepEqual(asked, [{file: 'main.ts', line: 3, column: 26, nth: 0}]);
});

test('nobody is asked where every call is known, nor about tests', t => {
	const files = {
		'main.ts': 'function f() {}\nf();',
		'test/a.ts': 'function t(x: any) { x.save(); }\nclass A { save() {} }',
	};
	const {calls} = linkCalls(factsOf(files), projectOf(), () => t.fail() as never);
	t.deepEqual(calls, {all: 1, unknown: 0, asked: 0, answered: 0});
});
