import type {Reading, TextFormat} from './format.ts';
import {collectLines, type FileCounts, type LineCounts} from './line-counts.ts';
import {rootOf, walkXml} from './read-xml.ts';

/** Clover's XML. How often a condition was true is, as Istanbul writes it, how many branches ran, and is left out. */
export const clover: TextFormat = {
	format: 'clover',
	recognises(start) {
		const {root, child} = rootOf(start);
		return /^coverage\b/.test(root) && (/\bclover\s*=/.test(root) || /^(test)?project\b/.test(child));
	},
	read: readClover,
};

interface State {
	counts: LineCounts;
	problems: string[];
	file: FileCounts | undefined;
	/** What the file's totals say: counted lines, and those that ran. */
	totals: {found: string | undefined; hit: string | undefined} | undefined;
}

function readClover(pieces: Iterable<string>): Reading {
	const state: State = {counts: collectLines(), problems: [], file: undefined, totals: undefined};
	walkXml(pieces, {
		open: (path, attribute) => openElement(state, path, attribute),
		close(path) {
			if (path.at(-1) === 'file') closeFile(state);
		},
	});
	const {counts, problems} = state;
	return {tallies: counts.tallies(), problems: [...problems, ...counts.problems()], lost: counts.lost()};
}

function openElement(state: State, path: readonly string[], attribute: (name: string) => string | undefined): void {
	const name = path.at(-1);
	if (name === 'file') {
		const recorded = attribute('path') ?? attribute('name');
		state.file = recorded === undefined ? undefined : state.counts.file(recorded);
		if (!state.file) state.problems.push('a file has neither path nor name');
	} else if (name === 'metrics' && path.at(-2) === 'file') {
		state.totals = {found: attribute('statements'), hit: attribute('coveredstatements')};
	} else if (name === 'line') {
		const [line, count] = [attribute('num'), attribute('count')];
		if (attribute('type') === 'method') state.file?.function(attribute('name') ?? '', line, count);
		else state.file?.line(line, count);
	}
}

/** Where the total counts the lines that are listed, what it says of those that ran must fit as well. */
function closeFile(state: State): void {
	const {found, hit} = state.file?.totals() ?? {};
	const {totals} = state;
	const isSame = totals && Number(totals.found) === found && totals.hit !== undefined;
	if (isSame && Number(totals.hit) !== hit)
		state.file?.drop(`lists ${hit} lines that ran, and not as many as its total`);
	state.file = undefined;
	state.totals = undefined;
}
