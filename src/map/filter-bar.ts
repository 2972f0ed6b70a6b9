import type {MapOverview} from '../model/map.ts';
import {CERTAINTIES, type Certainty, SITE_KINDS} from '../model/site.ts';
import {createToggles} from './choice.ts';
import {type Child, h, onClick, replace} from './dom.ts';
import {createFilter, type Filter, toggled} from './filter.ts';
import {showCount} from './numbers.ts';
import type {State} from './state.ts';
import {SIGNS, VERDICT_ORDER} from './verdicts.ts';

/** What narrows the ranking; it shows what holds, whoever set it. */
export function createFilterBar(overview: MapOverview, filter: State<Filter>): HTMLElement {
	const {sites, handlers, since} = overview;
	const search = h('input', {
		...{type: 'search', id: 'search', placeholder: 'File, function or library'},
		...{autocomplete: 'off', spellcheck: 'false'},
	});
	search.addEventListener('input', () => filter.set({query: search.value}));
	const options = CERTAINTIES.map(one => h('option', {value: one}, one));
	const certainty = h('select', {id: 'certainty'}, h('option', {value: ''}, 'any'), ...options);
	certainty.addEventListener('change', () =>
		filter.set({certainty: (certainty.value || undefined) as Certainty | undefined}),
	);
	const handlersBox = createCheck('handlers', handlers, handlers => filter.set({handlers}));
	const findingsBox = createCheck('findings', since !== undefined, findings => filter.set({findings}));
	const kinds = createKinds(overview, filter);
	const verdicts = createVerdicts(overview, filter);
	const chips = h('div', {class: 'chips'});
	const clear = () => {
		filter.set(createFilter(handlers, since !== undefined));
		search.focus();
	};
	filter.watch(now => {
		if (search.value !== now.query) search.value = now.query;
		certainty.value = now.certainty ?? '';
		handlersBox.checked = now.handlers;
		findingsBox.checked = now.findings;
		kinds.show(now.kinds);
		verdicts.show(now.verdicts);
		replace(chips, ...createChips(now, overview, filter, clear));
	});
	return h(
		'div',
		{class: 'filters', role: 'search', 'aria-label': `Filter ${showCount(sites.length, 'site')}`},
		h('div', {class: 'field wide'}, h('label', {for: 'search'}, 'Search'), search),
		h('div', {class: 'field'}, h('label', {for: 'certainty'}, 'Certainty'), certainty),
		h('label', {class: 'check', title: FINDINGS}, findingsBox, 'Findings only'),
		h('label', {class: 'check'}, handlersBox, 'Plain handlers'),
		kinds.element,
		verdicts.element,
		chips,
	);
}

const FINDINGS =
	'Sites with a flaw, or an arc that is unfired or uncovered, that nothing puts aside: no comment, no baseline, no --since';

function createCheck(id: string, checked: boolean, set: (checked: boolean) => void): HTMLInputElement {
	const box = h('input', {type: 'checkbox', id, checked});
	box.addEventListener('change', () => set(box.checked));
	return box;
}

function createKinds({sites}: MapOverview, filter: State<Filter>) {
	const present = new Set(sites.map(({kind}) => kind));
	const choices = SITE_KINDS.filter(kind => present.has(kind)).map(kind => ({value: kind, label: kind}));
	return createToggles('Kinds', choices, kind => filter.set({kinds: toggled(filter.get().kinds, kind)}));
}

function createVerdicts({sites}: MapOverview, filter: State<Filter>) {
	const found = new Set(sites.flatMap(({arcs}) => arcs.map(([, verdict]) => verdict)));
	const choices = VERDICT_ORDER.filter(verdict => found.has(verdict)).map(verdict => ({
		value: verdict,
		label: `${SIGNS[verdict]} ${verdict}`,
	}));
	return createToggles('Verdicts', choices, one => filter.set({verdicts: toggled(filter.get().verdicts, one)}));
}

function createChips(now: Filter, overview: MapOverview, filter: State<Filter>, clear: () => void): Child[] {
	const {path, entryPoint, dependency} = now;
	const {entryPoints, dependencies} = overview;
	return [
		path !== undefined && createChip(`in ${path}`, () => filter.set({path: undefined})),
		entryPoint !== undefined &&
			createChip(`reached from ${entryPoints[entryPoint]!.name}`, () => filter.set({entryPoint: undefined})),
		dependency !== undefined &&
			createChip(`talks to ${dependencies[dependency]!.name}`, () => filter.set({dependency: undefined})),
		isFiltered(now) && onClick(h('button', {type: 'button', class: 'link'}, 'clear all filters'), clear),
		tellNearest(now, overview),
	];
}

function createChip(name: string, remove: () => void): HTMLElement {
	const label = `${name}: remove this filter`;
	const cross = h('span', {'aria-hidden': 'true'}, '×');
	return onClick(h('button', {type: 'button', class: 'chip', 'aria-label': label}, name, cross), () => {
		remove();
		document.getElementById('search')?.focus();
	});
}

const isFiltered = ({query, kinds, verdicts, certainty, path, entryPoint, dependency}: Filter): boolean =>
	query !== '' ||
	kinds.size + verdicts.size > 0 ||
	[certainty, path, entryPoint, dependency].some(one => one !== undefined);

/** A site names its nearest entry points alone, so that fewer may be listed than the entry point leads to. */
function tellNearest({entryPoint}: Filter, {entryPoints, sites}: MapOverview): Child {
	if (entryPoint === undefined) return false;
	const named = sites.filter(row => row.exposure > 0 && row.entryPoints.includes(entryPoint)).length;
	const {sites: all} = entryPoints[entryPoint]!;
	if (named >= all) return false;
	const text = `${named} of the ${showCount(all, 'site')} with exposure that it leads to: each names its nearest entry points alone.`;
	return h('span', {class: 'note'}, text);
}
