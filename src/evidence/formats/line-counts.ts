import {atLeastOnce, type Count, cannotSay, exactly} from '../../model/place.ts';
import {isCount} from './istanbul-json.ts';
import {LINES, type LineTally} from './tally.ts';

/** Collects what a format says of the lines of each file, as written: nothing is rounded, what is no count is odd. */
export interface LineCounts {
	file(path: string): FileCounts;
	/** Called once, at the end: what counts mean is seen in all of them together. */
	tallies(writer?: {zerosOnly: boolean}): LineTally[];
	/** What is odd, in words that may follow "because". */
	problems(): string[];
	/** Paths of files some of whose counts are odd or were dropped. */
	lost(): string[];
}

export interface FileCounts {
	line(line: string | undefined, count: string | undefined): void;
	function(name: string, line: string | undefined, count: string | undefined): void;
	/** A branch that begins on the line. */
	branch(line: string | undefined, taken: boolean): void;
	/** Takes back what was said of the file, which does what `why` says: "is cut off". */
	drop(why: string): void;
	/** How many counts of lines there were, of how many lines, and of these how many ran. */
	totals(): {listed: number; found: number; hit: number};
}

interface Collected {
	path: string;
	lines: Map<number, Count>;
	functions: LineTally['functions'];
	idle: Set<number>;
	listed: number;
	odd: number;
	dropped?: string;
}

export function collectLines(): LineCounts {
	const files: Collected[] = [];
	const seen = {branch: false};
	return {
		file(path) {
			const file: Collected = {path, lines: new Map(), functions: [], idle: new Set(), listed: 0, odd: 0};
			files.push(file);
			return countsOf(file, seen);
		},
		tallies: (writer = {zerosOnly: false}) => {
			const used = files.filter(({dropped}) => dropped === undefined);
			const flags = areFlags(used);
			return used.map(({path, lines, functions, idle}) => ({
				path,
				shape: 'lines' as const,
				loaded: hasRun(lines, functions),
				sees: LINES,
				lines: flags ? new Map([...lines].map(([line, count]) => [line, ran(count)])) : lines,
				functions: flags ? functions.map(fn => ({...fn, count: ran(fn.count)})) : functions,
				...(seen.branch && {idle}),
				...writer,
			}));
		},
		problems: () => files.flatMap(({path, odd, dropped}) => problemsOf(path, odd, dropped)),
		lost: () => files.filter(({odd, dropped}) => odd > 0 || dropped !== undefined).map(({path}) => path),
	};
}

function problemsOf(path: string, odd: number, dropped: string | undefined): string[] {
	if (dropped !== undefined) return [`what is said of ${path} ${dropped}`];
	return odd > 0 ? [`${odd} counts of ${path} are no whole numbers, or of no line`] : [];
}

function countsOf(file: Collected, seen: {branch: boolean}): FileCounts {
	return {
		line(line, count) {
			file.listed++;
			const at = readNumber(line);
			if (at === undefined || at < 1) file.odd++;
			else file.lines.set(at, twice(file.lines.get(at), readCount(count, file)));
		},
		function(name, line, count) {
			const at = readNumber(line);
			if (at === undefined || at < 1) file.odd++;
			else file.functions.push({name, line: at, count: readCount(count, file)});
		},
		branch(line, taken) {
			seen.branch = true;
			const at = readNumber(line);
			if (at !== undefined && !taken) file.idle.add(at);
		},
		drop(why) {
			file.dropped = why;
		},
		totals() {
			const counts = [...file.lines.values()];
			return {listed: file.listed, found: counts.length, hit: counts.filter(({least}) => least > 0).length};
		},
	};
}

function readCount(text: string | undefined, file: Collected): Count {
	const count = readNumber(text);
	if (count !== undefined) return exactly(count);
	file.odd++;
	return cannotSay;
}

function readNumber(text: string | undefined): number | undefined {
	const trimmed = text?.trim() ?? '';
	const value = Number(trimmed);
	return /^\d+$/.test(trimmed) && isCount(value) ? value : undefined;
}

/** Two counts of one line are two parts of a sum, or one of them written again, or of another line by mistake. */
function twice(known: Count | undefined, count: Count): Count {
	return known ? {least: Math.min(known.least, count.least), most: known.most + count.most} : count;
}

/** Some writers say 1 of all that ran. A single count above may be a mistake, and shows nothing of the others. */
function areFlags(files: readonly Collected[]): boolean {
	const counts = files.flatMap(({lines, functions}) => [...lines.values(), ...functions.map(({count}) => count)]);
	const above = counts.filter(({least}) => least > 1).length;
	return above <= Math.max(1, counts.filter(({least}) => least > 0).length / 100);
}

const ran = (count: Count): Count => (count.least > 0 ? atLeastOnce : count);

const hasRun = (lines: Map<number, Count>, functions: LineTally['functions']): boolean =>
	lines.size + functions.length === 0 ||
	[...lines.values()].some(({most}) => most > 0) ||
	functions.some(({count}) => count.most > 0);
