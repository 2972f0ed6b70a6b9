import {TextDecoder} from 'node:util';
import {closeSync, openSync, readSync} from '../../files/watched-files.ts';

const PIECE = 64 * 1024;

/** The text of a file in pieces, never cut inside a character. A byte order mark decides the encoding and is left out. */
export function* readPieces(path: string): Generator<string> {
	const file = openSync(path, 'r');
	try {
		const bytes = new Uint8Array(PIECE);
		let decoder: TextDecoder | undefined;
		for (;;) {
			const read = readSync(file, bytes, 0, PIECE, null);
			decoder ??= new TextDecoder(encodingOf(bytes.subarray(0, read)));
			const text = decoder.decode(bytes.subarray(0, read), {stream: read > 0});
			if (text !== '') yield text;
			if (read === 0) return;
		}
	} finally {
		closeSync(file);
	}
}

/** What comes first without a mark is ASCII: a letter and a zero are one character of two bytes. */
function encodingOf([first, second]: Uint8Array): string {
	if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
	if ((first === 0xfe && second === 0xff) || (first === 0 && second !== undefined)) return 'utf-16be';
	return 'utf-8';
}
