import {isOpen} from '../model/finding.ts';
import type {Report, ReportSite} from '../model/report.ts';
import {ARCS, type ArcName} from '../model/site.ts';
import {addToList} from '../util/add-to-list.ts';
import {byText} from '../util/compare.ts';
import {renderHarmless} from './harmless.ts';

/**
 * Error paths as the branches of an lcov file: each decided arc of a site is a branch at the site's line, taken if it fired. A
 * line counts as run if a test ran the guarded operation of a site on it. What is undecided is left out.
 */
export function renderLcov({sites}: Report): string {
	const files = new Map<string, ReportSite[]>();
	for (const site of sites) {
		if (decidedArcs(site).length === 0) continue;
		addToList(files, site.file, site);
	}
	const records = [...files].sort(([a], [b]) => byText(a, b)).flatMap(([file, own]) => renderFile(file, own));
	return `${['TN:unfired', ...records].join('\n')}\n`;
}

const decidedArcs = ({arcs}: ReportSite) => arcs.filter(({verdict}) => verdict !== 'undecided');

function renderFile(file: string, sites: readonly ReportSite[]): string[] {
	const sorted = [...sites].sort((a, b) => a.line - b.line || a.column - b.column || byText(a.id, b.id));
	const lines = new Map<number, ReportSite[]>();
	for (const site of sorted) addToList(lines, site.line, site);
	const arcs = sorted.flatMap(decidedArcs);
	const ran = [...lines.values()].map(own => own.some(hasRun));
	return [
		`SF:${renderHarmless(file)}`,
		...[...lines.values()].flatMap(own => own.flatMap(renderBranches)),
		`BRF:${arcs.length}`,
		`BRH:${arcs.filter(arc => !isOpen(arc)).length}`,
		...[...lines.keys()].map((line, index) => `DA:${line},${ran[index] ? 1 : 0}`),
		`LF:${lines.size}`,
		`LH:${ran.filter(Boolean).length}`,
		'end_of_record',
	];
}

const hasRun = (site: ReportSite): boolean => decidedArcs(site).some(({verdict}) => verdict !== 'uncovered');

const TAKEN = {fired: '1', proven: '1', unfired: '0', uncovered: '-'} as const;

/** @param block tells the sites of one line apart */
function renderBranches(site: ReportSite, block: number): string[] {
	const names: readonly ArcName[] = ARCS[site.kind];
	return site.arcs.flatMap(({arc, verdict}) =>
		verdict === 'undecided' ? [] : [`BRDA:${site.line},${block},${names.indexOf(arc)},${TAKEN[verdict]}`],
	);
}
