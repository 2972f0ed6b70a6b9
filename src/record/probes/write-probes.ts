import {ts} from '@ts-morph/common';
import type {Place} from '../../model/place.ts';
import type {Followed} from '../../model/sequence.ts';
import {before, type Edit, editFor, type Insertion} from './edits.ts';
import {renderPrelude} from './prelude.ts';
import {editForSequence} from './sequence-edits.ts';

export interface ProbeRequest {
	/** Relative to the repository, with `/`. */
	file: string;
	text: string;
	/** Places of this file whose runs are to be counted; the probe of each bears its index. */
	places: readonly Place[];
	/** Sequences of this file; their indexes follow those of the places. */
	sequences?: readonly Followed[];
	/** Absolute paths that the written code loads and writes to. */
	collector: string;
	output: string;
}

export interface Probed {
	text: string;
	/** By index: false where no probe can be written without changing what the code does. */
	written: boolean[];
	/** Index that counts how often the file was loaded; undefined where nothing of it runs when it is. */
	loads?: number;
}

/**
 * The same source with a counter at each place, on the same lines: what is written stands on the line of what it counts,
 * and the counter itself behind the last line. Undefined for a file that cannot be parsed, and where nothing can be
 * counted. Indexes: the places, the sequences, what of each sequence could not be seen, and the load.
 */
export function writeProbes(request: ProbeRequest): Probed | undefined {
	const source = parse(request.file, request.text);
	const probed = source && write(request, source);
	if (!probed || parse(request.file, probed.text)) return probed;
	// Never code that does not parse: without the sequences first, and then the file as it was.
	const plain = write({...request, sequences: []}, source);
	if (!plain || !parse(request.file, plain.text)) return undefined;
	const lost = (request.sequences ?? []).map(() => false);
	return {...plain, written: [...plain.written, ...lost]};
}

function parse(file: string, text: string): ts.SourceFile | undefined {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	return (source as unknown as {parseDiagnostics: unknown[]}).parseDiagnostics.length > 0 ? undefined : source;
}

function write(request: ProbeRequest, source: ts.SourceFile): Probed | undefined {
	const {file, text, places, sequences = [], collector, output} = request;
	const name = nameFor(file, text);
	const edits: Array<Edit | undefined> = places.map((place, id) => editFor(source, place, `${name}(${id})`));
	for (const [at, sequence] of sequences.entries())
		edits.push(editForSequence(source, sequence, name, places.length + at));
	const written = edits.map(edit => edit !== undefined);
	if (!written.includes(true)) return undefined;
	const loads = places.length + 2 * sequences.length;
	const load = loadEdit(source, `${name}(${loads})`);
	const isTyped = /\.[cm]?tsx?$/.test(file);
	const all = [load, ...edits].flatMap(edit => edit ?? []);
	const probed = apply(text, all);
	return {
		text: probed + renderPrelude({name, file, collector, output, isTyped, probed, sequences: sequences.length}),
		written,
		...(load && {loads}),
	};
}

/** Before the first statement that does something; imports are loaded before any. */
function loadEdit(source: ts.SourceFile, call: string): Edit | undefined {
	const first = source.statements.find(statement => !isStill(statement));
	return first && [before(first.getStart(source), first, `${call};`)];
}

const isStill = (statement: ts.Statement): boolean =>
	ts.isImportDeclaration(statement) ||
	ts.isInterfaceDeclaration(statement) ||
	ts.isTypeAliasDeclaration(statement) ||
	(ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression));

/** A name that the file does not use; files of one script scope must not share it. */
function nameFor(file: string, text: string): string {
	let hash = 5381;
	for (const character of file) hash = (hash * 33 + character.codePointAt(0)!) % 0xff_ff_ff;
	let name = `__unfired_${hash.toString(36)}`;
	while (text.includes(name)) name += '_';
	return name;
}

/**
 * At one offset what closes stands before what opens. What holds more opens first and closes last; the rest keeps the order of
 * the places.
 */
function apply(text: string, edits: readonly Insertion[]): string {
	const insertions = edits
		.map((insertion, order) => ({...insertion, order}))
		.sort(
			(a, b) =>
				a.at - b.at ||
				Number(b.closes) - Number(a.closes) ||
				(a.closes ? outerFirst(b, a) : outerFirst(a, b)) ||
				(a.closes ? b.order - a.order : a.order - b.order),
		);
	let at = 0;
	let written = '';
	for (const {at: next, insert} of insertions) {
		written += text.slice(at, next) + insert;
		at = next;
	}
	return written + text.slice(at);
}

/** Of two that open, or two that close, at one offset. */
const outerFirst = (a: Insertion, b: Insertion): number =>
	Number(a.level === 'expression') - Number(b.level === 'expression') ||
	Math.abs(b.partner - b.at) - Math.abs(a.partner - a.at);
