import {type Count, exactly} from '../model/place.ts';
import type {Format, Reading} from './format.ts';
import {type IstanbulFile, isObject, istanbulRecord, type Point, readIstanbulFile} from './istanbul-json.ts';
import {
	at,
	INSTRUMENTED,
	joinCounts,
	type PointTally,
	type Range,
	type RangeTally,
	V8_ON_SYNTAX,
	V8_RANGES,
} from './tally.ts';

/** `coverage-final.json` and nyc's raw output, in both shapes: counters on syntax, and V8 ranges (c8 and its like). */
export const istanbul: Format = {
	format: 'istanbul',
	recognises: document => isObject(document) && Object.values(document).some(value => istanbulRecord(value)),
	read: readIstanbul,
};

function readIstanbul(document: unknown): Reading {
	const files: IstanbulFile[] = [];
	const problems: string[] = [];
	for (const [key, value] of Object.entries(document as object)) {
		const record = istanbulRecord(value);
		if (!record) {
			problems.push(`the entry of ${key} is no coverage of a file`);
			continue;
		}
		const file = readIstanbulFile(key, record);
		if (file.odd > 0) problems.push(`${file.odd} counters of ${file.path} have no whole number or no position`);
		files.push(file);
	}
	const lines = files.some(file => hasRangesOnly(file));
	const tallies = files.map(file => (isLineShaped(file, lines) ? readRanges(file) : readPoints(file)));
	return {tallies, problems};
}

/** A file without a range is of the shape of its neighbours: source maps lose that of the module. */
const isLineShaped = (file: IstanbulFile, neighbours: boolean): boolean =>
	hasLinesOnly(file) && (hasRangesOnly(file) || (neighbours && file.branches.length === 0));

const hasRangesOnly = (file: IstanbulFile): boolean =>
	hasLinesOnly(file) && file.branches.length > 0 && file.branches.every(branch => branch.type === 'branch');

const hasLinesOnly = ({statements}: IstanbulFile): boolean =>
	statements.every(({location: {start, end}}) => start.column === 0 && end?.line === start.line);

const startOf = (point: Point): number => at(point.line, point.column + 1);

function readPoints(file: IstanbulFile): PointTally {
	const tally: PointTally = {
		path: file.path,
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
		join(tally.statements, startOf(location.start), count);
		// The rule of istanbul-lib-coverage's getLineCoverage: a line counts as its busiest statement that starts there.
		const {line} = location.start;
		tally.lines.set(line, Math.max(tally.lines.get(line) ?? 0, count));
	}
	for (const {start, location, count} of file.functions) {
		join(tally.functions, startOf(start), count);
		// Some compilers give the body the position of the function.
		if (location && startOf(location.start) !== startOf(start)) join(tally.bodies, startOf(location.start), count);
	}
	for (const branch of file.branches) addBranch(tally, branch);
	return tally;
}

function join(counts: Map<number, Count>, key: number, count: number): void {
	counts.set(key, joinCounts(counts.get(key), exactly(count)));
}

function addBranch(tally: PointTally, branch: IstanbulFile['branches'][number]): void {
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
		// Operators that were compiled down nest on the same position: the first one is the outermost, the one written.
		if (!map.has(start)) map.set(start, exactly(count));
	}
}

function readRanges(file: IstanbulFile): RangeTally {
	const ranges: Range[] = [];
	for (const {arms} of file.branches) {
		for (const {location, count} of arms) {
			if (location.end) ranges.push(range(location.start, location.end, count, false));
		}
	}
	const known = new Map(ranges.map(found => [`${found.start}-${found.end}`, found]));
	for (const {location, count} of file.functions) {
		if (!location?.end) continue;
		const own = range(location.start, location.end, count, true);
		const same = known.get(`${own.start}-${own.end}`);
		if (same) same.function = true;
		// Without a branch of its own, a function was counted as a whole only.
		else ranges.push({...own, coarse: count > 0});
	}
	return {
		path: file.path,
		shape: 'ranges',
		loaded: hasRun(file),
		sees: V8_RANGES,
		ranges,
		complete: false,
		positions: 'at',
		lines: new Map(file.statements.map(({location, count}) => [location.start.line, count])),
		lineLengths: new Map(file.statements.map(({location}) => [location.start.line, location.end?.column ?? -1])),
	};
}

const range = (start: Point, end: Point, count: number, isFunction: boolean): Range => ({
	start: startOf(start),
	end: startOf(end),
	count,
	function: isFunction,
	coarse: false,
});

/** A file listed with zeros alone was never loaded, or might as well not have been: all of its counts are 0. */
function hasRun(file: IstanbulFile): boolean {
	return (
		file.statements.length + file.functions.length + file.branches.length === 0 ||
		file.statements.some(({count}) => count > 0) ||
		file.functions.some(({count}) => count > 0) ||
		file.branches.some(({arms}) => arms.some(({count}) => count > 0))
	);
}
