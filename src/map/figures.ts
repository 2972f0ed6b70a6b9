import type {MapOverview} from '../model/map.ts';
import {type Child, h} from './dom.ts';
import {showCount, showShare} from './numbers.ts';
import {createThemeChoice} from './theme.ts';
import {MEANINGS, SIGNS, VERDICT_ORDER} from './verdicts.ts';

export function createHeader({project, coverage, since, sites, tool}: MapOverview): HTMLElement {
	const facts = [
		showCount(project.files, 'file'),
		showCount(project.lines, 'line'),
		showCount(project.tests, 'test file'),
		...(project.commit ? [`commit ${project.commit.slice(0, 10)}`] : []),
		...(since ? [`${since.sites} of ${showCount(sites.length, 'site')} touched since ${since.ref}`] : []),
		...coverage.slice(0, 2).map(({path, format}) => `${path} (${format})`),
		...(coverage.length > 2 ? [`${coverage.length - 2} more coverage files`] : []),
	];
	return h(
		'header',
		{class: 'top'},
		h(
			'div',
			{},
			h('p', {class: 'brand'}, h('b', {}, 'unfired'), ` ${tool}`),
			h('h1', {}, project.name),
			h('ul', {class: 'facts'}, ...facts.map(fact => h('li', {}, fact))),
		),
		createThemeChoice(),
	);
}

/** The gap as a picture, the figures of the report, and what became of the arcs. */
export function createFigures({summary, sites, diagnostics}: MapOverview): HTMLElement {
	const {lineCoverage, errorPathCoverage, weightedErrorPathCoverage, gap} = summary;
	const figures: Array<[name: string, key: string, value: string, note: string]> = [
		['Line coverage', 'lineCoverage', showShare(lineCoverage), 'of the files with decided arcs'],
		['Error-path coverage', 'errorPathCoverage', showShare(errorPathCoverage), 'decided arcs that fired'],
		[
			'Weighted by flow',
			'weightedErrorPathCoverage',
			showShare(weightedErrorPathCoverage),
			'what more flows through counts more',
		],
		['Gap', 'gap', gap === null ? 'unknown' : `${gap.toFixed(1)} points`, 'lines minus weighted error paths'],
	];
	const advice = diagnostics.find(({code}) => code === 'coverage-missing');
	return h(
		'section',
		{class: 'figures', 'aria-labelledby': 'figures-title'},
		h('h2', {id: 'figures-title', class: 'statement'}, ...stateGap(lineCoverage, weightedErrorPathCoverage)),
		advice && h('p', {class: 'advice'}, advice.message),
		...drawGap(lineCoverage, weightedErrorPathCoverage, gap),
		h(
			'dl',
			{class: 'numbers'},
			...figures.map(([name, key, value, note]) =>
				h('div', {}, h('dt', {}, name), h('dd', {'data-figure': key}, value), h('dd', {class: 'note'}, note)),
			),
		),
		drawVerdicts(summary.arcs, sites.length),
	);
}

function stateGap(lines: number | null, errors: number | null): Child[] {
	if (lines === null || errors === null) return ['How much of the error paths has fired is not known yet.'];
	return [
		h('strong', {class: 'said'}, showShare(lines)),
		' of the lines ran. ',
		h('strong', {class: 'known'}, showShare(errors)),
		' of the error paths ever fired, weighted by what flows through them.',
	];
}

function drawGap(lines: number | null, errors: number | null, gap: number | null): HTMLElement[] {
	if (lines === null || errors === null || gap === null) return [];
	const label = `Line coverage ${showShare(lines)}, weighted error-path coverage ${showShare(errors)}, gap ${gap.toFixed(1)} points`;
	const known = h('div', {class: 'known'}, h('span', {}, `fired ${showShare(errors)}`));
	const between = h('div', {class: 'between'}, h('span', {}, `gap ${gap.toFixed(1)} points`));
	known.style.width = `${100 * Math.min(errors, lines)}%`;
	between.style.width = `${Math.max(0, 100 * (lines - errors))}%`;
	const never = h('div', {class: 'never'}, h('span', {}, `never ran ${showShare(1 - lines)}`));
	return [h('div', {class: 'gap', role: 'img', 'aria-label': label}, known, between, never)];
}

function drawVerdicts(arcs: MapOverview['summary']['arcs'], sites: number): HTMLElement {
	const total = VERDICT_ORDER.reduce((sum, verdict) => sum + arcs[verdict], 0);
	const shown = VERDICT_ORDER.filter(verdict => verdict !== 'proven' || arcs.proven > 0);
	const bars = shown.map(verdict => {
		const bar = h('div', {class: `bar is-${verdict}`});
		bar.style.flexGrow = String(arcs[verdict]);
		return bar;
	});
	return h(
		'div',
		{class: 'verdicts'},
		h('p', {}, `${showCount(sites, 'site')}, ${showCount(total, 'arc')}`),
		h('div', {class: 'stack', 'aria-hidden': 'true'}, ...bars),
		h(
			'ul',
			{},
			...shown.map(verdict =>
				h(
					'li',
					{title: MEANINGS[verdict]},
					h('span', {class: `sign is-${verdict}`, 'aria-hidden': 'true'}, SIGNS[verdict]),
					h('b', {'data-arcs': verdict}, arcs[verdict]),
					` ${verdict}`,
				),
			),
		),
	);
}
