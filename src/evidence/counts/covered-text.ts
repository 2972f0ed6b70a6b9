import {type At, at} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';

/** Offset of a 1-based position; undefined beyond the text. A column may stand behind the line's last character. */
export function offsetOf(file: CoveredFile, line: number, column: number): number | undefined {
	const start = file.lineStarts[line - 1];
	if (start === undefined || column < 1) return undefined;
	const offset = start + column - 1;
	return offset <= (file.lineStarts[line] ?? file.length + 1) - 1 ? offset : undefined;
}

/** 1-based position of an offset. */
export function atOffset(file: CoveredFile, offset: number): At {
	const line = lineIndexOf(file.lineStarts, offset);
	return at(line + 1, offset - file.lineStarts[line]! + 1);
}

/** Index of the last number that is not above `value`, or -1. */
export function lineIndexOf(ascending: readonly number[], value: number): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ascending[middle]! <= value) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

/** Whether a list in ascending order holds the value. */
export const holds = (ascending: readonly number[], value: number): boolean =>
	ascending[lineIndexOf(ascending, value)] === value;
