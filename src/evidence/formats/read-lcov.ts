import type {Reading, TextFormat} from './format.ts';
import {collectLines, type FileCounts, type LineCounts} from './line-counts.ts';

/** lcov's trace files. Of branches only those not taken are kept: they have lines and numbers, and no place. */
export const lcov: TextFormat = {
	format: 'lcov',
	recognises: start => /^\s*(?:(?:#.*|TN:.*|VER:.*)\r?\n\s*)*SF:/.test(start),
	read: readLcov,
};

/** A line this long is no line of a trace file. */
const LONGEST = 2 ** 20;

interface State {
	counts: LineCounts;
	/** Of the record that is being read. */
	record: LcovRecord | undefined;
	/** Functions are counted and none is named: so writes bun, whose other numbers are no counts either. */
	nameless: boolean;
	named: boolean;
}

interface LcovRecord {
	counts: FileCounts;
	/** Names and where they begin; a name that occurs twice names nothing. */
	names: Map<string, string | undefined>;
	calls: Map<string, string | undefined>;
	/** Newer traces number their functions. */
	numbered: Map<string, string>;
	totals: {LF?: string; LH?: string};
}

function readLcov(pieces: Iterable<string>): Reading {
	const state: State = {counts: collectLines(), record: undefined, nameless: false, named: false};
	for (const line of linesOf(pieces)) readLine(state, line);
	if (state.record) dropRecord(state, 'is cut off');
	const zerosOnly = state.nameless && !state.named;
	const {counts} = state;
	return {tallies: counts.tallies({zerosOnly}), problems: counts.problems(), lost: counts.lost()};
}

function* linesOf(pieces: Iterable<string>): Generator<string> {
	let rest = '';
	for (const piece of pieces) {
		const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
		rest = lines.pop()!;
		yield* lines;
		if (rest.length > LONGEST) rest = '';
	}
	if (rest !== '') yield rest;
}

function readLine(state: State, line: string): void {
	const text = line.trim();
	if (text === 'end_of_record') {
		finishRecord(state);
		return;
	}
	const colon = text.indexOf(':');
	if (colon < 0) return;
	const key = text.slice(0, colon);
	const value = text.slice(colon + 1);
	if (key === 'SF') beginRecord(state, value);
	else if (state.record) READERS.get(key)?.(state.record, value, state);
}

const READERS = new Map<string, (record: LcovRecord, value: string, state: State) => void>([
	['DA', ({counts}, value) => counts.line(...pair(value))],
	[
		'BRDA',
		({counts}, value) => {
			const [line, , , taken] = value.split(',');
			counts.branch(line, taken !== '0' && taken !== '-');
		},
	],
	[
		'FN',
		({names}, value, state) => {
			state.named = true;
			// `FN:first,last,name` since lcov 2.
			const [, line, name] = /^(\d+),(?:\d+,)?(.*)$/.exec(value) ?? [];
			if (name !== undefined) note(names, name, line);
		},
	],
	[
		'FNDA',
		({calls}, value) => {
			const comma = value.indexOf(',');
			note(calls, value.slice(comma + 1), value.slice(0, comma));
		},
	],
	[
		'FNL',
		({numbered}, value) => {
			const [number = '', line = ''] = value.split(',');
			numbered.set(number, line);
		},
	],
	[
		'FNA',
		({names, calls, numbered}, value, state) => {
			state.named = true;
			const [, number, count, name] = /^(\d+),([^,]*),(.*)$/.exec(value) ?? [];
			if (number === undefined || name === undefined) return;
			note(names, name, numbered.get(number));
			note(calls, name, count);
		},
	],
	[
		'FNF',
		(_, value, state) => {
			if (Number(value) > 0) state.nameless = true;
		},
	],
	[
		'LF',
		({totals}, value) => {
			totals.LF = value;
		},
	],
	[
		'LH',
		({totals}, value) => {
			totals.LH = value;
		},
	],
]);

/** A third field is a checksum of the line's text. */
function pair(value: string): [string | undefined, string | undefined] {
	const [line, count] = value.split(',');
	return [line, count];
}

function note(names: Map<string, string | undefined>, name: string, value: string | undefined): void {
	names.set(name, names.has(name) ? undefined : value);
}

function beginRecord(state: State, path: string): void {
	if (state.record) dropRecord(state, 'has no end');
	const counts = state.counts.file(path);
	state.record = {counts, names: new Map(), calls: new Map(), numbered: new Map(), totals: {}};
}

function finishRecord(state: State): void {
	const {record} = state;
	if (!record) return;
	for (const [name, line] of record.names) {
		const count = record.calls.get(name);
		if (line !== undefined && count !== undefined) record.counts.function(name, line, count);
	}
	const wrong = contradiction(record, state);
	if (wrong) dropRecord(state, wrong);
	state.record = undefined;
}

/** Totals that do not fit show that something was lost or changed on the way. */
function contradiction({counts, totals: {LF, LH}}: LcovRecord, {named, nameless}: State): string | undefined {
	const {listed, found, hit} = counts.totals();
	if (LF !== undefined && Number(LF) !== found && Number(LF) !== listed)
		return `lists ${found} lines where its total says ${LF.slice(0, 20)}`;
	// bun counts other lines here than it lists.
	if ((named || !nameless) && LH !== undefined && listed === found && Number(LH) !== hit)
		return `lists ${hit} lines that ran where its total says ${LH.slice(0, 20)}`;
	return undefined;
}

function dropRecord(state: State, why: string): void {
	state.record!.counts.drop(why);
	state.record = undefined;
}
