import {type Count, exactly} from '../../model/place.ts';
import {hasRun, type IstanbulFile, type Point} from './istanbul-json.ts';
import {type At, at, INSTRUMENTED, joinCounts, lineOf, type PointTally, V8_ON_SYNTAX} from './tally.ts';

/** Where a position of the instrumented text stands in the source; undefined where that is not known exactly. */
export type PlaceOf = (position: At) => At | undefined;

export const startOf = (point: Point): At => at(point.line, point.column + 1);

const asRecorded: PlaceOf = position => position;

/** The counters of a file on the syntax that they were put on, or on that which a source map leads to. */
export function readPoints(file: IstanbulFile, path = file.path, placeOf = asRecorded): PointTally {
	const tally: PointTally = {
		path,
		shape: 'points',
		loaded: hasRun(file),
		sees: file.remapped ? V8_ON_SYNTAX : INSTRUMENTED,
		statements: new Map(),
		functions: new Map(),
		bodies: new Map(),
		arms: new Map(),
		blocks: new Map(),
		lines: new Map(),
	};
	for (const {location, count} of file.statements) {
		const start = placeOf(startOf(location.start));
		if (start === undefined) continue;
		join(tally.statements, start, count);
		// The rule of istanbul-lib-coverage's getLineCoverage: a line counts as its busiest statement that starts there.
		const line = lineOf(start);
		tally.lines.set(line, Math.max(tally.lines.get(line) ?? 0, count));
	}
	for (const fn of file.functions) addFunction(tally, fn, placeOf);
	for (const branch of file.branches) addBranch(tally, branch, placeOf);
	return tally;
}

function addFunction(tally: PointTally, fn: IstanbulFile['functions'][number], placeOf: PlaceOf): void {
	const {start, location, count} = fn;
	const place = placeOf(startOf(start));
	if (place !== undefined) join(tally.functions, place, count);
	const body = location && placeOf(startOf(location.start));
	// Some compilers give the body the position of the function.
	if (body !== undefined && body !== place && startOf(location!.start) !== startOf(start))
		join(tally.bodies, body, count);
}

function join(counts: Map<At, Count>, key: At, count: number): void {
	counts.set(key, joinCounts(counts.get(key), exactly(count)));
}

function addBranch(tally: PointTally, branch: IstanbulFile['branches'][number], placeOf: PlaceOf): void {
	// Arms of default arguments count calls of the function in some engines, so they are not used.
	const map =
		branch.type === 'binary-expr' || branch.type === 'cond-expr'
			? tally.arms
			: branch.type === 'if'
				? tally.blocks
				: undefined;
	if (!map) return;
	const own = branch.location && startOf(branch.location.start);
	for (const {location, count} of branch.arms) {
		const start = startOf(location.start);
		// The location of the whole `if` stands for its then, or for an else that is not there.
		if (branch.type === 'if' && start === own) continue;
		const place = placeOf(start);
		// Operators that were compiled down nest on the same position: the first one is the outermost, the one written.
		if (place !== undefined && !map.has(place)) map.set(place, exactly(count));
	}
}
