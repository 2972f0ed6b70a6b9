import type {Around, Format, Reading} from './format.ts';
import {hasRun, type IstanbulFile, isObject, istanbulRecord, type Point, readIstanbulFile} from './istanbul-json.ts';
import {readMapped} from './istanbul-mapped.ts';
import {readPoints, startOf} from './istanbul-points.ts';
import {type Range, type RangeTally, type Tally, V8_RANGES} from './tally.ts';

/** `coverage-final.json` and nyc's raw output, in both shapes: counters on syntax, and V8 ranges (c8 and its like). */
export const istanbul: Format = {
	format: 'istanbul',
	recognises: document => isObject(document) && Object.values(document).some(value => istanbulRecord(value)),
	read: readIstanbul,
};

function readIstanbul(document: unknown, around: Around): Reading {
	const files: IstanbulFile[] = [];
	const problems: string[] = [];
	const lost: string[] = [];
	for (const [key, value] of Object.entries(document as object)) {
		const record = istanbulRecord(value);
		if (!record) {
			problems.push(`the entry of ${key} is no coverage of a file`);
			lost.push(key);
			continue;
		}
		const file = readIstanbulFile(key, record);
		if (file.odd > 0) {
			problems.push(`${file.odd} counters of ${file.path} have no whole number or no position`);
			lost.push(file.path);
		}
		files.push(file);
	}
	const lines = files.some(file => hasRangesOnly(file));
	const tallies = files.flatMap((file): Tally[] => {
		// Without one of its ranges, the points in it would get the count around it.
		if (file.odd > 0 && lines && hasLinesOnly(file)) return [];
		if (isLineShaped(file, lines)) return [readRanges(file)];
		if (file.inputMap === undefined) return [readPoints(file)];
		try {
			return readMapped(file, file.inputMap, around);
		} catch (error) {
			problems.push(`the source map of ${file.path} cannot be read (${(error as Error).message.split('\n')[0]})`);
			lost.push(file.path);
			return [];
		}
	});
	return {tallies, problems, lost};
}

/** A file without a range is of the shape of its neighbours: source maps lose that of the module. */
const isLineShaped = (file: IstanbulFile, neighbours: boolean): boolean =>
	hasLinesOnly(file) && (hasRangesOnly(file) || (neighbours && file.branches.length === 0));

const hasRangesOnly = (file: IstanbulFile): boolean =>
	hasLinesOnly(file) && file.branches.length > 0 && file.branches.every(branch => branch.type === 'branch');

const hasLinesOnly = ({statements}: IstanbulFile): boolean =>
	statements.every(({location: {start, end}}) => start.column === 0 && end?.line === start.line);

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
