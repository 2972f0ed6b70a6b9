import test from 'ava';
import {countHandlers, createFilter, type Filter, filterRows, toggled, toSearchable} from '../../src/map/filter.ts';
import {mapFile, mapRow} from './sample-map.ts';

const files = [mapFile('src/pay/charge.ts'), mapFile('src/payments.ts'), mapFile('src/db.ts')];
const all = toSearchable(
	[
		mapRow(1, ['unfired'], {weight: 0.2, entryPoints: [0], findings: 1}),
		mapRow(2, ['fired', 'undecided'], {file: 1, kind: 'pool', mechanism: 'library:pg', certainty: 'likely'}),
		mapRow(3, ['uncovered'], {file: 2, kind: 'handler', weight: 0.9, exposure: 0.1, dependencies: [1]}),
	],
	files,
);
const ranks = (change: Partial<Filter>) => filterRows(all, {...createFilter(true), ...change}).map(({row}) => row.rank);

test('each filter keeps what passes it, and all of them together', t => {
	t.deepEqual(ranks({}), [1, 2, 3]);
	t.deepEqual(ranks({kinds: new Set(['pool', 'retry'])}), [1, 2]);
	t.deepEqual(ranks({verdicts: new Set(['undecided', 'uncovered'])}), [2, 3]);
	t.deepEqual(ranks({certainty: 'likely'}), [2]);
	t.deepEqual(ranks({findings: true}), [1]);
	t.deepEqual(ranks({entryPoint: 0}), [1]);
	t.deepEqual(ranks({dependency: 1}), [3]);
	t.deepEqual(ranks({dependency: 1, kinds: new Set(['pool'])}), []);
});

test('a folder is a folder: src/pay does not hold src/payments.ts', t => {
	t.deepEqual(ranks({path: 'src/pay'}), [1]);
	t.deepEqual(ranks({path: 'src/payments.ts'}), [2]);
	t.deepEqual(ranks({path: 'src'}), [1, 2, 3]);
});

test('every word of the search is looked for in file, line, name, kind and library, in any case', t => {
	t.deepEqual(ranks({query: 'PG'}), [2]);
	t.deepEqual(ranks({query: ' src  load3 '}), [3]);
	t.deepEqual(ranks({query: 'charge.ts:1'}), [1]);
	t.deepEqual(ranks({query: '.*'}), []);
});

test('plain handlers are left out and counted unless they are asked for', t => {
	const filter = createFilter(false);
	t.deepEqual(ranks({handlers: false}), [1, 2]);
	t.is(countHandlers(all, filter), 1);
	t.is(countHandlers(all, {...filter, query: 'charge'}), 0);
	t.deepEqual(ranks({handlers: false, kinds: new Set(['handler'])}), [3]);
});

test('rows are sorted both ways, by rank where they are equal', t => {
	t.deepEqual(ranks({sort: {by: 'weight', down: true}}), [3, 2, 1]);
	t.deepEqual(ranks({sort: {by: 'exposure', down: false}}), [3, 1, 2]);
	t.deepEqual(ranks({sort: {by: 'place', down: false}}), [3, 1, 2]);
	t.deepEqual([...toggled(new Set(['a', 'b']), 'a')], ['b']);
	t.deepEqual([...toggled(new Set(['a']), 'b')], ['a', 'b']);
});
