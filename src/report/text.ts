import stringWidth from 'string-width';
import {hasFindings} from '../model/finding.ts';
import type {Report, ReportSite} from '../model/report.ts';
import {renderAside} from './text/aside.ts';
import {renderFigures} from './text/figures.ts';
import {renderFlaws} from './text/flaws.ts';
import {renderHeader} from './text/header.ts';
import {linkPlaces} from './text/links.ts';
import {renderCount} from './text/numbers.ts';
import {createPage, type Page, type TextOptions} from './text/page.ts';
import {isAdvice, renderDiagnostics, renderHidden, renderUndecided} from './text/rest.ts';
import {renderSite} from './text/site.ts';
import {GLUE, renderWrapped} from './text/wrap.ts';

/** The report for people, as `docs/report.md` reads it. Safe to print whatever the scanned names and sources hold. */
export function renderText(report: Report, options: TextOptions): string {
	const page = createPage(options);
	const lines = [
		...renderHeader(report, page),
		...(report.sites.length === 0 ? [] : ['', ...renderFigures(report, page)]),
		...renderVerdict(report, page),
		...renderExposed(report, options, page),
		...renderFlaws(report, page),
		...renderUndecided(report, page),
		...renderAside(report, page),
		...renderHidden(report, page),
		...renderDiagnostics(report, page),
		...renderInvitation(report, options, page),
	];
	const text = `${lines.join('\n')}\n`;
	return options.link ? linkPlaces(text, report, options.link) : text;
}

/** How to see all that is known of the first site, as a command that can be copied. */
function renderInvitation({sites}: Report, {handlers, again = []}: TextOptions, page: Page): string[] {
	const [first] = orderForReaders(sites.filter(hasFindings), handlers);
	if (!first) return [];
	const what = first.file.startsWith('-') ? first.id : `${first.file}:${first.line}`;
	const command = ['unfired', 'explain', ...[what, ...again].map(quoteForShell)].join(' ');
	return ['', `more about one: ${page.clean(command)}`];
}

const quoteForShell = (word: string): string =>
	/^[\w./:@=+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** What a run says that has no exposure to show, or no evidence to show it with. */
export function renderVerdict({sites, coverage, project, diagnostics, summary: {arcs}}: Report, page: Page): string[] {
	const say = (text: string) => ['', ...renderWrapped(text, page.width)];
	const decided = arcs.fired + arcs.proven + arcs.unfired + arcs.uncovered;
	if (sites.length === 0) {
		return say(
			`No site in ${renderCount(project.files, 'file')}: no circuit breaker, retry, fallback, pool, timeout, limiter, queue consumer or error handler that unfired knows. If there should be one, see docs/sites for what is recognised.`,
		);
	}
	if (coverage.length === 0) {
		const advice = diagnostics.filter(isAdvice).map(({message}) => page.clean(message));
		return say(advice.join(' ') || 'Without coverage little can be decided. Run the tests with it, and scan again.');
	}
	if (coverage.every(({matched}) => matched === 0)) {
		return say('The coverage that was read speaks of none of these files, so that it decides nothing.');
	}
	if (decided === 0) return say('No arc is decided: the coverage that was read does not speak of these sites.');
	if (arcs.unfired + arcs.uncovered > 0) return [];
	if (arcs.undecided > decided)
		return say(
			`Little is known: every decided arc fired under the tests (${decided} of ${decided}), but ${renderCount(arcs.undecided, 'arc')} could not be decided.`,
		);
	const held = arcs.undecided > 0 ? ` ${renderCount(arcs.undecided, 'arc')} could not be decided.` : '';
	return say(`Clean: every decided arc fired under the tests (${decided} of ${decided}).${held}`);
}

function renderExposed({sites}: Report, {top, handlers, frames}: TextOptions, page: Page): string[] {
	const exposed = orderForReaders(sites.filter(hasFindings), handlers);
	const shown = exposed.slice(0, Math.max(0, top));
	if (exposed.length === 0) return renderHeaviest(sites, {top, handlers, frames}, page);
	const last = !handlers && exposed.some(({kind}) => kind === 'handler') ? ', plain handlers last' : '';
	return [
		'',
		...renderHeading(`greatest exposure${last}`, renderLegend(shown, page), page),
		...shown.flatMap((site, index) => ['', ...renderSite(site, index + 1, frames, page)]),
		...renderMore(exposed, shown.length, page),
	];
}

/** The legend stays in one piece: beside the heading where there is room, else below it. */
function renderHeading(heading: string, legend: string, page: Page): string[] {
	return stringWidth(heading) + 2 + stringWidth(legend) <= page.width
		? [`${heading}  ${legend}`.replaceAll(GLUE, ' ')]
		: [heading, ...renderWrapped(legend, page.width, '  ')];
}

/** Where nothing is decided, the places that matter most are still known. */
function renderHeaviest(
	sites: readonly ReportSite[],
	{top, handlers, frames}: Pick<TextOptions, 'top' | 'handlers' | 'frames'>,
	page: Page,
): string[] {
	if (sites.some(({arcs}) => arcs.some(({verdict}) => verdict !== 'undecided'))) return [];
	const byWeight = [...sites].sort((a, b) => b.weight - a.weight || a.rank - b.rank);
	const shown = orderForReaders(byWeight, handlers).slice(0, Math.max(0, top));
	if (shown.length === 0) return [];
	return [
		'',
		`the ${renderCount(shown.length, 'site')} through which most flows`,
		...shown.flatMap((site, index) => ['', ...renderSite(site, index + 1, frames, page)]),
	];
}

/** A plain handler seldom decides anything: they follow the other kinds unless asked for. */
function orderForReaders(sites: readonly ReportSite[], handlers: boolean): readonly ReportSite[] {
	if (handlers) return sites;
	const isHandler = ({kind}: ReportSite) => kind === 'handler';
	return [...sites.filter(site => !isHandler(site)), ...sites.filter(isHandler)];
}

/** Explains the signs that are in use; the usual ones always, so that the heading looks the same from run to run. */
function renderLegend(shown: readonly ReportSite[], {signs, paints}: Page): string {
	const proven = shown.some(({arcs}) => arcs.some(({verdict}) => verdict === 'proven'));
	const verdicts = ['unfired', 'uncovered', 'fired', ...(proven ? ['proven' as const] : []), 'undecided'] as const;
	return verdicts.map(verdict => paints[verdict](`${signs[verdict]}${GLUE}${verdict}`)).join(`${GLUE} `);
}

function renderMore(exposed: readonly ReportSite[], shown: number, page: Page): string[] {
	const hidden = exposed.slice(shown);
	if (hidden.length === 0) return [];
	const handlers = hidden.filter(({kind}) => kind === 'handler').length;
	const share = handlers === hidden.length ? 'all' : `${handlers} of them`;
	const among = handlers > 0 ? `, ${share} plain handlers` : '';
	const text = `${renderCount(hidden.length, 'more site has', 'more sites have')} arcs that never fired${among}; --top ${exposed.length} shows them all.`;
	return ['', ...renderWrapped(text, page.width)];
}
