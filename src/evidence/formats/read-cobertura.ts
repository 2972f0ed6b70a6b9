import {posix, win32} from 'node:path';
import type {Reading, TextFormat} from './format.ts';
import {collectLines, type FileCounts, type LineCounts} from './line-counts.ts';
import {rootOf, walkXml} from './read-xml.ts';

/** Cobertura's XML. Its `condition-coverage` says how many branches of a line ran, never which, and only whether all did is kept. */
export const cobertura: TextFormat = {
	format: 'cobertura',
	recognises(start) {
		const {root, child} = rootOf(start);
		return /^coverage\b/.test(root) && (/\bline-rate\s*=/.test(root) || /^(sources|packages)\b/.test(child));
	},
	read: readCobertura,
};

interface State {
	sources: string[];
	counts: LineCounts;
	problems: string[];
	/** Classes share a file in some writers, so a file's counts are collected over the whole document. */
	files: Map<string, FileCounts>;
	file: FileCounts | undefined;
	/** What the class says of itself. */
	rate: string | undefined;
	method: {name: string; line?: string | undefined; hits: string | undefined} | undefined;
}

function readCobertura(pieces: Iterable<string>): Reading {
	const state: State = {
		sources: [],
		counts: collectLines(),
		problems: [],
		files: new Map(),
		file: undefined,
		rate: undefined,
		method: undefined,
	};
	walkXml(pieces, {
		open: (path, attribute) => openElement(state, path, attribute),
		text(path, text) {
			if (path.at(-1) === 'source' && text.trim() !== '') state.sources.push(text.trim());
		},
		close: path => closeElement(state, path.at(-1)!),
	});
	const tallies = state.counts.tallies().map(tally => ({...tally, path: pathFrom(state.sources, tally.path)}));
	const lost = state.counts.lost().map(path => pathFrom(state.sources, path));
	return {tallies, problems: [...state.problems, ...state.counts.problems()], lost};
}

function openElement(state: State, path: readonly string[], attribute: (name: string) => string | undefined): void {
	const name = path.at(-1);
	if (name === 'class') {
		const filename = attribute('filename');
		if (filename === undefined) state.problems.push('a class has no file name');
		else state.file = fileOf(state, filename, attribute('line-rate'));
	} else if (name === 'method') {
		state.method = {name: attribute('name') ?? '', hits: attribute('hits')};
	} else if (name === 'line' && state.method) {
		// The first line of a method is where it begins.
		state.method.line ??= attribute('number');
		state.method.hits ??= attribute('hits');
	} else if (name === 'line') {
		state.file?.line(attribute('number'), attribute('hits'));
		if (attribute('branch') === 'true')
			state.file?.branch(attribute('number'), /^\s*100\s*%/.test(attribute('condition-coverage') ?? ''));
	}
}

function fileOf(state: State, filename: string, rate: string | undefined): FileCounts {
	const known = state.files.get(filename);
	// The rate of one class of several is not that of the file.
	state.rate = known ? undefined : rate;
	if (known) return known;
	const file = state.counts.file(filename);
	state.files.set(filename, file);
	return file;
}

function closeElement(state: State, name: string): void {
	if (name === 'class') closeClass(state);
	if (name !== 'method' || !state.method) return;
	const {name: method, line, hits} = state.method;
	if (line !== undefined && hits !== undefined) state.file?.function(method, line, hits);
	state.method = undefined;
}

/** The rate is cut or rounded, mostly to four places. */
function closeClass(state: State): void {
	const {file, rate} = state;
	const {found = 0, hit = 0} = file?.totals() ?? {};
	const places = Math.min(4, rate?.split('.')[1]?.length ?? 0);
	const tolerance = places < 2 ? 0.005 : 10 ** -places + 1e-9;
	if (rate !== undefined && found > 0 && Math.abs(Number(rate) - hit / found) > tolerance)
		file?.drop(`lists ${hit} of ${found} lines that ran where its rate says ${rate.slice(0, 20)}`);
	state.file = undefined;
}

/** Below the source folder; of several nothing tells which, so there the name stands alone. */
function pathFrom(sources: readonly string[], filename: string): string {
	const [source] = sources;
	const isAbsolute = posix.isAbsolute(filename) || win32.isAbsolute(filename);
	return source === undefined || sources.length > 1 || isAbsolute ? filename : `${source}/${filename}`;
}
