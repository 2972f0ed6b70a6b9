import {holds, lineIndexOf} from '../counts/covered-text.ts';
import {chainMaps} from '../maps/chain-maps.ts';
import {type MappedSource, readSourceMap} from '../maps/source-map.ts';
import type {Around} from './format.ts';
import type {IstanbulFile} from './istanbul-json.ts';
import {readPoints, startOf} from './istanbul-points.ts';
import {type At, at, lineOf, type PointTally} from './tally.ts';

/**
 * Instrumenters that run behind a compiler (nyc, karma, the plugin for Babel) leave their counters where the compiled
 * text has them, with its map, until a reporter moves them. Only exact positions are moved: one between two positions
 * of the map would count for whatever stands before it. Throws if the map is broken.
 */
export function readMapped(file: IstanbulFile, map: unknown, around: Around): PointTally[] {
	const sources = readOnce(file.path, map, around);
	const [first] = sources;
	if (!first) throw new Error('it speaks of no source');
	const stops = [...new Set(first.stops)].sort((a, b) => a - b);
	const fault = beginsNowhere(file, stops) ? 'other-text' : undefined;
	return sources.flatMap(source => {
		const places = invert(source);
		const tally = readPoints(file, source.path, position => places.get(position));
		const {hashes} = source;
		const found = source.fault ?? fault;
		tally.map = {hashes, ...(found && {fault: found})};
		// A bundle may hold a source of which nothing is counted: types, or code without a statement.
		const isEmpty = tally.statements.size + tally.functions.size + tally.arms.size === 0;
		return isEmpty && sources.length > 1 ? [] : [tally];
	});
}

function readOnce(path: string, map: unknown, {maps, root}: Around): MappedSource[] {
	const {mappings} = map as {mappings?: unknown};
	const known = maps.get(path);
	if (known && mappings !== undefined && known.mappings === mappings) return known.sources;
	const here = path.replaceAll('\\', '/');
	const read = readSourceMap(map, here, (line, column) => at(line + 1, column + 1));
	const sources = chainMaps(read, root);
	maps.set(path, {mappings, sources});
	return sources;
}

/** Places of the source by positions of the compiled text; those that stand for several are left out. */
function invert({offsets}: MappedSource): Map<At, At> {
	const places = new Map<At, At>();
	const several = new Set<At>();
	for (const [place, positions] of offsets) {
		for (const position of positions) {
			if (places.has(position)) several.add(position);
			places.set(position, place);
		}
	}
	for (const position of several) places.delete(position);
	return places;
}

/** Most of what runs begins at no position of the map. What compilers add of their own stands on lines that the map does not speak of. */
function beginsNowhere({statements}: IstanbulFile, stops: readonly At[]): boolean {
	let exact = 0;
	let beside = 0;
	for (const {location} of statements) {
		const position = startOf(location.start);
		if (holds(stops, position)) exact++;
		else if (lineOf(stops[lineIndexOf(stops, position)] ?? 0) === location.start.line) beside++;
	}
	return statements.length > 0 && beside >= exact;
}
