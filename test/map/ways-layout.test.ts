import test from 'ava';
import {layoutWays} from '../../src/map/ways-layout.ts';

const step = (name: string) => ({file: `${name}.ts`, line: 1, name});
const steps = (names: string) => [...names].map(step);
const site = step('site');

/** `a>b` for an edge, `a=>b` where the heaviest way takes it. */
const draw = (parts: {steps: string; heaviest?: string; guards?: string}) => {
	const {rows, edges} = layoutWays({
		steps: steps(parts.steps),
		...(parts.heaviest !== undefined && {heaviest: steps(parts.heaviest)}),
		site,
		guards: steps(parts.guards ?? ''),
	});
	return {
		rows: rows.map(({name, lane, role}) => `${name}${lane} ${role}`),
		edges: edges.map(({from, to, heavy}) => `${rows[from]!.name}${heavy ? '=>' : '>'}${rows[to]!.name}`),
	};
};

test('one way: from the entry point to the site and on to what it guards', t => {
	t.deepEqual(draw({steps: 'ab', guards: 'xy'}), {
		rows: ['a0 entry', 'b0 step', 'site0 site', 'x1 guard', 'y1 guard'],
		edges: ['a>b', 'b>site', 'site>x', 'site>y'],
	});
});

test('two ways: what they share stands once, and the heaviest has a lane of its own', t => {
	t.deepEqual(draw({steps: 'asz', heaviest: 'ahiz', guards: 'x'}), {
		rows: ['a0 entry', 'h1 step', 'i1 step', 's0 step', 'z0 step', 'site0 site', 'x1 guard'],
		edges: ['a=>h', 'h=>i', 'a>s', 'i=>z', 's>z', 'z=>site', 'site>x'],
	});
	t.deepEqual(draw({steps: 'ab', heaviest: 'cb'}).edges, ['c=>b', 'a>b', 'b=>site']);
	t.deepEqual(draw({steps: 'ab', heaviest: 'axb'}).edges, ['a=>x', 'x=>b', 'a>b', 'b=>site']);
});

test('no known way: the site alone', t => {
	t.deepEqual(draw({steps: ''}), {rows: ['site0 site'], edges: []});
});

test('the middle of a long way is counted', t => {
	const {rows, edges} = draw({steps: 'abcdefghijklmnop'});
	t.deepEqual(rows.slice(3, 6), ['d0 step', '8 more functions0 elided', 'm0 step']);
	t.is(rows.length, 10);
	t.is(edges.length, 9);
});
