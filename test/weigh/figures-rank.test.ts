import test from 'ava';
import {rankSites} from '../../src/weigh/figures-rank.ts';

type Ranked = Parameters<typeof rankSites>[0][number];

const site = (id: string, more: Partial<Ranked> = {}): Ranked => ({
	id,
	kind: 'retry',
	operation: 'external',
	file: 'src/a.ts',
	line: 1,
	column: 1,
	weight: 0.5,
	exposure: 0.5,
	rank: 0,
	...more,
});
const order = (...sites: Ranked[]) => rankSites(sites).map(({id}) => id);

test('greater exposure comes first, whatever the rest', t => {
	const heavy = site('heavy', {exposure: 0.6, operation: 'local', kind: 'handler'});
	t.deepEqual(order(site('light'), heavy), ['heavy', 'light']);
});

test('at equal exposure: external, then no handlers, then weight, then place', t => {
	t.deepEqual(
		order(
			site('local', {operation: 'local', weight: 0.9}),
			site('handler', {kind: 'handler', weight: 0.9}),
			site('line 9', {line: 9}),
			site('line 2', {line: 2}),
			site('heavy', {weight: 0.8}),
			site('other file', {file: 'src/B.ts'}),
		),
		['heavy', 'other file', 'line 2', 'line 9', 'handler', 'local'],
	);
});

test('ranks count from 1 and do not depend on the order of the input', t => {
	const sites = ['c', 'a', 'b'].map(id => site(id));
	t.deepEqual(
		rankSites(sites).map(({id, rank}) => [id, rank]),
		[
			['a', 1],
			['b', 2],
			['c', 3],
		],
	);
	t.deepEqual(rankSites([...sites].reverse()), rankSites(sites));
	t.is(sites[0]!.rank, 0, 'the input is left alone');
});
