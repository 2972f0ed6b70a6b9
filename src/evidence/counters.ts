import type {Counters, CoverageSource, FileState} from '../model/evidence.ts';
import {type Count, cannotSay, exactly, type Place} from '../model/place.ts';
import type {Bound} from './bound.ts';

const STATES: readonly FileState[] = ['measured', 'stale', 'unmapped', 'not-loaded'];

/** Answers from all tallies of a file together: counts are added place by place, maps are never merged. */
export function createCounters(bound: ReadonlyMap<string, readonly Bound[]>, sources: CoverageSource[]): Counters {
	const state = (file: string): FileState =>
		STATES.find(candidate => bound.get(file)?.some(one => one.state === candidate)) ?? 'absent';
	const measured = (file: string): Bound[] => bound.get(file)?.filter(one => one.state === 'measured') ?? [];
	return {
		sources,
		state,
		count: place => (state(place.file) === 'not-loaded' ? exactly(0) : countPlace(measured(place.file), place)),
		sees(file, sight) {
			const engines = measured(file);
			return engines.length > 0 && engines.every(one => one.sees.has(sight));
		},
		lines(file) {
			const known = (bound.get(file) ?? []).filter(one => one.state === 'measured' || one.state === 'not-loaded');
			if (state(file) !== 'measured' && state(file) !== 'not-loaded') return undefined;
			return sumLines(known);
		},
	};
}

function countPlace(measured: readonly Bound[], place: Place): Count {
	if (measured.length === 0) return cannotSay;
	return measured.map(one => one.count(place)).reduce((a, b) => ({least: a.least + b.least, most: a.most + b.most}));
}

function sumLines(known: readonly Bound[]): {total: number; covered: number} {
	const lines = new Map<number, number>();
	for (const one of known) {
		for (const [line, count] of one.lines()) lines.set(line, (lines.get(line) ?? 0) + count);
	}
	return {total: lines.size, covered: [...lines.values()].filter(count => count > 0).length};
}
