import {createCodeMap} from './code-map.ts';
import {h, replace} from './dom.ts';
import {createExposures} from './exposures.ts';
import {createFigures, createHeader} from './figures.ts';
import {createFilter, type Filter, type Searchable, toSearchable} from './filter.ts';
import {createNotes} from './notes.ts';
import {createRanking} from './ranking.ts';
import {createSitePage} from './site.ts';
import {createState} from './state.ts';
import {readDetails, readOverview} from './store.ts';
import {buildTree} from './tree.ts';

const overview = readOverview();
const all = toSearchable(overview.sites, overview.files);
const byId = new Map(all.map(site => [site.row.id, site]));
const filter = createState<Filter>(createFilter(overview.handlers, overview.since !== undefined));
const ranking = createRanking(overview, all, filter);

const front = h(
	'div',
	{class: 'front'},
	createFigures(overview),
	all.length > 0 && createCodeMap(buildTree(overview.files, overview.sites), filter),
	all.length > 0 && h('div', {class: 'columns'}, ranking.element, createExposures(overview, filter)),
);
const opened = h('div', {class: 'opened', hidden: true});
const main = h('main', {id: 'main', tabindex: -1}, front, opened);
const skip = h('a', {class: 'skip', href: '#main'}, 'Skip to the content');
skip.addEventListener('click', event => {
	event.preventDefault();
	(front.hidden ? opened.querySelector<HTMLElement>('h1') : main)?.focus();
});
replace(document.getElementById('map')!, skip, createHeader(overview), main, createNotes(overview));

let last: string | undefined;
let scrolled = 0;

/** `#site=ID` is the page of a site, `#file=PATH` the sites of a file, anything else the map. */
function route(): void {
	const [, key, value = ''] = /^#(site|file)=(.*)$/.exec(location.hash) ?? [];
	const site = key === 'site' ? byId.get(decode(value)) : undefined;
	if (site) return open(site);
	const returned = !opened.hidden;
	close();
	if (key === 'file') {
		filter.set({...createFilter(true), path: decode(value)});
		ranking.element.scrollIntoView();
		ranking.focusOn('');
	} else if (returned) {
		scrollTo(0, scrolled);
		if (last !== undefined) ranking.focusOn(last);
	}
}

function open(site: Searchable): void {
	const details = readDetails(site.row);
	// The end of a large file is still being read.
	if (!details) return addEventListener('DOMContentLoaded', route, {once: true});
	if (opened.hidden) scrolled = scrollY;
	last = site.row.id;
	const shown = ranking.shown();
	const at = shown.indexOf(site);
	const neighbours = {before: at > 0 ? shown[at - 1] : undefined, after: at >= 0 ? shown[at + 1] : undefined};
	replace(opened, createSitePage(site, details, overview, neighbours));
	document.body.classList.add('is-open');
	front.hidden = true;
	opened.hidden = false;
	document.title = `${site.row.name} · ${site.file}:${site.row.line}`;
	scrollTo(0, 0);
	opened.querySelector<HTMLElement>('h1')?.focus({preventScroll: true});
}

function close(): void {
	replace(opened);
	document.body.classList.remove('is-open');
	front.hidden = false;
	opened.hidden = true;
	document.title = `${overview.project.name} · unfired`;
	ranking.draw();
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** What was chosen in the map or the lists shows in the ranking, which may stand below. */
filter.watch((now, before) => {
	const isPlaced =
		now.path !== before.path || now.entryPoint !== before.entryPoint || now.dependency !== before.dependency;
	const {top} = ranking.element.getBoundingClientRect();
	if (isPlaced && !front.hidden && top > innerHeight * 0.7)
		ranking.element.scrollIntoView({behavior: 'smooth', block: 'nearest'});
});
addEventListener('hashchange', route);
addEventListener('keydown', event => {
	if (event.key === 'Escape' && !opened.hidden) location.hash = '';
});
if (all.length > 0) route();
performance.mark('map-drawn');
