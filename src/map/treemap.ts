import type {MapState} from './code-map.ts';
import {describe} from './describe.ts';
import {h, replace} from './dom.ts';
import type {Filter} from './filter.ts';
import type {State} from './state.ts';
import {createTip} from './tip.ts';
import {findNode, type TreeNode} from './tree.ts';
import {colourCell, createCell} from './treemap-cell.ts';
import {type Cell, layoutTreemap, nextCell} from './treemap-layout.ts';

export interface View {
	element: HTMLElement;
	draw(): void;
}

const HELP =
	'Treemap of folders and files. Arrow keys move, Enter opens a folder or shows the sites of a file, Escape leaves a folder.';

/** Cells are buttons; one of them is in the order of Tab, and arrow keys lead to the others. */
export function createTreemap(
	root: TreeNode,
	state: State<MapState>,
	filter: State<Filter>,
	note: (text: string) => void,
): View & {colour(): void} {
	const plane = h('div', {class: 'treemap', role: 'group', 'aria-label': HELP});
	const cells = createCells(plane);
	let size = {width: 0, height: 0};
	let drawn = '';

	const colour = () => cells.colour(state.get().measure);
	const draw = () => {
		const {folder} = state.get();
		const wanted = `${folder} ${size.width} ${size.height}`;
		if (size.width > 0 && wanted !== drawn) {
			const {cells: placed, left} = layoutTreemap(findNode(root, folder) ?? root, size.width, size.height);
			cells.place(placed);
			cells.press(filter.get().path);
			note(tellLeft(left));
			drawn = wanted;
		}
		colour();
	};
	// Asked of the element itself, its size would have the whole page laid out before it is drawn.
	new ResizeObserver(([entry]) => {
		const {width, height} = entry!.contentRect;
		if (width === 0) return;
		size = {width, height};
		draw();
	}).observe(plane);
	filter.watch((now, before) => now.path !== before.path && cells.press(now.path));
	const tip = createTip();
	listen(plane, cells, root, state, filter);
	showTips(plane, cells, tip);
	return {element: h('div', {class: 'treemap-frame'}, plane, tip.element), draw, colour};
}

type Cells = ReturnType<typeof createCells>;

function createCells(plane: HTMLElement) {
	let cells: readonly Cell[] = [];
	let buttons: HTMLButtonElement[] = [];
	const isFile = ({node}: Cell) => node.children.length === 0;
	return {
		place(next: readonly Cell[]) {
			cells = next;
			buttons = cells.map(createCell);
			buttons[Math.max(0, cells.findIndex(isFile))]?.setAttribute('tabindex', '0');
			replace(plane, ...buttons);
		},
		colour(measure: MapState['measure']) {
			for (const [index, cell] of cells.entries()) if (!cell.isHeading) colourCell(buttons[index]!, cell, measure);
		},
		press(path: string | undefined) {
			for (const [index, cell] of cells.entries())
				if (isFile(cell)) buttons[index]!.setAttribute('aria-pressed', String(cell.node.path === path));
		},
		focus(cell: Cell | undefined) {
			const button = cell && buttons[cells.indexOf(cell)];
			if (!button) return;
			plane.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
			button.setAttribute('tabindex', '0');
			button.focus({preventScroll: true});
		},
		at: (index: number): Cell | undefined => cells.at(index),
		towards: (cell: Cell, key: string): Cell | undefined => nextCell(cells, cell, key),
		of(target: EventTarget | null): Cell | undefined {
			const button = (target as Element | null)?.closest<HTMLButtonElement>('button.cell');
			return button ? cells[buttons.indexOf(button)] : undefined;
		},
	};
}

function listen(plane: HTMLElement, cells: Cells, root: TreeNode, state: State<MapState>, filter: State<Filter>): void {
	const enter = (folder: string) => {
		state.set({folder});
		cells.focus(cells.at(0));
	};
	plane.addEventListener('click', event => {
		const node = cells.of(event.target)?.node;
		if (!node) return;
		if (node.children.length > 0) enter(node.path);
		else filter.set({path: filter.get().path === node.path ? undefined : node.path});
	});
	plane.addEventListener('keydown', event => {
		const cell = cells.of(event.target);
		const {folder} = state.get();
		if (event.key === 'Escape' && folder !== '') enter(parentOf(root, folder));
		else if (event.key === 'Home' || event.key === 'End') cells.focus(cells.at(event.key === 'Home' ? 0 : -1));
		else if (cell && event.key.startsWith('Arrow')) cells.focus(cells.towards(cell, event.key));
		else return;
		event.preventDefault();
	});
}

function showTips(plane: HTMLElement, cells: Cells, tip: ReturnType<typeof createTip>): void {
	let shown: Cell | undefined;
	const hide = () => {
		shown = undefined;
		tip.hide();
	};
	for (const type of ['pointermove', 'focusin'])
		plane.addEventListener(type, event => {
			const cell = cells.of(event.target);
			if (!cell) return hide();
			if (cell === shown) return;
			shown = cell;
			tip.show(cell.node.path, describe(cell.node), cell);
		});
	for (const type of ['pointerleave', 'focusout']) plane.addEventListener(type, hide);
}

const tellLeft = (left: number): string =>
	left > 0 ? `Too light to be drawn here: ${left.toLocaleString('en')}. The table has them.` : '';

function parentOf(root: TreeNode, path: string): string {
	const parts = path.split('/').slice(0, -1);
	while (parts.length > 0 && !findNode(root, parts.join('/'))) parts.pop();
	return parts.join('/');
}
