import {closeSync, openSync, readSync, statSync} from '../../files/watched-files.ts';
import {parseJson} from '../../util/parse-json.ts';

/**
 * What a file seems to be by its first bytes, so that of several reports of one run the best can be chosen without reading
 * them all. `broken`: JSON, or it was to become so, that cannot be read. `tests`: a report of tests, not of coverage.
 */
export type Sniffed = 'istanbul' | 'v8' | 'lcov' | 'cobertura' | 'clover' | 'tests' | 'broken' | 'other';

const HEAD = 64 * 2 ** 10;

export function sniffDocument(path: string): Sniffed {
	let head: string;
	let size: number;
	try {
		({size} = statSync(path));
		head = readHead(path);
	} catch {
		return 'broken';
	}
	if (head.trim() === '') return 'broken';
	if (/^\s*[{[]/.test(head)) return sniffJson(head, size <= HEAD);
	if (/^\s*</.test(head)) return sniffXml(head);
	if (/^(?:TN|SF):/m.test(head)) return 'lcov';
	return path.endsWith('.json') ? 'broken' : 'other';
}

function sniffJson(head: string, whole: boolean): Sniffed {
	// What flatted writes: a list of indexes, then the version. Vitest merges such reports, but only Vitest can.
	if (/^\s*\[\["\d+"(,"\d+")*\],"\d+\.\d+/.test(head)) return 'tests';
	if (/^\s*\{\s*"(result|source-map-cache|timestamp)"\s*:/.test(head)) return 'v8';
	if (/"(statementMap|branchMap|fnMap)"\s*:\s*\{/.test(head)) return 'istanbul';
	return whole && parseJson(head).error !== undefined ? 'broken' : 'other';
}

function sniffXml(head: string): Sniffed {
	if (/<testsuites?\b/.test(head)) return 'tests';
	if (!/<coverage\b/.test(head)) return 'other';
	return /<project\b/.test(head) || /<coverage\b[^>]*\b(?:clover|generated)=/.test(head) ? 'clover' : 'cobertura';
}

function readHead(path: string): string {
	const file = openSync(path, 'r');
	try {
		const bytes = Buffer.alloc(HEAD);
		const text = bytes.subarray(0, readSync(file, bytes, 0, HEAD, 0));
		// Windows shells redirect into UTF-16.
		const encoding = text[0] === 0xff && text[1] === 0xfe ? 'utf16le' : 'utf8';
		return text.toString(encoding).replace(/^\uFEFF/, '');
	} finally {
		closeSync(file);
	}
}
