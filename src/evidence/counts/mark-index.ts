import type {CoveredFile} from '../request.ts';
import {lineIndexOf} from './covered-text.ts';

/** A counted statement of the file: see `LineMarks`. */
export interface Mark {
	offset: number;
	/** 1-based. */
	line: number;
	bits: number;
	until: number;
}

export interface MarkIndex {
	/** In order. */
	all: readonly Mark[];
	at(offset: number): Mark | undefined;
	/** In order; empty where no statement is counted on the line. */
	onLine(line: number): readonly Mark[];
}

export function indexMarks({lineMarks, lineStarts}: CoveredFile): MarkIndex {
	const all = (lineMarks?.starts ?? []).map((offset, index) => ({
		offset,
		line: lineIndexOf(lineStarts, offset) + 1,
		bits: lineMarks!.bits[index]!,
		until: lineMarks!.until[index]!,
	}));
	const byOffset = new Map(all.map(mark => [mark.offset, mark]));
	const byLine = new Map<number, Mark[]>();
	for (const mark of all) {
		const known = byLine.get(mark.line);
		if (known) known.push(mark);
		else byLine.set(mark.line, [mark]);
	}
	return {all, at: offset => byOffset.get(offset), onLine: line => byLine.get(line) ?? []};
}
