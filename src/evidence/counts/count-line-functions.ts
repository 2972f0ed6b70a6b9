import type {FunctionFact} from '../../model/facts.ts';
import {type Count, cannotSay, type Place} from '../../model/place.ts';
import {at} from '../formats/tally.ts';
import type {LineReader} from './count-lines.ts';
import {lineIndexOf} from './covered-text.ts';
import {enclosingFunction} from './dropped-functions.ts';
import type {Mark} from './mark-index.ts';

/** By the function's own count where only one function begins on its line, else by its first statement. */
export function countLineFunction(reader: LineReader, place: Place, countMark: (mark: Mark) => Count): Count {
	return countNamed(reader, place) ?? countByBody(reader, place, countMark);
}

function countNamed({tally, file, writer}: LineReader, {line}: Place): Count | undefined {
	// Bundlers put small functions of their own on the first line.
	if (writer === 'unknown' || (writer === 'every' && line === 1)) return undefined;
	const [named, ...others] = tally.functions.filter(fn => fn.line === line);
	if (!named || others.length > 0) return undefined;
	if (tally.functions.filter(({name}) => name === named.name).length > 1) return undefined;
	const beginning = file.functions.filter((fn, id) => id > 0 && fn.line === line);
	return beginning.length === 1 ? named.count : undefined;
}

/** A function whose first statement ran was called; one whose first statement never ran was not. */
function countByBody(reader: LineReader, place: Place, countMark: (mark: Mark) => Count): Count {
	const {functions} = reader.file;
	const fn = functions.find(({line, column}, id) => id > 0 && line === place.line && column === place.column);
	const first = fn && firstIn(reader, fn);
	const count = first ? countMark(first) : cannotSay;
	return count.most === 0 ? count : {least: count.least, most: Number.POSITIVE_INFINITY};
}

/** The first statement counted in the function itself, not in one inside it. */
function firstIn({file, marks: {all}}: LineReader, fn: FunctionFact): Mark | undefined {
	const end = at(fn.endLine, fn.endColumn);
	const offsets = file.lineMarks?.starts ?? [];
	for (let id = lineIndexOf(offsets, file.lineStarts[fn.line - 1]! + fn.column - 1) + 1; id < all.length; id++) {
		const mark = all[id]!;
		const position = at(mark.line, mark.offset - file.lineStarts[mark.line - 1]! + 1);
		if (position >= end) return undefined;
		if (enclosingFunction(file, position) === fn) return mark;
	}
	return undefined;
}
