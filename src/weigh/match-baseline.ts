import type {Baseline, BaselineEntry} from '../model/baseline.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import {flawFindingId, isOpen} from '../model/finding.ts';
import type {ReportBaseline} from '../model/report.ts';
import type {JudgedSite} from '../model/verdict.ts';
import {isFired} from './figures.ts';

/** A baseline as read, with where it stands. */
export interface KeptBaseline {
	path: string;
	baseline: Baseline;
}

/** Marks what the baseline has, and finds the entries that nothing stands behind any more. */
export function matchBaseline(
	judged: readonly JudgedSite[],
	{path, baseline}: KeptBaseline,
): {sites: JudgedSite[]; baseline: ReportBaseline; diagnostics: Diagnostic[]} {
	const known = new Set(baseline.findings.map(({id}) => id));
	const standing = new Set<string>();
	const sites = judged.map(site => {
		const arcs = site.arcs.map(arc => {
			const id = `${site.id}.${arc.arc}`;
			if (!known.has(id) || isFired(arc)) return arc;
			// Undecided today, it may be open again with the next coverage.
			standing.add(id);
			return isOpen(arc) ? {...arc, known: true as const} : arc;
		});
		const flaws = site.flaws?.map(flaw => {
			const id = flawFindingId(site, flaw);
			if (!known.has(id)) return flaw;
			standing.add(id);
			return {...flaw, known: true as const};
		});
		return {...site, arcs, ...(flaws && {flaws})};
	});
	const stale = baseline.findings.filter(({id}) => !standing.has(id));
	return {
		sites,
		baseline: {
			path,
			entries: baseline.findings.length,
			stale,
			...(baseline.ratchet && {ratchet: baseline.ratchet}),
		},
		diagnostics: stale.length === 0 ? [] : [tellStale(stale, path)],
	};
}

function tellStale(stale: readonly BaselineEntry[], path: string): Diagnostic {
	const [first] = stale;
	const count = stale.length === 1 ? '1 entry of the baseline is' : `${stale.length} entries of the baseline are`;
	return {
		level: 'warning',
		code: 'baseline-stale',
		file: path,
		message: `${count} stale, for the site is gone or its error path fired (the first is in ${first!.file}, ${first!.name}). What is left in it would hide a finding that comes back: run unfired baseline --prune.`,
		command: 'unfired baseline --prune',
	};
}
