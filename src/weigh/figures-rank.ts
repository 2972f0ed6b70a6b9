import type {ReportSite} from '../model/report.ts';
import {byText} from '../util/compare.ts';

type Ranked = Pick<
	ReportSite,
	'id' | 'kind' | 'operation' | 'file' | 'line' | 'column' | 'weight' | 'exposure' | 'rank'
>;

/**
 * Sorts sites by what should be looked at first and numbers them from 1: greater exposure; at equal exposure
 * external before local, then handlers below all other kinds, then greater weight, then place.
 */
export function rankSites<T extends Ranked>(sites: readonly T[]): T[] {
	return [...sites].sort(compareSites).map((site, index) => ({...site, rank: index + 1}));
}

function compareSites(a: Ranked, b: Ranked): number {
	return (
		b.exposure - a.exposure ||
		Number(a.operation === 'local') - Number(b.operation === 'local') ||
		Number(a.kind === 'handler') - Number(b.kind === 'handler') ||
		b.weight - a.weight ||
		byText(a.file, b.file) ||
		a.line - b.line ||
		a.column - b.column ||
		byText(a.id, b.id)
	);
}
