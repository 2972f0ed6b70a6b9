import type {Figures, Report, Summary} from '../../model/report.ts';
import {SITE_KINDS} from '../../model/site.ts';
import {VERDICTS} from '../../model/verdict.ts';
import {renderBar, renderCount, renderPercent} from './numbers.ts';
import type {Page} from './page.ts';
import {renderPadded, renderWrapped} from './wrap.ts';

/** The gap, the shares with their bars, the counts, and a row for each kind where there are several. */
export function renderFigures({summary}: Report, page: Page): string[] {
	const {lineCoverage, errorPathCoverage, weightedErrorPathCoverage, gap} = summary;
	return [
		renderShare('line coverage', lineCoverage, page, 'of the files with decided arcs'),
		renderShare('error-path coverage', errorPathCoverage, page),
		renderShare('weighted by flow', weightedErrorPathCoverage, page),
		`  ${page.bold(renderPadded('gap', 21))}${page.bold(gap === null ? 'unknown' : `${gap.toFixed(1)} points`)}`,
		'',
		...renderWrapped(tellCounts(summary), page.width, '  '),
		...renderKinds(summary, page),
	];
}

function renderShare(label: string, share: number | null, page: Page, note = ''): string {
	const barWidth = page.width < 64 ? 10 : 20;
	const bar = renderPadded(renderBar(share, barWidth, page.ascii), barWidth);
	const head = `  ${renderPadded(label, 21)}${renderPadded(renderPercent(share), 10)}${bar}`;
	const fits = note !== '' && share !== null && head.length + note.length + 2 <= page.width;
	return fits ? `${head}  ${page.dim(note)}` : head.trimEnd();
}

/** `48 sites, 75 arcs: 19 fired, …` */
export function tellCounts({sites, arcs}: Summary): string {
	const total = VERDICTS.reduce((sum, verdict) => sum + arcs[verdict], 0);
	const number = Object.values(sites).reduce((sum, count) => sum + count, 0);
	const shown = (['fired', 'proven', 'unfired', 'uncovered', 'undecided'] as const).filter(
		verdict => verdict !== 'proven' || arcs.proven > 0,
	);
	const counts = shown.map(verdict => `${arcs[verdict]} ${verdict}`).join(', ');
	return `${renderCount(number, 'site')}, ${renderCount(total, 'arc')}: ${counts}`;
}

const COLUMNS = ['sites', 'fired', 'unfired', 'uncovered', 'undecided', 'fired %'];

function renderKinds({kinds, withoutHandlers, external}: Summary, page: Page): string[] {
	const rows: Array<[string, Figures]> = SITE_KINDS.flatMap(kind => (kinds[kind] ? [[kind, kinds[kind]]] : []));
	// A page too narrow for the table has the counts above, and the report as JSON has them all.
	if (rows.length < 2 || page.width < 80) return [];
	if (kinds.handler) rows.push(['without handlers', withoutHandlers]);
	rows.push(['external only', external]);
	return ['', page.dim(renderRow('', COLUMNS)), ...rows.map(([label, figures]) => renderRow(label, cellsOf(figures)))];
}

function cellsOf({sites, arcs, errorPathCoverage}: Figures): string[] {
	const counts = [sites, arcs.fired + arcs.proven, arcs.unfired, arcs.uncovered, arcs.undecided];
	return [...counts.map(String), errorPathCoverage === null ? '' : renderPercent(errorPathCoverage)];
}

const renderRow = (label: string, cells: string[]): string =>
	`  ${renderPadded(label, 17)}${cells.map(cell => renderPadded(cell, 10, 'right')).join('')}`.trimEnd();
