import stringWidth from 'string-width';

/** Holds words together that must not be parted at a line's end; printed as a space. */
export const GLUE = '\u00a0';

/** A word that names a place is never cut, so that it can be clicked: it may stand out of the page instead. */
const PLACE = /[\w)\]>"']:\d+/;

/**
 * Breaks a paragraph into lines of at most `width` columns as a terminal counts them, wide characters included.
 * `first` opens the first line, `rest` all others. Colours may be in the words and do not count.
 */
export function renderWrapped(text: string, width: number, first = '', rest = first): string[] {
	const lines: string[] = [];
	let line = first;
	let empty = true;
	for (const word of text.split(' ').filter(Boolean)) {
		for (const part of cutWord(word, width - stringWidth(rest))) {
			if (!empty && stringWidth(line) + 1 + stringWidth(part) > width) {
				lines.push(line);
				line = rest;
				empty = true;
			}
			line += empty ? part : ` ${part}`;
			empty = false;
		}
	}
	return [...lines, line].map(done => done.replaceAll(GLUE, ' ').trimEnd());
}

function cutWord(word: string, width: number): string[] {
	if (stringWidth(word) <= width || PLACE.test(word)) return [word];
	const parts: string[] = [];
	let part = '';
	for (const {segment} of new Intl.Segmenter().segment(word)) {
		if (part !== '' && stringWidth(part + segment) > width) {
			parts.push(part);
			part = '';
		}
		part += segment;
	}
	return [...parts, part];
}

/** Cuts a line to `width` columns and ends it with `mark` where something was cut. */
export function renderCut(text: string, width: number, mark: string): string {
	if (stringWidth(text) <= width) return text;
	let kept = '';
	let used = stringWidth(mark);
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		used += stringWidth(segment);
		if (used > width) break;
		kept += segment;
	}
	return kept + mark;
}

export function renderPadded(text: string, width: number, side: 'left' | 'right' = 'left'): string {
	const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
	return side === 'left' ? text + space : space + text;
}
