import test from 'ava';
import {showPercent} from '../../src/map/numbers.ts';
import {STEPS, stepOf} from '../../src/map/scale.ts';
import {ancestorsOf, buildTree, filesOf, findNode, shareOf} from '../../src/map/tree.ts';
import {layoutTreemap, nextCell} from '../../src/map/treemap-layout.ts';
import {mapFile, mapRow} from './sample-map.ts';

const files = [
	mapFile('src/lib/a.ts', 9),
	mapFile('src/lib/deep/b.ts', 1, 30),
	mapFile('tool.ts'),
	mapFile('__proto__/c.ts', 0),
];
const rows = [
	mapRow(1, ['fired', 'unfired', 'undecided'], {weight: 0.6}),
	mapRow(2, ['uncovered'], {file: 1, weight: 0.3}),
	mapRow(3, ['undecided'], {file: 2, weight: 0.1}),
	mapRow(4, ['proven'], {file: 3, weight: 0}),
];
const root = buildTree(files, rows);

test('folders sum their files; a folder with nothing but a folder is one with it', t => {
	t.deepEqual(
		root.children.map(({name, path}) => [name, path]),
		[
			['src/lib', 'src/lib'],
			['tool.ts', 'tool.ts'],
			['__proto__', '__proto__'],
		],
	);
	const lib = findNode(root, 'src/lib')!;
	t.deepEqual([lib.sites, lib.fired, lib.decided, lib.undecided, lib.lines, lib.covered], [2, 1, 3, 1, 40, 10]);
	t.is(Math.round(100 * lib.weight), 90);
	t.deepEqual(
		filesOf(root)
			.map(({path}) => path)
			.sort(),
		files.map(({file}) => file).sort(),
	);
	t.deepEqual(
		ancestorsOf(root, 'src/lib/deep').map(({path}) => path),
		['', 'src/lib', 'src/lib/deep'],
	);
	t.is(findNode(root, 'src/nothing'), undefined);
});

test('both measures are shares, unknown where nothing is decided or measured', t => {
	const share = (path: string) =>
		(['errors', 'lines'] as const).map(measure => shareOf(findNode(root, path)!, measure));
	t.deepEqual(share('src/lib/a.ts'), [0.5, 0.9]);
	t.deepEqual(share('tool.ts'), [null, null]);
	t.deepEqual(share('__proto__/c.ts'), [1, 0]);
});

test('areas follow weights, what weighs nothing is not drawn but counted, and cells keep within their folder', t => {
	const {cells, left} = layoutTreemap(root, 1000, 500);
	t.is(left, 1);
	const area = (path: string) =>
		cells.filter(({node}) => node.path === path).map(({width, height}) => width * height)[0]!;
	t.true(area('src/lib/a.ts') > 1.5 * area('src/lib/deep/b.ts'));
	const folder = cells.find(({node}) => node.path === 'src/lib')!;
	for (const {node, ...cell} of cells) {
		t.true(cell.left >= 0 && cell.top >= 0 && cell.left + cell.width <= 1000 && cell.top + cell.height <= 500);
		if (node.path.startsWith('src/lib/')) t.true(cell.left >= folder.left && cell.top > folder.top);
	}
	t.deepEqual(layoutTreemap(root, 0, 500), {cells: [], left: 0});
});

test('arrow keys lead to the nearest cell that way', t => {
	const cell = (left: number, top: number) => ({
		node: root,
		isHeading: false,
		depth: 1,
		left,
		top,
		width: 10,
		height: 10,
	});
	const [centre, right, far, below] = [cell(0, 0), cell(20, 5), cell(60, 0), cell(0, 30)];
	const cells = [centre!, right!, far!, below!];
	t.is(nextCell(cells, centre!, 'ArrowRight'), right);
	t.is(nextCell(cells, centre!, 'ArrowDown'), below);
	t.is(nextCell(cells, far!, 'ArrowLeft'), right);
	t.is(nextCell(cells, centre!, 'ArrowUp'), undefined);
});

test('every share has a step of the legend, and only all is all', t => {
	t.deepEqual([null, 0, 0.001, 0.4, 0.7, 0.999, 1].map(stepOf), [
		'unknown',
		'none',
		'low',
		'middle',
		'middle',
		'high',
		'all',
	]);
	t.is(new Set(STEPS.map(({step}) => step)).size, 6);
	t.deepEqual([null, 0, 0.001, 0.5, 0.999, 1].map(showPercent), ['?', '0 %', '1 %', '50 %', '99 %', '100 %']);
});
