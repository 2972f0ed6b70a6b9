import test from 'ava';
import {DirectedGraph} from 'graphology';
import {indexDeclared} from '../../src/link/tests-declared.ts';
import {indexRuns} from '../../src/link/tests-runs.ts';
import type {Target} from '../../src/model/code.ts';
import type {FileFacts} from '../../src/model/facts.ts';
import type {CallGraph} from '../../src/model/graph.ts';

const to = (file: string, fn: number): Target => ({kind: 'project', to: [{file, fn, how: 'exact'}]}) as Target;

function file(role: 'source' | 'test', owners: Array<[line: number, owner: number]>, tests: number[] = []): FileFacts {
	return {
		role,
		functions: [{parent: -1}, {parent: 0}, {parent: 0}],
		code: {calls: owners.map(([line, owner]) => ({line, owner}))},
		...(role === 'test' && {tests: {tests: tests.map(line => ({line, endLine: line}))}}),
	} as unknown as FileFacts;
}

test('a test leads to what its own calls, its helpers and the shared set-up lead to', t => {
	const graph = new DirectedGraph() as CallGraph;
	for (const node of ['a.ts#1', 'a.ts#2', 'b.ts#1', 'b.ts#2']) graph.mergeNode(node);
	graph.mergeEdge('a.ts#1', 'b.ts#1');
	const files = new Map([
		['a.ts', file('source', [])],
		['b.ts', file('source', [])],
		['helper.ts', file('test', [[3, 1]])],
		[
			'x.test.ts',
			file(
				'test',
				[
					[2, 1],
					[4, 2],
					[6, 0],
				],
				[2, 4],
			),
		],
		[
			'y.test.ts',
			file(
				'test',
				[
					[1, 0],
					[2, 0],
				],
				[2],
			),
		],
	]);
	const targets = new Map<string, Target>([
		['x.test.ts 0', to('a.ts', 1)],
		['x.test.ts 1', to('a.ts', 2)],
		['x.test.ts 2', to('b.ts', 2)],
		['y.test.ts 1', to('helper.ts', 1)],
		['helper.ts 0', to('a.ts', 1)],
	]);
	const runs = indexRuns(files, {
		graph,
		targetOf: (from, call) => targets.get(`${from} ${call}`) ?? {kind: 'unknown'},
	});
	const at = (line: number) => ({line, endLine: line});
	t.true(runs.leadTo('b.ts#1', 'x.test.ts', at(2)));
	t.false(runs.leadTo('b.ts#1', 'x.test.ts', at(4)));
	t.true(runs.leadTo('b.ts#2', 'x.test.ts', at(4)), 'called outside of all tests');
	t.true(runs.leadTo('b.ts#1', 'y.test.ts', at(2)), 'through a helper');
});

test('what several source files declare is counted', t => {
	const declaring = (name: string, of: 'source' | 'test' = 'source') =>
		({
			file: `${name}.ts`,
			role: of,
			functions: [{name: '<module>'}, {name: 'Form.onSubmit'}],
			code: {shapes: [{kind: 'class', name}]},
		}) as unknown as FileFacts;
	const declared = indexDeclared([declaring('A'), declaring('B'), declaring('B', 'test')]);
	t.deepEqual(['onSubmit', 'A', 'B', 'C'].map(declared.filesOf), [2, 1, 1, 0]);
	t.is(declared.filesOfStem('a'), 1);
});
