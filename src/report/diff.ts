import type {ArcChange, FigureChange, ReportDiff} from '../changes/compare-reports.ts';
import {renderPlainJson} from './plain-json.ts';
import {renderCount, renderPercent} from './text/numbers.ts';
import {createPage, type Page, type TextOptions} from './text/page.ts';
import {renderPadded, renderWrapped} from './text/wrap.ts';

/** What changed between two reports. */
export const DIFF_RENDERERS: Record<
	'text' | 'json' | 'markdown',
	(diff: ReportDiff, options: Pick<TextOptions, 'color' | 'ascii' | 'width'>) => string
> = {
	text: renderText,
	json: renderPlainJson,
	markdown: renderMarkdown,
};

const LABELS: Record<FigureChange['figure'], string> = {
	lineCoverage: 'line coverage',
	errorPathCoverage: 'error-path coverage',
	weightedErrorPathCoverage: 'weighted by flow',
	gap: 'gap',
};

const figure = ({figure}: FigureChange, value: number | null): string => {
	if (figure !== 'gap') return renderPercent(value);
	return value === null ? 'unknown' : `${value.toFixed(1)} points`;
};

function renderText(diff: ReportDiff, options: Pick<TextOptions, 'color' | 'ascii' | 'width'>): string {
	const page = createPage(options);
	const lines = [
		...diff.figures.map(
			one =>
				`  ${renderPadded(LABELS[one.figure], 21)}${figure(one, one.before)} ${page.arrow} ${figure(one, one.after)}`,
		),
		...renderList('worse', diff.worse, page),
		...renderList('better', diff.better, page),
		...(diff.worse.length + diff.better.length === 0 ? ['', 'No error path is worse or better than before.'] : []),
	];
	return `${lines.join('\n')}\n`;
}

function renderList(title: string, changes: readonly ArcChange[], page: Page): string[] {
	if (changes.length === 0) return [];
	return [
		'',
		page.bold(`${renderCount(changes.length, 'error path')} ${title}`),
		...changes.flatMap(one =>
			renderWrapped(page.clean(`${one.file}:${one.line} ${tell(one, page.arrow)}`), page.width, '  ', '    '),
		),
	];
}

const tell = ({kind, arc, name, before, after}: ArcChange, arrow: string): string =>
	`${kind}.${arc} of ${name}: ${before ?? 'new'} ${arrow} ${after ?? 'gone'}`;

function renderMarkdown(diff: ReportDiff): string {
	const {clean} = createPage({color: false, ascii: false, width: 100});
	const rows = (changes: readonly ArcChange[]) =>
		changes.map(one => `- ${code(clean(`${one.file}:${one.line}`))} ${code(clean(tell(one, '→')))}`);
	const lists = (['worse', 'better'] as const).flatMap(title =>
		diff[title].length === 0
			? []
			: ['', `**${renderCount(diff[title].length, 'error path')} ${title}**`, '', ...rows(diff[title])],
	);
	return `${[
		'| | before | after |',
		'| --- | --- | --- |',
		...diff.figures.map(one => `| ${LABELS[one.figure]} | ${figure(one, one.before)} | ${figure(one, one.after)} |`),
		...(lists.length > 0 ? lists : ['', 'No error path is worse or better than before.']),
	].join('\n')}\n`;
}

/** Within more backticks than the text has, nothing of it is markup. */
function code(text: string): string {
	const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	return `${fence} ${text} ${fence}`;
}
