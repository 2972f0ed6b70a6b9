import pc from 'picocolors';
import type {Verdict} from '../../model/verdict.ts';
import {renderAscii, renderHarmless} from '../harmless.ts';

/** Lines of a source file around a place, a few unless told how many, 1-based; undefined where the file cannot be read. */
export type Frames = (
	file: string,
	line: number,
	around?: {before: number; after: number},
) => ReadonlyArray<{line: number; text: string}> | undefined;

/** Address of a place, for terminals that make text clickable. */
export type Link = (file: string, line: number) => string;

export interface TextOptions {
	color: boolean;
	ascii: boolean;
	/** Columns of the terminal. */
	width: number;
	/** How many sites to show. */
	top: number;
	/** Rank handlers among the other kinds instead of after them. */
	handlers: boolean;
	frames?: Frames;
	link?: Link;
	/** Arguments that a command about the same scan must have. */
	again?: readonly string[];
}

type Paint = (text: string) => string;

/** What every part of the text needs: widths, colours and signs. */
export interface Page {
	width: number;
	bold: Paint;
	dim: Paint;
	signs: Record<Verdict, string>;
	paints: Record<Verdict, Paint>;
	arrow: string;
	dot: string;
	rule: string;
	ascii: boolean;
	/** Makes text of the scanned project or of another stage safe to print, on one line. */
	clean: Paint;
}

const NARROWEST = 40;
/** Longer lines are hard to read, and right-hand columns would be far from what they belong to. */
const WIDEST = 120;
const USUAL = 80;

export function createPage({color, ascii, width}: Pick<TextOptions, 'color' | 'ascii' | 'width'>): Page {
	const {bold, dim, green, red, yellow, cyan} = pc.createColors(color);
	return {
		width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(width) || USUAL)),
		bold,
		dim,
		signs: ascii
			? {uncovered: '-', unfired: 'x', fired: '+', proven: '++', undecided: '?'}
			: {uncovered: '–', unfired: '✗', fired: '✓', proven: '✓✓', undecided: '?'},
		paints: {uncovered: yellow, unfired: red, fired: green, proven: green, undecided: cyan},
		arrow: ascii ? '->' : '→',
		dot: ascii ? '-' : '·',
		rule: ascii ? '|' : '│',
		ascii,
		clean: text => (ascii ? renderAscii(renderHarmless(text)) : renderHarmless(text)),
	};
}
