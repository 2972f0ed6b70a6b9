import {isOpen} from '../model/finding.ts';
import type {ReportArc, ReportSite} from '../model/report.ts';
import {FLAW_PROSE} from './flaw-prose.ts';
import {renderFrame} from './text/frame.ts';
import {renderCount, renderFraction} from './text/numbers.ts';
import {createPage, type Page, type TextOptions} from './text/page.ts';
import {renderMark, renderTitle} from './text/site.ts';
import {GLUE, renderWrapped} from './text/wrap.ts';

export {chooseSites} from './explain/choose-sites.ts';

type Options = Pick<TextOptions, 'color' | 'ascii' | 'width' | 'frames'>;

/** Everything that is known of some sites, for people. Safe to print whatever the scanned names and sources hold. */
export function renderExplained(sites: readonly ReportSite[], note: string | undefined, options: Options): string {
	const page = createPage(options);
	const lines = sites.flatMap((site, index) => [...(index > 0 ? [''] : []), ...renderSite(site, options, page)]);
	return `${[...paragraph(note ?? '', page, ''), ...lines].join('\n')}\n`;
}

function renderSite(site: ReportSite, {frames}: Options, page: Page): string[] {
	return [
		...renderTitle(site, undefined, page),
		...paragraph(`id ${site.id}, rank ${site.rank}, ${CERTAIN[site.certainty]}`, page),
		...renderFrame(site, frames, page, MOST_LINES),
		...site.guards.flatMap(({file, line, text}) => paragraph(`guards ${text} (${file}:${line})`, page)),
		...site.arcs.flatMap(arc => ['', ...renderArc(site, arc, page)]),
		...section('how it is reached', renderWays(site), page),
		...section('weight', renderWeight(site), page),
		...section('flaws', site.flaws.map(renderFlaw), page),
		...section(
			'what to write next',
			site.next.map(next => `${next}.`),
			page,
		),
		...section('more', [`docs/sites/${site.kind}.md in the unfired package`], page),
	];
}

const MOST_LINES = 40;

const CERTAIN = {
	sure: 'a sure site',
	likely: 'a likely site: its structure says so, but not everything could be followed',
	possible: 'a possible site: it may be something else',
} as const satisfies Record<ReportSite['certainty'], string>;

function renderArc(site: ReportSite, arc: ReportArc, page: Page): string[] {
	const {verdict, basis, why, wanted, witnesses, tests, mocks, reachedBy, firedBy, hidden, suppressed, known} = arc;
	const told = [
		...witnesses.map(
			({file, line, count}) => `${file}:${line} ${count === null ? 'has no counter' : `ran ${times(count)}`}`,
		),
		...(reachedBy ? [`reached by ${files(reachedBy)}`] : []),
		...(firedBy
			? [`fired by ${files(firedBy)}${firedBy.count === 1 ? ', and by no other: losing it loses the evidence' : ''}`]
			: []),
		...tests.map(({file, line, name, how}) => `test near it${how ? `, by ${HOW[how]}` : ''}: ${file}:${line} ${name}`),
		...mocks.map(({file, line, target, outcome}) => `stand-in for ${target}, ${OUTCOMES[outcome]}: ${file}:${line}`),
		...(hidden ? [`a comment takes it out of coverage: ${hidden.tool}, line ${hidden.line}`] : []),
		...(suppressed ? [`put aside by a comment in line ${suppressed.line}: ${suppressed.reason}`] : []),
		...(known ? ['in the baseline'] : []),
		...(isOpen(arc) && site.unchanged ? ['not touched by the change'] : []),
		...(wanted ? [`would decide it: ${wanted}`] : []),
	];
	return [
		...renderWrapped(`${renderMark(arc, page)}${GLUE} ${verdict}${basis ? ` by ${basis}` : ''}`, page.width, '  '),
		...paragraph(why, page),
		...told.flatMap(line => paragraph(`${page.dot} ${line}`, page)),
	];
}

const HOW = {
	coverage: 'its coverage',
	named: 'its name',
	'base-name': 'the name of its file',
	import: 'an import',
} as const satisfies Record<NonNullable<ReportArc['tests'][number]['how']>, string>;

const OUTCOMES = {
	succeeds: 'which succeeds',
	fails: 'which fails',
	delays: 'which delays',
	mixed: 'which sometimes fails',
	unknown: 'of which it is not known what it does',
} as const satisfies Record<ReportArc['mocks'][number]['outcome'], string>;

const times = (count: number): string => (count === 1 ? 'once' : renderCount(count, 'time'));

function files({count, files: named}: NonNullable<ReportArc['firedBy']>): string {
	const more = count - named.length;
	return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function renderWays({entryPoints, steps, way, heaviest, dependencies}: ReportSite): string[] {
	const chain = (list: NonNullable<ReportSite['heaviest']>) =>
		list.map(({file, line, name}) => `${name} (${file}:${line})`).join(' → ');
	return [
		...entryPoints.map(({file, line, name}) => `entry point ${name} (${file}:${line})`),
		...(steps.length > 0 ? [`shortest: ${chain(steps)}`] : way.length > 0 ? [`shortest: ${way.join(' → ')}`] : []),
		...(heaviest ? [`heaviest: ${chain(heaviest)}`] : []),
		...(dependencies.length > 0
			? [`talks to ${dependencies.map(({kind, name}) => `${kind} ${name}`).join(', ')}`]
			: []),
	];
}

function renderWeight({weight, exposure, centrality, operation}: ReportSite): string[] {
	const {reach, pagerank, betweenness} = centrality;
	const parts = [
		`reach ${renderFraction(reach)}`,
		`pagerank ${renderFraction(pagerank)}`,
		`betweenness ${renderFraction(betweenness)}`,
	];
	return [
		`weight ${renderFraction(weight)} (${parts.join(', ')}), exposure ${renderFraction(exposure)}; its operation is ${operation}`,
	];
}

function renderFlaw({flaw, line, why}: ReportSite['flaws'][number]): string {
	return `${flaw}, line ${line}: ${why} Instead: ${FLAW_PROSE[flaw].instead.replaceAll('`', '')} (docs/flaws/${flaw}.md)`;
}

function section(title: string, lines: readonly string[], page: Page): string[] {
	if (lines.length === 0) return [];
	return ['', `  ${page.bold(title)}`, ...lines.flatMap(line => paragraph(line, page))];
}

const paragraph = (text: string, page: Page, indent = '    '): string[] =>
	text === '' ? [] : renderWrapped(page.clean(text), page.width, indent, indent === '' ? '' : `${indent}  `);
