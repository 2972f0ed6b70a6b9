import {findingsOf, isOpen} from '../model/finding.ts';
import type {Report} from '../model/report.ts';
import {flawsOf} from './issues.ts';
import {renderCount} from './text/numbers.ts';
import {isAdvice} from './text/rest.ts';

/** `29 findings at 20 sites, 3 flaws. Not counted: 2 that a comment puts aside, 5 in the baseline.` */
export function tellTally(report: Report): string {
	const findings = findingsOf(report);
	const sites = new Set(findings.map(({site}) => site)).size;
	const flaws = report.sites.reduce((sum, site) => sum + flawsOf(site).length, 0);
	const found = [
		`${renderCount(findings.length, 'finding')}${sites > 0 ? ` at ${renderCount(sites, 'site')}` : ''}`,
		...(flaws > 0 ? [renderCount(flaws, 'flaw')] : []),
	];
	const aside = tellAside(report);
	return `${found.join(', ')}.${aside === '' ? '' : ` Not counted: ${aside}.`}`;
}

/** What never fired and is no finding all the same. */
function tellAside({sites}: Report): string {
	const open = sites.flatMap(({arcs, flaws, unchanged}) =>
		[...arcs.filter(isOpen), ...flaws].map(({suppressed, known}) => ({suppressed, known, unchanged})),
	);
	const counts: Array<[number, string]> = [
		[open.filter(arc => arc.suppressed).length, 'that a comment puts aside'],
		[open.filter(arc => arc.known && !arc.suppressed).length, 'in the baseline'],
		[open.filter(arc => arc.unchanged && !arc.known && !arc.suppressed).length, 'at sites that did not change'],
	];
	return counts
		.filter(([count]) => count > 0)
		.map(([count, where]) => `${count} ${where}`)
		.join(', ');
}

/** The one thing to do next, as a sentence; empty where nothing is left to do. */
export function tellNext(report: Report): string {
	const [first] = findingsOf(report);
	const advice = report.diagnostics.find(isAdvice)?.message;
	if (!first) return report.sites.length > 0 ? (advice ?? '') : '';
	const {site, arc} = first;
	const step = site.next.length > 0 ? site.next.join('; ') : 'a test in which it happens';
	return `${site.file}:${site.line} ${site.kind}.${arc.arc}: ${step}.`;
}
