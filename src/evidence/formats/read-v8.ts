import {isRecord, type JsonRecord, ownMember} from '../../util/parse-json.ts';
import {chainMaps} from '../maps/chain-maps.ts';
import {findMap, pathOf, readInside} from '../maps/find-map.ts';
import {type MappedSource, type PointAt, readSourceMap} from '../maps/source-map.ts';
import {areNested} from './check-nesting.ts';
import type {Around, Format, Reading} from './format.ts';
import {isCount} from './istanbul-json.ts';
import {type Range, type RangeTally, type Tally, V8_RANGES} from './tally.ts';

/** What Node writes under `NODE_V8_COVERAGE`, one document a process. */
export const v8: Format = {
	format: 'v8',
	recognises: document => isRecord(document) && Array.isArray(document.result) && !('statementMap' in document),
	read: readV8,
};

interface Script {
	url: string;
	ranges: Range[];
	isWrapped: boolean;
}

function readV8(document: unknown, around: Around): Reading {
	const {result, 'source-map-cache': cache} = document as {result: unknown[]; 'source-map-cache'?: unknown};
	const tallies: Tally[] = [];
	const problems: string[] = [];
	const lost: string[] = [];
	for (const entry of result) {
		const script = readScript(entry, problems, lost);
		if (!script) continue;
		try {
			tallies.push(...readTallies(script, isRecord(cache) ? ownMember(cache, script.url) : undefined, around));
		} catch (error) {
			problems.push(`the source map of ${script.url} cannot be read (${(error as Error).message.split('\n')[0]})`);
			lost.push(script.url);
		}
	}
	return {tallies, problems, lost};
}

/** Scripts of Node itself and of dependencies are nobody's source. */
const isOwn = (url: string): boolean => url.startsWith('file:') && !url.includes('/node_modules/');

function readScript(entry: unknown, problems: string[], lost: string[]): Script | undefined {
	if (!isRecord(entry) || typeof entry.url !== 'string') {
		problems.push('an entry of "result" has no URL');
		lost.push('');
		return undefined;
	}
	if (!isOwn(entry.url)) return undefined;
	const functions = Array.isArray(entry.functions) ? entry.functions.map(readFunction) : [];
	const ranges = functions.flat();
	const areNumbers = ranges.length > 0 && ranges.every(isRange);
	if (areNumbers && areNested(functions)) {
		// The first one is the module.
		ranges[0]!.function = false;
		return {url: entry.url, ranges, isWrapped: typeof entry.startOffset === 'number' && entry.startOffset > 0};
	}
	problems.push(`the ranges of ${entry.url} ${areNumbers ? 'do not lie in each other' : 'are no whole numbers'}`);
	lost.push(entry.url);
	return undefined;
}

function readFunction(fn: unknown): Range[] {
	if (!isRecord(fn) || !Array.isArray(fn.ranges)) return [];
	return fn.ranges.map((range, index) => ({
		start: isRecord(range) ? (range.startOffset as number) : Number.NaN,
		end: isRecord(range) ? (range.endOffset as number) : Number.NaN,
		count: isRecord(range) ? (range.count as number) : Number.NaN,
		function: index === 0 && !String(fn.functionName).startsWith('<'),
		coarse: fn.isBlockCoverage !== true,
	}));
}

const isRange = ({start, end, count}: Range): boolean => isCount(start) && isCount(end) && isCount(count);

function readTallies(script: Script, cached: unknown, around: Around): RangeTally[] {
	const {url} = script;
	// Vitest wraps the text that it executes, and counts from the wrapper's start.
	if (script.isWrapped) return [rangeTally(script, url, {positions: {offsets: new Map(), stops: [], fault: 'none'}})];
	const length = Math.max(...script.ranges.map(({end}) => end));
	const found = (isRecord(cached) ? fromCache(cached) : undefined) ?? fromDisk(url, length, around.root);
	if (found && 'map' in found) {
		const sources = readOnce(found, url, length, around);
		if (sources.length > 0) return sources.map(source => rangeTally(script, source.path, {positions: source}));
	}
	const missing = found && 'missing' in found ? {missingMap: found.missing} : {};
	return [{...rangeTally(script, url, {positions: 'offset', length}), ...missing}];
}

function readOnce({map, lineLengths}: MapOfText, url: string, length: number, {maps, root}: Around): MappedSource[] {
	const known = maps.get(url);
	const {mappings} = map;
	const isSame = known && mappings !== undefined && known.mappings === mappings && known.length === length;
	if (isSame) return known.sources;
	const sources = chainMaps(readSourceMap(map, url, pointIn(lineLengths)), root);
	const isOther = lineLengths.reduce((sum, line) => sum + line + 1, -1) !== length;
	if (isOther) for (const source of sources) source.fault ??= 'other-text';
	maps.set(url, {mappings, length, sources});
	return sources;
}

function pointIn(lineLengths: readonly number[]): PointAt {
	const starts = [0];
	for (const length of lineLengths) starts.push(starts.at(-1)! + length + 1);
	return (line, column) => (column <= (lineLengths[line] ?? -1) ? starts[line]! + column : undefined);
}

const rangeTally = ({ranges}: Script, path: string, rest: Pick<RangeTally, 'positions' | 'length'>): RangeTally => ({
	path,
	shape: 'ranges',
	loaded: ranges.some(({count}) => count > 0),
	sees: V8_RANGES,
	ranges,
	complete: true,
	...rest,
});

interface MapOfText {
	map: JsonRecord;
	/** Of the compiled text, in UTF-16 units without line break. */
	lineLengths: number[];
}

/** Node keeps the maps that it met, with the lengths of the compiled lines; `data` is null where it found none. */
function fromCache({data, url, lineLengths}: JsonRecord): MapOfText | {missing: string} | undefined {
	if (data === null && String(url).startsWith('data:')) throw new Error('it is no JSON');
	if (!isRecord(data)) return typeof url === 'string' && url !== '' ? {missing: url} : undefined;
	if (!Array.isArray(lineLengths) || !lineLengths.every(isCount)) return undefined;
	return {map: data, lineLengths};
}

/** Node keeps only the maps of what it loaded itself. */
function fromDisk(url: string, length: number, root: string): MapOfText | {missing: string} | undefined {
	const path = pathOf(url);
	const text = path === undefined ? undefined : readInside(root, path);
	const found = text === undefined ? undefined : findMap(text, path!, root);
	if (!found || 'missing' in found) return found;
	if (text!.length !== length) throw new Error('the compiled text has changed since it was executed');
	return {...found, lineLengths: text!.split('\n').map(line => line.length)};
}
