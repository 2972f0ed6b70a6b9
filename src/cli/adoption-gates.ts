import type {Ratchet} from '../model/baseline.ts';
import type {Report} from '../model/report.ts';
import {InputError} from '../util/input-error.ts';
import {matchFiles} from '../util/match-files.ts';
import {quotePath} from '../util/quote-path.ts';
import type {CriticalModule} from './critical.ts';
import {checkGates, known} from './gates.ts';

export interface AdoptionGates {
	critical: readonly CriticalModule[];
	/** Stale entries of the baseline stop the build. */
	strictBaseline: boolean;
	/** So does a figure that got worse than the baseline keeps it. */
	ratchet: boolean;
}

/** What a repository takes on step by step. One sentence for each gate that is not passed; throws an InputError as they do. */
export function checkAdoption(report: Report, gates: AdoptionGates, handlers: boolean): string[] {
	return [
		...gates.critical.flatMap((module, at) => checkModule(report, module, at, handlers)),
		...(gates.strictBaseline ? checkStale(report) : []),
		...(gates.ratchet ? checkRatchet(report) : []),
	];
}

function checkModule(
	{sites, summary, coverage}: Report,
	{patterns, gates}: CriticalModule,
	at: number,
	handlers: boolean,
): string[] {
	const isMeant = matchFiles(patterns);
	const own = sites.filter(({file}) => isMeant(file));
	// Where nothing decides what happens on failure, there is nothing to hold it to.
	if (own.length === 0) return [];
	const figures = summary.critical?.[at] ?? {errorPathCoverage: null, gap: null};
	const judged = {sites: own, figures, hasCoverage: coverage.length > 0};
	return checkGates(judged, gates, handlers).map(
		sentence => `In critical ${patterns.map(quotePath).join(', ')}: ${sentence}`,
	);
}

function checkStale({baseline}: Report): string[] {
	if (!baseline || baseline.stale.length === 0) return [];
	const {length} = baseline.stale;
	const count = length === 1 ? '1 entry' : `${length} entries`;
	return [
		`${count} of the baseline ${quotePath(baseline.path)} ${length === 1 ? 'is' : 'are'} stale (--strict-baseline). Remove with: unfired baseline --prune.`,
	];
}

/** Weights follow the whole code base, so that figures move a little with any change. In points. */
const TOLERANCE = 0.1 + 1e-9;

const FIGURES = {
	errorPathCoverage: {name: 'Error-path coverage', unit: ' %', scale: 100, better: 1},
	weightedErrorPathCoverage: {name: 'Weighted error-path coverage', unit: ' %', scale: 100, better: 1},
	gap: {name: 'The gap', unit: ' points', scale: 1, better: -1},
} as const satisfies Record<keyof Ratchet, {name: string; unit: string; scale: number; better: 1 | -1}>;

function checkRatchet({baseline, summary, coverage}: Report): string[] {
	if (!baseline?.ratchet)
		throw new InputError('--ratchet has no figures to hold on to. Keep those of today with: unfired baseline.');
	const kept = baseline.ratchet;
	return (Object.keys(FIGURES) as Array<keyof Ratchet>).flatMap(key => {
		const {name, unit, scale, better} = FIGURES[key];
		const before = kept[key];
		if (before === null) return [];
		const now = known(summary[key], '--ratchet', coverage.length > 0);
		if (better * scale * (before - now) <= TOLERANCE) return [];
		const show = (figure: number) => `${(scale * figure).toFixed(1)}${unit}`;
		return [
			`${name} got worse: ${show(now)}, and it was ${show(before)} (--ratchet, ${quotePath(baseline.path)}). If that is meant: unfired baseline --loosen.`,
		];
	});
}
