import {h} from './dom.ts';

/** Drawn beyond what is seen, so that slow scrolling never shows a gap. */
const BEYOND = 6;

export interface VirtualRows {
	element: HTMLElement;
	/** Draws anew for so many rows, from the top. */
	reset(count: number): void;
	/** Draws what is missing. */
	draw(): void;
	focus(index: number): void;
	/** Draws up to so many rows and keeps them, for printing; 0 goes back. */
	keep(count: number): void;
}

/**
 * A list of rows of one height, of which only those are in the document that can be seen, and the one that has the focus.
 * One row is in the order of Tab; arrow keys, Page, Home and End lead to the others.
 */
export function createVirtualRows(heightOf: () => number, createRow: (index: number) => HTMLElement): VirtualRows {
	const plane = h('div', {class: 'plane', role: 'rowgroup'});
	const element = h('div', {class: 'rows', role: 'presentation'}, plane);
	const drawn = new Map<number, HTMLElement>();
	let count = 0;
	let active = 0;
	let kept = 0;

	const range = (): [from: number, to: number] => {
		if (kept > 0) return [0, kept];
		const height = heightOf();
		const from = Math.floor(element.scrollTop / height) - BEYOND;
		const to = Math.ceil((element.scrollTop + element.clientHeight) / height) + BEYOND;
		return [Math.max(0, from), Math.min(count, to)];
	};
	const draw = () => {
		const [from, to] = range();
		for (const [index, row] of drawn) {
			if ((index >= from && index < to) || row.contains(document.activeElement)) continue;
			row.remove();
			drawn.delete(index);
		}
		for (let index = from; index < to; index++) if (!drawn.has(index)) insert(index);
		const target = drawn.get(active) ?? drawn.get(from);
		for (const row of drawn.values()) linkOf(row).tabIndex = row === target ? 0 : -1;
	};
	const insert = (index: number) => {
		const row = createRow(index);
		row.style.top = `${index * heightOf()}px`;
		row.dataset.index = String(index);
		const later = [...drawn.keys()].filter(other => other > index).sort((a, b) => a - b)[0];
		plane.insertBefore(row, later === undefined ? null : drawn.get(later)!);
		drawn.set(index, row);
	};
	const focus = (index: number) => {
		if (count === 0) return;
		active = Math.max(0, Math.min(count - 1, index));
		const height = heightOf();
		const {scrollTop, clientHeight} = element;
		if (active * height < scrollTop) element.scrollTop = active * height;
		else if ((active + 1) * height > scrollTop + clientHeight) element.scrollTop = (active + 1) * height - clientHeight;
		draw();
		linkOf(drawn.get(active)!).focus({preventScroll: true});
	};
	element.addEventListener('scroll', draw, {passive: true});
	element.addEventListener('focusin', event => {
		const index = (event.target as Element).closest<HTMLElement>('[data-index]')?.dataset.index;
		if (index !== undefined) active = Number(index);
	});
	element.addEventListener('keydown', event => {
		const page = Math.max(1, Math.floor(element.clientHeight / heightOf()) - 1);
		const steps: Record<string, number> = {
			ArrowDown: active + 1,
			ArrowUp: active - 1,
			PageDown: active + page,
			PageUp: active - page,
			Home: 0,
			End: count - 1,
		};
		const next = steps[event.key];
		if (next === undefined) return;
		event.preventDefault();
		focus(next);
	});
	new ResizeObserver(() => element.clientHeight > 0 && draw()).observe(element);
	const resize = () => {
		plane.style.height = `${(kept || count) * heightOf()}px`;
	};
	return {
		element,
		reset(next) {
			count = next;
			active = 0;
			drawn.clear();
			plane.replaceChildren();
			element.scrollTop = 0;
			resize();
			draw();
		},
		draw,
		focus,
		keep(rows) {
			kept = Math.min(rows, count);
			resize();
			draw();
		},
	};
}

const linkOf = (row: HTMLElement): HTMLElement => row.querySelector<HTMLElement>('a')!;
