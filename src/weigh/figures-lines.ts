import type {Counters} from '../model/evidence.ts';
import type {ReportSite} from '../model/report.ts';
import {isDecided} from './figures.ts';

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
