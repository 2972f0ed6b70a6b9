import {isFlawFinding} from '../../model/finding.ts';
import type {Report} from '../../model/report.ts';
import {renderCount} from './numbers.ts';
import type {Page} from './page.ts';
import {renderWrapped} from './wrap.ts';

const MOST_FLAWS = 5;

/** What is wrong with the constructs themselves, fired or not, by rank of their sites. */
export function renderFlaws({sites}: Report, page: Page): string[] {
	const flaws = sites.flatMap(site =>
		site.flaws
			.filter(flaw => isFlawFinding(site, flaw))
			.map(({flaw, line, why}) => `${site.file}:${line} ${flaw} ${site.kind}: ${why}`),
	);
	if (flaws.length === 0) return [];
	const rest = flaws.length - MOST_FLAWS;
	return [
		'',
		renderCount(flaws.length, 'flaw'),
		...flaws.slice(0, MOST_FLAWS).flatMap(flaw => renderWrapped(page.clean(flaw), page.width, '  ', '    ')),
		...(rest > 0 ? [`  ${renderCount(rest, 'more flaw')} (--format json has them all)`] : []),
	];
}
