import {ts} from '@ts-morph/common';
import type {Place} from '../../model/place.ts';
import {editFor, type Insertion} from './edits.ts';
import {renderPrelude} from './prelude.ts';

export interface ProbeRequest {
	/** Relative to the repository, with `/`. */
	file: string;
	text: string;
	/** Places of this file whose runs are to be counted; the probe of each bears its index. */
	places: readonly Place[];
	/** Absolute paths that the written code loads and writes to. */
	collector: string;
	output: string;
}

export interface Probed {
	text: string;
	/** By index of the place: false where no probe can be written without changing what the code does. */
	written: boolean[];
}

/**
 * The same source with a counter at each place, on the same lines: what is written stands on the line of what it counts,
 * and the counter itself behind the last line. Undefined for a file that cannot be parsed, and where no place can be
 * counted.
 */
export function writeProbes({file, text, places, collector, output}: ProbeRequest): Probed | undefined {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	if ((source as unknown as {parseDiagnostics: unknown[]}).parseDiagnostics.length > 0) return undefined;
	const name = nameFor(file, text);
	const edits = places.map((place, id) => editFor(source, place, `${name}(${id})`));
	const written = edits.map(edit => edit !== undefined);
	if (!written.includes(true)) return undefined;
	const isTyped = /\.[cm]?tsx?$/.test(file);
	return {
		text:
			apply(
				text,
				edits.flatMap(edit => edit ?? []),
			) + renderPrelude({name, file, collector, output, isTyped}),
		written,
	};
}

/** A name that the file does not use; files of one script scope must not share it. */
function nameFor(file: string, text: string): string {
	let hash = 5381;
	for (const character of file) hash = (hash * 33 + character.codePointAt(0)!) % 0xff_ff_ff;
	let name = `__unfired_${hash.toString(36)}`;
	while (text.includes(name)) name += '_';
	return name;
}

/** Insertions at one offset keep the order of the places; what closes stands before what opens. */
function apply(text: string, edits: readonly Insertion[]): string {
	const insertions = edits
		.map((insertion, order) => ({...insertion, order}))
		.sort(
			(a, b) =>
				a.at - b.at || Number(b.closes) - Number(a.closes) || (a.closes ? b.order - a.order : a.order - b.order),
		);
	let at = 0;
	let written = '';
	for (const {at: next, insert} of insertions) {
		written += text.slice(at, next) + insert;
		at = next;
	}
	return written + text.slice(at);
}
