import type {Sight} from '../model/condition.ts';
import {type Count, exactly, type Place} from '../model/place.ts';
import type {Bound} from './counts/bound.ts';

/** What tallies of one file add up to, at the places that were asked for. Small, so that the tallies need not be kept. */
export interface FileSum {
	states: Set<Bound['state']>;
	/** What every engine that measured the file can see; undefined before the first. */
	sees: ReadonlySet<Sight> | undefined;
	/** Of the tallies that fit the file, by the place's id. */
	counts: Map<string, Count>;
	/** Lines with code, and whether they ran. */
	lines: Map<number, boolean>;
	/** Something that was counted here is lost, so the counts may be too low. */
	lost: boolean;
}

export const createSum = (): FileSum => ({
	states: new Set(),
	sees: undefined,
	counts: new Map(),
	lines: new Map(),
	lost: false,
});

/** Adds a tally's counts: place by place, never its map. */
export function addBound(sum: FileSum, bound: Bound, places: ReadonlyMap<string, Place>): void {
	sum.states.add(bound.state);
	if (bound.state === 'measured') {
		sum.sees = common(sum.sees, bound.sees);
		for (const [id, place] of places) addCount(sum, id, bound.count(place));
	}
	if (bound.state !== 'measured' && bound.state !== 'not-loaded') return;
	for (const [line, count] of bound.lines(line => sum.lines.get(line) === true)) addLine(sum, line, count > 0);
}

export function addSum(sum: FileSum, other: FileSum): void {
	for (const state of other.states) sum.states.add(state);
	if (other.sees) sum.sees = common(sum.sees, other.sees);
	for (const [id, count] of other.counts) addCount(sum, id, count);
	for (const [line, ran] of other.lines) addLine(sum, line, ran);
	sum.lost ||= other.lost;
}

function addCount({counts}: FileSum, id: string, {least, most}: Count): void {
	const known = counts.get(id) ?? exactly(0);
	counts.set(id, {least: known.least + least, most: known.most + most});
}

function addLine({lines}: FileSum, line: number, ran: boolean): void {
	lines.set(line, ran || lines.get(line) === true);
}

const common = (known: ReadonlySet<Sight> | undefined, sees: ReadonlySet<Sight>): ReadonlySet<Sight> =>
	!known || known === sees ? sees : new Set([...known].filter(sight => sees.has(sight)));
