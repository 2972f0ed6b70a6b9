import type {Report} from '../model/report.ts';
import {tellNext, tellTally} from './tally.ts';
import {renderFigures} from './text/figures.ts';
import {renderHeader} from './text/header.ts';
import {renderCount} from './text/numbers.ts';
import {createPage, type Page, type TextOptions} from './text/page.ts';
import {renderWrapped} from './text/wrap.ts';
import {renderVerdict} from './text.ts';

/** The text report without its ranking: what was scanned, the figures, how much there is to do, and where to begin. */
export function renderSummary(report: Report, options: Pick<TextOptions, 'color' | 'ascii' | 'width'>): string {
	const page = createPage(options);
	const lines = [
		...renderHeader(report, page),
		...(report.sites.length === 0 ? [] : ['', ...renderFigures(report, page)]),
		...renderVerdict(report, page),
		...renderRest(report, page),
	];
	return `${lines.join('\n')}\n`;
}

function renderRest(report: Report, page: Page): string[] {
	if (report.sites.length === 0) return [];
	const grave = report.diagnostics.filter(({level}) => level !== 'info').length;
	const about = grave > 0 ? ` ${renderCount(grave, 'warning')} about this scan (--reporter text has them).` : '';
	// Without coverage the verdict has said what to run.
	const next = report.coverage.length > 0 ? tellNext(report) : '';
	return [
		'',
		...renderWrapped(`${tellTally(report)}${about}`, page.width),
		...(next === '' ? [] : renderWrapped(page.clean(`next: ${next}`), page.width, '', '  ')),
	];
}
