import {getHeapStatistics} from 'node:v8';
import {readFileSync, statSync} from '../../files/watched-files.ts';
import type {CoverageFormat} from '../../model/evidence.ts';
import {parseJson} from '../../util/parse-json.ts';
import type {Around, Format, Reading, TextFormat} from '../formats/format.ts';
import {clover} from '../formats/read-clover.ts';
import {cobertura} from '../formats/read-cobertura.ts';
import {istanbul} from '../formats/read-istanbul.ts';
import {lcov} from '../formats/read-lcov.ts';
import {v8} from '../formats/read-v8.ts';
import {readPieces} from './read-pieces.ts';

const FORMATS: readonly Format[] = [istanbul, v8];
const TEXT_FORMATS: readonly TextFormat[] = [lcov, cobertura, clover];

/** Longest string that Node can hold. */
const MOST_BYTES = 512 * 2 ** 20;

/** Parsed coverage takes about five times the memory of its text (200 MB of c8 output: 1.1 GB). */
const GROWTH = 6;

const UNKNOWN = 'its content is no coverage format that is known';

export type Opened = ({format: CoverageFormat; problem?: undefined} & Reading) | {problem: string};

/** Finds a document's format by content and reads it. `problem`: why nothing of it can be used. */
export function openDocument(path: string, around: Around): Opened {
	const {size} = statSync(path);
	if (size === 0) return {problem: 'the file is empty'};
	const start = firstPiece(path);
	const text = TEXT_FORMATS.find(candidate => candidate.recognises(start));
	if (text) return openText(path, text);
	if (!/^\s*[[{]/.test(start)) return {problem: UNKNOWN};
	return openJson(path, size, around);
}

function openText(path: string, format: TextFormat): Opened {
	try {
		return {format: format.format, ...format.read(readPieces(path))};
	} catch (error) {
		return {problem: `its text is broken (${(error as Error).message.split('\n')[0]})`};
	}
}

function firstPiece(path: string): string {
	for (const piece of readPieces(path)) return piece;
	return '';
}

function openJson(path: string, size: number, around: Around): Opened {
	if (size > MOST_BYTES || size * GROWTH > getHeapStatistics().heap_size_limit) return {problem: tooLarge(size)};
	const {value, error} = parseJson(readFileSync(path, 'utf8'));
	if (error !== undefined) return {problem: `it is no JSON (${error})`};
	const format = FORMATS.find(candidate => candidate.recognises(value));
	if (!format) return {problem: UNKNOWN};
	return {format: format.format, ...format.read(value, around)};
}

const tooLarge = (size: number): string =>
	`its ${Math.round(size / 2 ** 20)} MB do not fit into the memory that Node may use; write coverage per package, or allow more with NODE_OPTIONS=--max-old-space-size=8192`;
