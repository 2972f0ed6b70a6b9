import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ts} from '@ts-morph/common';
import type {ExecutionContext} from 'ava';
import type {Place, PlaceKind, Span} from '../../../src/model/place.ts';
import type {Followed} from '../../../src/model/sequence.ts';
import {COLLECTOR} from '../../../src/record/collector.ts';
import {writeProbes} from '../../../src/record/probes/write-probes.ts';
import {readCounts} from '../../../src/record/read-counts.ts';
import {makeFolder} from '../../make-folder.ts';

/** Finds places by the text that begins there; of several the one with this number. */
export interface Finder {
	fn(start: string): Place;
	statement(start: string, nth?: number): Place;
	/** Of the `{` that ends the text. */
	block(start: string): Place;
	span(text: string, nth?: number): Span;
}

/** A sequence in a small program; the program is followed by what is run with it. */
export interface Case {
	name: string;
	/** Where `INPUT` stands, it stands for what is run. */
	code: string;
	file?: 'main.mjs' | 'main.ts';
	sequence(at: Finder): Followed;
	/** What is run, and how often the sequence happens. */
	runs: Record<string, Seen>;
}

/** Happened, and perhaps happened unseen. */
export type Seen = number | {happened: number; unseen: number};

export function finderIn(file: string, text: string): Finder {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
	const offsetOf = (start: string, nth = 1): number => {
		let at = -1;
		for (let i = 0; i < nth; i++) at = text.indexOf(start, at + 1);
		if (at < 0) throw new Error(`no ${start} in ${text}`);
		return at;
	};
	const positionOf = (offset: number): [line: number, column: number] => {
		const {line, character} = source.getLineAndCharacterOfPosition(offset);
		return [line + 1, character + 1];
	};
	const place = (kind: PlaceKind, offset: number): Place => {
		const [line, column] = positionOf(offset);
		return {file, kind, line, column};
	};
	return {
		fn: start => place('function', offsetOf(start)),
		statement: (start, nth) => place('statement', offsetOf(start, nth)),
		block: start => place('block', offsetOf(start) + start.length - 1),
		span(start, nth) {
			const offset = offsetOf(start, nth);
			const [line, column] = positionOf(offset);
			const [endLine, endColumn] = positionOf(offset + start.length);
			return {line, column, endLine, endColumn};
		},
	};
}

/** Runs the program with the probes of its sequence, and reads what they counted; `false` where none could be written. */
export function follow(t: ExecutionContext, {code, file = 'main.mjs', sequence}: Case, input: string) {
	const text = code.includes('INPUT') ? code.replace('INPUT', input) : `${code}\n${input}\n`;
	const root = makeFolder(t, {'collector.cjs': COLLECTOR});
	const [collector, output] = [join(root, 'collector.cjs'), join(root, 'counts')];
	const place: Place = {file, kind: 'statement', line: 1, column: 1};
	const sequences = [sequence(finderIn(file, text))];
	const probed = writeProbes({file, text, places: [place], sequences, collector, output});
	if (!probed) throw new Error(`no probe in ${text}`);
	writeFileSync(join(root, 'main.mjs'), file === 'main.ts' ? compile(probed.text) : probed.text);
	execFileSync(process.execPath, [join(root, 'main.mjs')], {env: {PATH: process.env.PATH ?? ''}});
	if (!probed.written[1]) return false;
	const counts = readCounts(output).get(file);
	const countOf = (index: number) => {
		const {least, most} = counts?.get(index) ?? {least: 0, most: 0};
		t.is(least, most, 'so few runs are counted exactly');
		return least;
	};
	return {happened: countOf(1), unseen: countOf(2)};
}

/** Node 20 knows no types and no `using`. */
function compile(text: string): string {
	const compilerOptions = {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext};
	const {outputText, diagnostics} = ts.transpileModule(text, {compilerOptions, reportDiagnostics: true});
	if (diagnostics && diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics[0]!.messageText));
	return outputText;
}
