import type {MapState} from './code-map.ts';
import {h, onClick, replace} from './dom.ts';
import type {Filter} from './filter.ts';
import {showCount, showFraction, showShare} from './numbers.ts';
import {stepOf} from './scale.ts';
import type {State} from './state.ts';
import {findNode, type Measure, shareOf, type TreeNode} from './tree.ts';
import type {View} from './treemap.ts';

type Column = 'name' | 'weight' | 'exposure' | 'sites' | 'errors' | 'lines';
const COLUMNS: ReadonlyArray<{column: Column; label: string}> = [
	{column: 'name', label: 'Folder or file'},
	{column: 'exposure', label: 'Exposure'},
	{column: 'weight', label: 'Weight'},
	{column: 'sites', label: 'Sites'},
	{column: 'errors', label: 'Error paths'},
	{column: 'lines', label: 'Lines'},
];

/** The same as the treemap, for those who read better than they see: one folder at a time. */
export function createFileTable(
	root: TreeNode,
	state: State<MapState>,
	filter: State<Filter>,
	enter: (folder: string) => void,
): View {
	const body = h('tbody');
	const headings = COLUMNS.map(({column, label}) => {
		const button = onClick(h('button', {type: 'button', class: 'sort'}, label), () => sort(column));
		return h('th', {scope: 'col', class: column === 'name' ? 'text' : 'number'}, button);
	});
	const caption = h('caption');
	let by: Column = 'exposure';
	let down = true;
	const sort = (column: Column) => {
		down = column === by ? !down : column !== 'name';
		by = column;
		draw();
	};
	const draw = () => {
		const node = findNode(root, state.get().folder) ?? root;
		for (const [index, {column}] of COLUMNS.entries())
			headings[index]!.setAttribute('aria-sort', column === by ? (down ? 'descending' : 'ascending') : 'none');
		const sorted = [...node.children].sort((a, b) => (down ? -1 : 1) * compare(a, b, by) || (a.path < b.path ? -1 : 1));
		replace(caption, `${node.path === '' ? 'All files' : node.path}: ${showCount(node.sites, 'site')}`);
		replace(body, ...sorted.map(child => createRow(child, filter, enter)));
	};
	const table = h('table', {class: 'plain'}, caption, h('thead', {}, h('tr', {}, ...headings)), body);
	return {element: h('div', {class: 'file-table', role: 'region', 'aria-label': 'Files', tabindex: 0}, table), draw};
}

function createRow(node: TreeNode, filter: State<Filter>, enter: (folder: string) => void): HTMLElement {
	const isFolder = node.children.length > 0;
	const name = onClick(h('button', {type: 'button', class: 'link'}, isFolder ? `${node.name}/` : node.name), () =>
		isFolder ? enter(node.path) : filter.set({path: node.path}),
	);
	return h(
		'tr',
		{},
		h('th', {scope: 'row'}, name),
		h('td', {}, showFraction(node.exposure)),
		h('td', {}, showFraction(node.weight)),
		h('td', {}, node.sites),
		createShare(node, 'errors'),
		createShare(node, 'lines'),
	);
}

function createShare(node: TreeNode, measure: Measure): HTMLElement {
	const share = shareOf(node, measure);
	return h('td', {}, h('span', {class: `swatch step-${stepOf(share)}`, 'aria-hidden': 'true'}), showShare(share));
}

function compare(a: TreeNode, b: TreeNode, by: Column): number {
	if (by === 'name') return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
	const value = (node: TreeNode) => (by === 'errors' || by === 'lines' ? (shareOf(node, by) ?? -1) : node[by]);
	return value(a) - value(b);
}
