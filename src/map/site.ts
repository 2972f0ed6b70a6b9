import type {Flaw} from '../model/flaw.ts';
import type {MapOverview} from '../model/map.ts';
import {createArcs, createTests} from './arcs.ts';
import {type Child, h} from './dom.ts';
import {createExcerpt} from './excerpt.ts';
import type {Searchable} from './filter.ts';
import {showFraction} from './numbers.ts';
import type {SiteDetails} from './store.ts';
import {createWays} from './ways.ts';

export interface Neighbours {
	before: Searchable | undefined;
	after: Searchable | undefined;
}

/** All that is known of one site. */
export function createSitePage(
	site: Searchable,
	details: SiteDetails,
	overview: MapOverview,
	{before, after}: Neighbours,
): HTMLElement {
	const {row, file} = site;
	const files = new Set(overview.files.map(({file}) => file));
	return h(
		'article',
		{class: 'site', 'aria-labelledby': 'site-title'},
		h(
			'nav',
			{class: 'site-nav', 'aria-label': 'Sites'},
			h('a', {href: '#'}, '← All sites'),
			h('span', {}, link('Previous', before), link('Next', after)),
		),
		h('p', {class: 'kind-line'}, h('span', {class: 'kind'}, row.kind), ` ${row.mechanism.replace(/^library:/, '')}`),
		h('h1', {id: 'site-title', tabindex: -1}, row.name),
		h('p', {class: 'where'}, h('code', {}, `${file}:${row.line}`)),
		h('ul', {class: 'badges'}, ...badgesOf(site, details).map(badge => h('li', {}, badge))),
		h(
			'dl',
			{class: 'numbers small'},
			...[
				['Exposure', showFraction(row.exposure)],
				['Weight', showFraction(row.weight)],
				['Rank', `${row.rank} of ${overview.sites.length}`],
			].map(([name, value]) => h('div', {}, h('dt', {}, name!), h('dd', {}, value!))),
		),
		h(
			'div',
			{class: 'site-body'},
			h(
				'div',
				{class: 'site-main'},
				createNext(details.next),
				createExcerpt(site, details),
				createArcs(site, details.arcs, overview.prose),
				details.flaws.length > 0 && createFlaws(details.flaws, overview),
				createTests(details.arcs),
			),
			h(
				'div',
				{class: 'site-side'},
				createWays(site, details, one => files.has(one)),
				createDependencies(details),
			),
		),
	);
}

const link = (text: string, site: Searchable | undefined): Child =>
	site
		? h('a', {href: `#site=${encodeURIComponent(site.row.id)}`, title: `${site.file}:${site.row.line}`}, text)
		: false;

function badgesOf({row}: Searchable, {implicit, unchanged}: SiteDetails): string[] {
	return [
		row.certainty === 'sure' ? 'sure' : `${row.certainty}, not sure`,
		row.operation === 'external'
			? 'can fail for reasons outside of the process'
			: 'local: cannot fail for a reason outside of the process',
		...(implicit ? ['a default of the library'] : []),
		...(unchanged ? ['unchanged'] : []),
	];
}

function createNext(next: readonly string[]): Child {
	if (next.length === 0) return false;
	return h(
		'section',
		{class: 'next', 'aria-labelledby': 'next-title'},
		h('h2', {id: 'next-title'}, 'What to write next'),
		h('ul', {}, ...next.map(one => h('li', {}, one))),
	);
}

function createFlaws(flaws: readonly Flaw[], {prose}: MapOverview): HTMLElement {
	return h(
		'section',
		{'aria-labelledby': 'flaws-title'},
		h('h2', {id: 'flaws-title'}, 'Flaws'),
		h(
			'ul',
			{class: 'arc-list'},
			...flaws.map(({flaw, line, why, suppressed, known}) =>
				h(
					'li',
					{class: 'arc-card is-flaw'},
					h(
						'h3',
						{},
						h('span', {class: 'sign', 'aria-hidden': 'true'}, '!'),
						prose.flaws[flaw]?.title ?? flaw,
						h('span', {class: 'dim'}, `${flaw}, line ${line}`),
					),
					h('p', {}, why),
					prose.flaws[flaw] && h('p', {class: 'dim'}, prose.flaws[flaw].instead),
					suppressed &&
						h('p', {class: 'dim'}, `Put aside by the comment on line ${suppressed.line}: ${suppressed.reason}`),
					known && h('p', {class: 'dim'}, 'Known: it is in the baseline.'),
				),
			),
		),
	);
}

function createDependencies({dependencies}: SiteDetails): Child {
	if (dependencies.length === 0) return false;
	return h(
		'section',
		{'aria-labelledby': 'dependencies-title'},
		h('h2', {id: 'dependencies-title'}, 'Talks to'),
		h(
			'ul',
			{class: 'refs'},
			...dependencies.map(({kind, name}) =>
				h('li', {}, h('span', {class: 'said'}, name), h('span', {class: 'at'}, kind)),
			),
		),
	);
}
