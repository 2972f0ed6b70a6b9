import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {AnyMap, decodedMappings, type SourceMapInput} from '@jridgewell/trace-mapping';
import {at, type CompiledPositions} from './tally.ts';

export interface MappedSource extends CompiledPositions {
	/** URL or path of the source, resolved against the compiled file's. */
	path: string;
}

/**
 * The exact positions of every source in a compiled text. `lineStarts` are the offsets of the compiled lines. Throws if
 * the map is broken.
 */
export function readSourceMap(map: unknown, url: string, lineStarts: readonly number[]): MappedSource[] {
	const trace = new AnyMap(map as SourceMapInput, url);
	const stops: number[] = [];
	const sources = trace.resolvedSources.map((path, index): MappedSource => {
		const content = trace.sourcesContent?.[index];
		return {
			path,
			offsets: new Map(),
			stops,
			hashes: typeof content === 'string' && content !== '' ? hashVariants(content) : undefined,
		};
	});
	for (const [line, segments] of decodedMappings(trace).entries()) {
		const start = lineStarts[line];
		for (const [column, index, originalLine, originalColumn] of segments) {
			if (start === undefined) continue;
			stops.push(start + column);
			if (index !== undefined) {
				addOffset(sources[index]!.offsets, at(originalLine! + 1, originalColumn! + 1), start + column);
			}
		}
	}
	return sources.filter(source => source.offsets.size > 0);
}

function addOffset(offsets: Map<number, number[]>, position: number, offset: number): void {
	const known = offsets.get(position);
	if (!known) offsets.set(position, [offset]);
	else if (!known.includes(offset)) known.push(offset);
}

/** A map may carry the text with other line ends or without its byte order mark. */
function hashVariants(content: string): string[] {
	const bare = content.replace(/^\uFEFF/, '');
	const unix = bare.replaceAll('\r\n', '\n');
	const texts = [content, bare, unix, unix.replaceAll('\n', '\r\n')];
	return [...new Set(texts.flatMap(text => [text, `\uFEFF${text}`]).map(hash))];
}

const hash = (text: string): string => createHash('sha1').update(text).digest('hex');

const COMMENT = /^[ \t]*\/[/*][@#][ \t]*sourceMappingURL=([^\s*]+)/gm;
const INLINE = /^data:application\/json[^,]*?(;base64)?,/;

/** The map that a compiled file names in its last comment, inline or beside it; undefined if it names none. */
export function findSourceMap(text: string, path: string): unknown {
	const url = [...text.matchAll(COMMENT)].at(-1)?.[1];
	if (url === undefined) return undefined;
	const inline = INLINE.exec(url);
	if (!inline) {
		const beside = url.startsWith('file:') ? fileURLToPath(url) : resolve(dirname(path), decodeURIComponent(url));
		return JSON.parse(readFileSync(beside, 'utf8'));
	}
	const data = url.slice(inline[0].length);
	return JSON.parse(inline[1] ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data));
}
