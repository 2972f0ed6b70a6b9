import {hasFindings, isFlawFinding} from '../../model/finding.ts';
import type {Report} from '../../model/report.ts';
import {renderCount} from './numbers.ts';
import type {Page} from './page.ts';
import {renderWrapped} from './wrap.ts';

const MOST_SUPPRESSED = 5;

/** What nobody has to look at now: counted in one line, and what comments put aside with the reasons that they give. */
export function renderAside(report: Report, page: Page): string[] {
	const {suppressed, known} = report.summary;
	if (suppressed + known === 0) return [];
	const [one, many] = known > 0 ? ['is', 'are'] : ['finding is', 'findings are'];
	const parts = [
		...(known > 0 ? [`${renderCount(known, 'finding is', 'findings are')} in the baseline`] : []),
		...(suppressed > 0 ? [`${renderCount(suppressed, one, many)} suppressed by a comment`] : []),
	];
	const isAll = !report.sites.some(site => hasFindings(site) || site.flaws.some(flaw => isFlawFinding(site, flaw)));
	const all = suppressedIn(report);
	const rest = all.length - MOST_SUPPRESSED;
	return [
		'',
		...renderWrapped(
			`${isAll ? tellNew(report) : ''}${parts.join(', ')}: counted in every figure, and left out of the rest.`,
			page.width,
			'',
			'  ',
		),
		...all.slice(0, MOST_SUPPRESSED).flatMap(line => renderWrapped(page.clean(line), page.width, '  ', '    ')),
		...(rest > 0 ? [`  ${renderCount(rest, 'more', 'more')} (--format json has them all)`] : []),
	];
}

/** What nobody can decide may be new all the same. */
function tellNew({sites, since}: Report): string {
	const open = since ? sites.filter(({unchanged}) => !unchanged) : [];
	const undecided = open.flatMap(({arcs}) => arcs.filter(({verdict}) => verdict === 'undecided')).length;
	if (undecided === 0) return 'Nothing new. ';
	return `Nothing that is new is known to be unfired, but ${renderCount(undecided, 'arc')} of what was touched could not be decided: take coverage of this code. `;
}

const suppressedIn = ({sites}: Report): string[] =>
	sites.flatMap(({file, line, kind, arcs, flaws}) => [
		...arcs.flatMap(({arc, suppressed}) =>
			suppressed ? [`${file}:${line} ${kind}.${arc}: ${suppressed.reason}`] : [],
		),
		...flaws.flatMap(({flaw, line: at, suppressed}) =>
			suppressed ? [`${file}:${at} flaw/${flaw}: ${suppressed.reason}`] : [],
		),
	]);
