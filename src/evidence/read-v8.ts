import {existsSync, readFileSync} from 'node:fs';
import {relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isRecord, type JsonRecord, ownMember} from '../util/parse-json.ts';
import type {Around, Format, Reading} from './format.ts';
import {isCount} from './istanbul-json.ts';
import {findSourceMap, type MappedSource, readSourceMap} from './source-map.ts';
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
}

function readV8(document: unknown, around: Around): Reading {
	const {result, 'source-map-cache': cache} = document as {result: unknown[]; 'source-map-cache'?: unknown};
	const tallies: Tally[] = [];
	const problems: string[] = [];
	for (const entry of result) {
		const script = readScript(entry, problems);
		if (!script) continue;
		try {
			tallies.push(...readTallies(script, isRecord(cache) ? ownMember(cache, script.url) : undefined, around));
		} catch (error) {
			problems.push(`the source map of ${script.url} cannot be read (${(error as Error).message.split('\n')[0]})`);
		}
	}
	return {tallies, problems};
}

/** Scripts of Node itself and of dependencies are nobody's source. */
const isOwn = (url: string): boolean => url.startsWith('file:') && !url.includes('/node_modules/');

function readScript(entry: unknown, problems: string[]): Script | undefined {
	if (!isRecord(entry) || typeof entry.url !== 'string') {
		problems.push('an entry of "result" has no URL');
		return undefined;
	}
	if (!isOwn(entry.url)) return undefined;
	const ranges = Array.isArray(entry.functions) ? entry.functions.flatMap(readFunction) : [];
	if (ranges.length > 0 && ranges.every(isRange)) {
		// The first one is the module.
		ranges[0]!.function = false;
		return {url: entry.url, ranges};
	}
	problems.push(`the ranges of ${entry.url} are no whole numbers`);
	return undefined;
}

function readFunction(fn: unknown): Range[] {
	if (!isRecord(fn) || !Array.isArray(fn.ranges)) return [];
	return fn.ranges.map((range, index) => ({
		start: isRecord(range) ? (range.startOffset as number) : Number.NaN,
		end: isRecord(range) ? (range.endOffset as number) : Number.NaN,
		count: isRecord(range) ? (range.count as number) : Number.NaN,
		function: index === 0 && !String(fn.functionName).startsWith('<'),
		coarse: fn.isBlockCoverage === false,
	}));
}

const isRange = ({start, end, count}: Range): boolean => isCount(start) && isCount(end) && isCount(count);

function readTallies(script: Script, cached: unknown, around: Around): RangeTally[] {
	const map =
		isRecord(cached) && isRecord(cached.data) ? fromCache(cached.data, cached) : fromDisk(script.url, around.root);
	if (!map) {
		const length = Math.max(...script.ranges.map(({end}) => end));
		return [rangeTally(script, script.url, {positions: 'offset', length})];
	}
	return readOnce(map, script.url, around).map(source => rangeTally(script, source.path, {positions: source}));
}

function readOnce({data, lineStarts}: FoundMap, url: string, {maps}: Around): MappedSource[] {
	const known = maps.get(url);
	const {mappings} = data;
	if (known && mappings !== undefined && known.mappings === mappings) return known.sources;
	const sources = readSourceMap(data, url, lineStarts);
	maps.set(url, {mappings, sources});
	return sources;
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

interface FoundMap {
	data: JsonRecord;
	/** Of the compiled text. */
	lineStarts: number[];
}

/** Node keeps the maps that it met, with the lengths of the compiled lines. */
function fromCache(data: JsonRecord, {lineLengths}: JsonRecord): FoundMap | undefined {
	if (!Array.isArray(lineLengths) || !lineLengths.every(isCount)) return undefined;
	const lineStarts = [0];
	for (const length of lineLengths) lineStarts.push(lineStarts.at(-1)! + length + 1);
	return {data, lineStarts};
}

/** Only inside the scanned root: a recorded path is no reason to read elsewhere. */
function fromDisk(url: string, root: string): FoundMap | undefined {
	let path: string;
	try {
		path = fileURLToPath(url.replace(/[?#].*$/s, ''));
	} catch {
		return undefined;
	}
	if (relative(root, path).startsWith('..') || !existsSync(path)) return undefined;
	const text = readFileSync(path, 'utf8');
	const data = findSourceMap(text, path);
	if (!isRecord(data)) return undefined;
	const lineStarts = [0];
	for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
	return {data, lineStarts};
}
