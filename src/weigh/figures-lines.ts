import type {Counters} from '../model/evidence.ts';
import type {ReportFile, ReportSite} from '../model/report.ts';
import {byText} from '../util/compare.ts';
import {isDecided} from './figures.ts';
import {roundShare} from './figures-rounding.ts';

/**
 * Line coverage, from 0 to 1, of the files that hold at least one decided arc: the same files, from the same
 * counters, as the error-path coverage it is compared with. Null where none of them was measured.
 */
export function weighLines(sites: ReadonlyArray<Pick<ReportSite, 'file' | 'arcs'>>, counters: Counters): number | null {
	const files = new Set(sites.filter(({arcs}) => arcs.some(isDecided)).map(({file}) => file));
	let total = 0;
	let covered = 0;
	for (const file of files) {
		const lines = counters.lines(file);
		total += lines?.total ?? 0;
		covered += lines?.covered ?? 0;
	}
	return total === 0 ? null : covered / total;
}

/** The same measure for each file that holds a site, decided or not. */
export function linesByFile(sites: ReadonlyArray<Pick<ReportSite, 'file'>>, counters: Counters): ReportFile[] {
	const counts = new Map<string, number>();
	for (const {file} of sites) counts.set(file, (counts.get(file) ?? 0) + 1);
	return [...counts]
		.sort(([a], [b]) => byText(a, b))
		.map(([file, count]) => {
			const lines = counters.lines(file) ?? null;
			const lineCoverage = lines && lines.total > 0 ? roundShare(lines.covered / lines.total) : null;
			return {file, sites: count, lines, lineCoverage};
		});
}
