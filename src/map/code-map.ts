import {createChoice} from './choice.ts';
import {h, replace} from './dom.ts';
import {createFileTable} from './file-table.ts';
import type {Filter} from './filter.ts';
import {STEPS} from './scale.ts';
import {createState, type State} from './state.ts';
import {ancestorsOf, findNode, type Measure, type TreeNode} from './tree.ts';
import {createTreemap} from './treemap.ts';

export interface MapState {
	/** The folder that is shown. */
	folder: string;
	measure: Measure;
	view: 'map' | 'table';
}

const MEASURES = [
	{value: 'errors', label: 'Error paths'},
	{value: 'lines', label: 'Lines'},
] as const;
const VIEWS = [
	{value: 'map', label: 'Map'},
	{value: 'table', label: 'Table'},
] as const;

/** The code base by folder and file: the treemap, or the same as a table. */
export function createCodeMap(root: TreeNode, filter: State<Filter>): HTMLElement {
	const state = createState<MapState>({folder: startOf(root), measure: 'errors', view: 'map'});
	const crumbs = h('nav', {class: 'crumbs', 'aria-label': 'Folder'});
	const note = h('p', {class: 'note'});
	const body = h('div', {class: 'code-map-body'});
	const enter = (folder: string) => state.set({folder});
	const treemap = createTreemap(root, state, filter, text => replace(note, text));
	const table = createFileTable(root, state, filter, enter);
	const shown = () => (state.get().view === 'map' ? treemap : table);
	const draw = () => {
		drawCrumbs(crumbs, root, state.get().folder, enter);
		if (body.firstChild !== shown().element) replace(body, shown().element);
		note.hidden = shown() !== treemap;
		shown().draw();
	};
	state.watch((now, before) => {
		if (now.measure !== before.measure && now.view === 'map') treemap.colour();
		else draw();
	});
	queueMicrotask(draw);
	return h(
		'section',
		{class: 'code-map', 'aria-labelledby': 'map-title'},
		h(
			'div',
			{class: 'bar-of-tools'},
			h('h2', {id: 'map-title'}, 'The code base'),
			crumbs,
			createChoice('Colour', MEASURES, 'errors', measure => state.set({measure})),
			createChoice('Show as', VIEWS, 'map', view => state.set({view})),
		),
		body,
		drawLegend(state),
		note,
	);
}

function drawCrumbs(nav: HTMLElement, root: TreeNode, folder: string, enter: (folder: string) => void): void {
	const nodes = ancestorsOf(root, findNode(root, folder)?.path ?? '');
	const items = nodes.map((node, index) => {
		const name = index === 0 ? 'all files' : node.name;
		if (index === nodes.length - 1) return h('li', {'aria-current': 'location'}, name);
		const button = h('button', {type: 'button', class: 'link'}, name);
		button.addEventListener('click', () => {
			enter(node.path);
			nav.querySelector<HTMLElement>('button')?.focus();
		});
		return h('li', {}, button);
	});
	replace(nav, h('ol', {}, ...items));
}

function drawLegend(state: State<MapState>): HTMLElement {
	const title = h('span', {class: 'legend-title'});
	const say = () =>
		replace(
			title,
			state.get().measure === 'errors'
				? 'Area: weight of its sites. Colour: share of decided arcs that fired.'
				: 'Area: weight of its sites. Colour: share of lines that ran.',
		);
	say();
	state.watch(say);
	return h(
		'div',
		{class: 'legend'},
		title,
		h('ul', {}, ...STEPS.map(({step, label}) => h('li', {}, h('span', {class: `swatch step-${step}`}), label))),
	);
}

/** Where everything stands in one folder, it is shown from there. */
function startOf(root: TreeNode): string {
	const [only, ...others] = root.children;
	return only && others.length === 0 && only.children.length > 0 ? startOf(only) : root.path;
}
