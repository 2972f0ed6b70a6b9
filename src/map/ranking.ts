import type {MapOverview} from '../model/map.ts';
import {h, hiddenText, onClick, replace} from './dom.ts';
import {countHandlers, type Filter, filterRows, type Searchable, type SortBy} from './filter.ts';
import {createFilterBar} from './filter-bar.ts';
import {showCount, showFraction} from './numbers.ts';
import type {State} from './state.ts';
import {SIGNS} from './verdicts.ts';
import {createVirtualRows} from './virtual-rows.ts';

const COLUMNS: ReadonlyArray<{by?: SortBy; label: string; class: string}> = [
	{by: 'rank', label: 'Rank', class: 'rank'},
	{by: 'place', label: 'Site', class: 'place'},
	{label: 'Arcs', class: 'arcs'},
	{by: 'exposure', label: 'Exposure', class: 'exposure'},
	{by: 'weight', label: 'Weight', class: 'weight'},
];
/** A printed page has no end to scroll to. */
const MOST_PRINTED = 200;

export interface Ranking {
	element: HTMLElement;
	/** As it is filtered and sorted now. */
	shown(): readonly Searchable[];
	focusOn(id: string): void;
	draw(): void;
}

export function createRanking(overview: MapOverview, all: readonly Searchable[], filter: State<Filter>): Ranking {
	let shown: readonly Searchable[] = [];
	const greatest = Math.max(...all.map(({row}) => row.exposure), 0.0001);
	const status = h('p', {class: 'status', role: 'status'});
	const empty = h('p', {class: 'empty', hidden: true}, 'No site passes these filters.');
	const rows = createVirtualRows(rowHeight, index => createRow(shown[index]!, index, greatest));
	const grid = h('div', {
		class: 'grid',
		role: 'grid',
		'aria-labelledby': 'ranking-title',
		'aria-colcount': COLUMNS.length,
	});
	const headings = COLUMNS.map(column => createHeading(column, filter));
	grid.append(
		h('div', {role: 'rowgroup', class: 'headings'}, h('div', {role: 'row', 'aria-rowindex': 1}, ...headings)),
		rows.element,
	);
	const update = () => {
		const now = filter.get();
		shown = filterRows(all, now);
		grid.setAttribute('aria-rowcount', String(shown.length + 1));
		for (const [index, {by}] of COLUMNS.entries())
			if (by)
				headings[index]!.setAttribute(
					'aria-sort',
					by === now.sort.by ? (now.sort.down ? 'descending' : 'ascending') : 'none',
				);
		replace(
			status,
			`${shown.length.toLocaleString('en')} of ${showCount(all.length, 'site')}`,
			...tellHandlers(all, filter),
		);
		empty.hidden = shown.length > 0;
		grid.hidden = shown.length === 0;
		rows.reset(shown.length);
	};
	filter.watch(update);
	addEventListener('beforeprint', () => rows.keep(MOST_PRINTED));
	addEventListener('afterprint', () => rows.keep(0));
	queueMicrotask(update);
	const element = h(
		'section',
		{class: 'ranking', 'aria-labelledby': 'ranking-title', id: 'ranking'},
		h('div', {class: 'ranking-head'}, h('h2', {id: 'ranking-title'}, 'Sites by exposure'), status),
		createFilterBar(overview, filter),
		grid,
		empty,
	);
	return {
		element,
		shown: () => shown,
		draw: rows.draw,
		focusOn: id =>
			rows.focus(
				Math.max(
					0,
					shown.findIndex(({row}) => row.id === id),
				),
			),
	};
}

/** Narrow pages need two lines more a row; the style has the same bound. */
const rowHeight = (): number => (matchMedia('(max-width: 760px)').matches ? 96 : 60);

function createHeading({by, label, class: name}: (typeof COLUMNS)[number], filter: State<Filter>): HTMLElement {
	if (!by) return h('div', {role: 'columnheader', class: name}, label);
	const button = onClick(h('button', {type: 'button', class: 'sort'}, label), () => {
		const {sort} = filter.get();
		const first = by === 'exposure' || by === 'weight';
		filter.set({sort: {by, down: sort.by === by ? !sort.down : first}});
	});
	return h('div', {role: 'columnheader', class: name}, button);
}

function createRow({row, file}: Searchable, index: number, greatest: number): HTMLElement {
	const folder = file.slice(0, file.lastIndexOf('/') + 1);
	const bar = h('span', {class: 'meter', 'aria-hidden': 'true'}, h('span'));
	(bar.firstChild as HTMLElement).style.width = `${(100 * row.exposure) / greatest}%`;
	const link = h(
		'a',
		{href: `#site=${encodeURIComponent(row.id)}`, tabindex: -1},
		`${file.slice(folder.length)}:${row.line}`,
		h('span', {class: 'dim'}, ` ${folder}`),
	);
	return h(
		'div',
		{role: 'row', class: 'row', 'aria-rowindex': index + 2},
		h('div', {role: 'gridcell', class: 'rank'}, row.rank),
		h(
			'div',
			{role: 'gridcell', class: 'place'},
			link,
			h(
				'div',
				{class: 'what'},
				h('span', {class: 'kind'}, row.kind),
				` ${row.name} `,
				h('span', {class: 'dim'}, tell(row)),
			),
		),
		h('div', {role: 'gridcell', class: 'arcs'}, ...row.arcs.map(([arc, verdict]) => createArc(arc, verdict))),
		h('div', {role: 'gridcell', class: 'exposure'}, bar, showFraction(row.exposure)),
		h('div', {role: 'gridcell', class: 'weight'}, showFraction(row.weight)),
	);
}

/** The ordinary case goes without saying. */
function tell({mechanism, operation, certainty, flaws}: Searchable['row']): string {
	const parts = [mechanism.replace(/^library:/, '')];
	if (operation === 'local') parts.push('local');
	if (certainty !== 'sure') parts.push(certainty);
	if (flaws > 0) parts.push(showCount(flaws, 'flaw'));
	return parts.map(part => `· ${part}`).join(' ');
}

export function createArc(arc: string, verdict: keyof typeof SIGNS): HTMLElement {
	return h(
		'span',
		{class: `arc is-${verdict}`, title: `${arc}: ${verdict}`},
		h('span', {class: 'sign', 'aria-hidden': 'true'}, SIGNS[verdict]),
		arc,
		hiddenText(` ${verdict}`),
	);
}

function tellHandlers(all: readonly Searchable[], filter: State<Filter>): Array<string | HTMLElement> {
	const hidden = countHandlers(all, filter.get());
	if (hidden === 0) return [];
	const show = onClick(
		h('button', {type: 'button', class: 'link'}, `show ${showCount(hidden, 'plain handler')}`),
		() => {
			filter.set({handlers: true});
		},
	);
	return [' · ', show];
}
