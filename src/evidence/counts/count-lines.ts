import {LINE_BITS} from '../../model/line-marks.ts';
import {atLeastOnce, type Count, cannotSay, type Place} from '../../model/place.ts';
import {at, type LineTally} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import type {Bound} from './bound.ts';
import {countLineFunction} from './count-line-functions.ts';
import {offsetOf} from './covered-text.ts';
import {enclosingFunction} from './dropped-functions.ts';
import {fitLines, type LineWriter} from './fit-lines.ts';
import {indexMarks, type Mark, type MarkIndex} from './mark-index.ts';

/** Reads counts of whole lines: a line's count is that of a statement only where nothing else can have made it. */
export function bindLines(tally: LineTally, file: CoveredFile): Bound {
	const {writer, stale, doubtFrom} = fitLines(tally, file);
	const reader: LineReader = {tally, file, writer, marks: indexMarks(file)};
	return {
		state: stale ? 'stale' : tally.loaded ? 'measured' : 'not-loaded',
		sees: tally.sees,
		count: place => (place.line >= doubtFrom ? cannotSay : countPlace(reader, place)),
		lines: () => new Map([...tally.lines].map(([line, {least}]) => [line, least])),
	};
}

/** One tally of lines, laid over its file. */
export interface LineReader {
	tally: LineTally;
	file: CoveredFile;
	writer: LineWriter;
	marks: MarkIndex;
}

function countPlace(reader: LineReader, place: Place): Count {
	switch (place.kind) {
		case 'statement':
			return countStatement(reader, place);
		case 'block':
			return place.first ? countStatement(reader, place.first) : cannotSay;
		case 'arm':
			return countArm(reader, place);
		case 'function':
			return countLineFunction(reader, place, mark => countMark(reader, mark));
	}
}

function countStatement(reader: LineReader, place: Place): Count {
	const offset = offsetOf(reader.file, place.line, place.column);
	const mark = offset === undefined ? undefined : reader.marks.at(offset);
	if (mark) return countMark(reader, mark);
	// The file's first token: where a file was loaded, its top-level code was entered.
	const [module] = reader.file.functions;
	return module?.line === place.line && module.column === place.column ? atLeastOnce : cannotSay;
}

/** Branches have no position in these formats: an operand is known only where the statement around it never ran. */
function countArm(reader: LineReader, {line, column}: Place): Count {
	const {file, marks, tally} = reader;
	const offset = offsetOf(file, line, column);
	if (offset === undefined || tally.lines.get(line)?.most !== 0) return cannotSay;
	const around = enclosingFunction(file, at(line, column));
	const before = marks.onLine(line).filter(mark => mark.offset <= offset);
	const own = before.find(mark => enclosingFunction(file, at(line, columnIn(file, mark))) === around);
	return own ? countMark(reader, own) : cannotSay;
}

const columnIn = (file: CoveredFile, {line, offset}: Mark): number => offset - file.lineStarts[line - 1]! + 1;

function countMark(reader: LineReader, mark: Mark): Count {
	switch (reader.writer) {
		case 'statements':
			return countBusiest(reader, mark);
		case 'every':
			return countCovered(reader, mark);
		case 'unknown':
			return countUnknown(reader, mark);
	}
}

/** The line has the highest count of all statements that begin on it. */
function countBusiest({tally, marks}: LineReader, {line, offset, bits}: Mark): Count {
	const count = tally.lines.get(line);
	if (!count || count.least === 0) return count ?? cannotSay;
	const atMost = {least: 0, most: count.most};
	const onLine = marks.onLine(line);
	const isFirst = onLine[0]!.offset === offset;
	if (onLine.length > 1 && !(isFirst && bits & LINE_BITS.leads)) return atMost;
	// What a compiler makes of a function may be counted at its start, as statements of the line.
	if (bits & LINE_BITS.inner) return atMost;
	return bits & LINE_BITS.calm ? count : {least: 1, most: count.most};
}

/**
 * The line has the count of the innermost range that covers it whole. That may be the range around the statement's
 * own where a source map moved the start of that to the statement, so only what shows that no such start lies between
 * counts, and no more than "at least once".
 */
function countCovered(reader: LineReader, {line, bits, until}: Mark): Count {
	const {tally, marks} = reader;
	const count = tally.lines.get(line);
	// A function that begins here may be called where the code around it never ran: declarations are hoisted.
	if (count?.most === 0)
		return bits & LINE_BITS.inner && marks.onLine(line)[0]!.bits & LINE_BITS.inner ? cannotSay : count;
	if (count && count.least > 0 && mayHideZero(reader, line)) return cannotSay;
	if (count && count.least > 0 && bits & LINE_BITS.own) return atLeastOnce;
	for (let behind = line + 1; behind <= until; behind++) {
		if ((tally.lines.get(behind)?.least ?? 0) > 0) return atLeastOnce;
	}
	return cannotSay;
}

/**
 * Source maps of compiled files stretch ranges: that of a helper over all lines of the file, or that of an inner block from
 * its first statement on, so that zeros in between are lost. A branch that was not taken tells where one may be.
 */
function mayHideZero({tally: {idle}, file}: LineReader, line: number): boolean {
	if (!/\.(?:[cm]?ts|[jt]sx)$/.test(file.file)) return false;
	if (!idle) return true;
	const from = enclosingFunction(file, at(line, LAST_COLUMN))?.line ?? 1;
	return [...idle].some(branch => branch >= from && branch <= line);
}

const LAST_COLUMN = 2 ** 20;

/** Some writers set the line on which a function begins to 0 if that never ran, whatever else stands there. */
function countUnknown({tally, file}: LineReader, {line}: Mark): Count {
	const count = tally.lines.get(line);
	const begins = file.functions.some((fn, id) => id > 0 && fn.line === line);
	return count?.most === 0 && !begins ? count : cannotSay;
}
