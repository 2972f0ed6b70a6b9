import type {MapOverview} from '../model/map.ts';
import type {Exposed} from '../model/report.ts';
import {h, onClick, replace} from './dom.ts';
import type {Filter} from './filter.ts';
import {showFraction} from './numbers.ts';
import type {State} from './state.ts';

type By = 'name' | 'exposure' | 'sites';

export function createExposures({entryPoints, dependencies}: MapOverview, filter: State<Filter>): HTMLElement {
	return h(
		'aside',
		{class: 'exposures', 'aria-label': 'Exposure'},
		createExposed('By entry point', 'Entry point', 'entryPoint', entryPoints, filter),
		createExposed('By outside dependency', 'Dependency', 'dependency', dependencies, filter),
	);
}

/** More would be slow to draw, and nobody reads them; a name can be searched for. */
const MOST = 100;
const FEW = 8;

function createExposed(
	title: string,
	heading: string,
	key: 'entryPoint' | 'dependency',
	exposed: readonly Exposed[],
	filter: State<Filter>,
): HTMLElement {
	if (exposed.length === 0)
		return h('section', {}, h('h2', {}, title), h('p', {class: 'note'}, 'None is known to have exposure.'));
	const greatest = Math.max(...exposed.map(({exposure}) => exposure));
	const body = h('tbody');
	let sort: {by: By; down: boolean} = {by: 'exposure', down: true};
	let most = FEW;
	const more = onClick(h('button', {type: 'button', class: 'link more'}), () => {
		most = most === FEW ? MOST : FEW;
		draw();
	});
	const headings = (['name', 'exposure', 'sites'] as const).map(by => {
		const label = by === 'name' ? heading : by === 'exposure' ? 'Exposure' : 'Sites';
		const button = onClick(h('button', {type: 'button', class: 'sort'}, label), () => {
			sort = {by, down: sort.by === by ? !sort.down : by !== 'name'};
			draw();
		});
		return h('th', {scope: 'col', class: by === 'name' ? 'text' : 'number'}, button);
	});
	const draw = () => {
		const sorted = exposed
			.map((one, index) => ({...one, index}))
			.sort((a, b) => (sort.down ? -1 : 1) * compare(a, b, sort.by));
		for (const [index, by] of (['name', 'exposure', 'sites'] as const).entries())
			headings[index]!.setAttribute('aria-sort', by === sort.by ? (sort.down ? 'descending' : 'ascending') : 'none');
		replace(body, ...sorted.slice(0, most).map(one => createRow(one, one.index, key, greatest, filter)));
		more.hidden = exposed.length <= FEW;
		replace(
			more,
			most === FEW
				? `show ${exposed.length > MOST ? `the first ${MOST} of ${exposed.length}` : `all ${exposed.length}`}`
				: 'show fewer',
		);
	};
	filter.watch((now, before) => now[key] !== before[key] && press(body, now[key]));
	draw();
	return h(
		'section',
		{},
		h('h2', {}, title),
		h(
			'table',
			{class: 'plain'},
			h('caption', {class: 'unseen'}, `Exposure ${title.toLowerCase()}`),
			h('thead', {}, h('tr', {}, ...headings)),
			body,
		),
		more,
	);
}

function createRow(
	{name, exposure, sites}: Exposed,
	index: number,
	key: 'entryPoint' | 'dependency',
	greatest: number,
	filter: State<Filter>,
): HTMLElement {
	const isChosen = filter.get()[key] === index;
	const button = onClick(
		h('button', {type: 'button', class: 'link', 'aria-pressed': String(isChosen), 'data-index': index}, name),
		() =>
			filter.set({
				...{path: undefined, entryPoint: undefined, dependency: undefined},
				[key]: filter.get()[key] === index ? undefined : index,
			}),
	);
	const bar = h('span', {class: 'meter', 'aria-hidden': 'true'}, h('span'));
	(bar.firstChild as HTMLElement).style.width = `${(100 * exposure) / greatest}%`;
	return h('tr', {}, h('th', {scope: 'row'}, button), h('td', {}, bar, showFraction(exposure)), h('td', {}, sites));
}

function press(body: HTMLElement, index: number | undefined): void {
	for (const button of body.querySelectorAll('button'))
		button.setAttribute('aria-pressed', String(button.dataset.index === String(index)));
}

const compare = (a: Exposed, b: Exposed, by: By): number =>
	by === 'name' ? (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) : a[by] - b[by];
