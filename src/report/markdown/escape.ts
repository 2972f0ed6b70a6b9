import {renderHarmless} from '../harmless.ts';

/**
 * What Markdown or HTML would read as more than text. As numbers, not with backslashes: those hold neither in a table's code
 * nor against what services look for once the Markdown is HTML.
 */
const MARKUP = /[&<>`*_[\]|\\#~$]/g;

/**
 * People, issues, merge requests, emoji, formulas and addresses that a service would make links, pings or pictures of. It
 * leaves what is code alone.
 */
const REFERENCE = /[@#!~$^]|%\S|:\/\/|www\.|\bGH-\d|:[\w+-]+:|\b[0-9a-f]{7,64}\b/i;

/** What the prose quotes. */
const QUOTED = /`` (.+?) ``|`([^`]+)`/g;

/** A sentence with names of the scanned project in it, as it may stand in a paragraph or a table. */
export function escapeProse(text: string): string {
	let done = 0;
	let escaped = '';
	const clean = renderHarmless(text);
	for (const {0: whole, 1: long, 2: short, index} of clean.matchAll(QUOTED)) {
		escaped += escapeWords(clean.slice(done, index)) + code(long ?? short!);
		done = index + whole.length;
	}
	return escaped + escapeWords(clean.slice(done));
}

const escapeWords = (text: string): string =>
	text
		.split(' ')
		.map(word => (REFERENCE.test(word) ? code(word) : escapeMarkup(word)))
		.join(' ');

/** A name, path or piece of source. */
export const escapeCode = (text: string): string => code(renderHarmless(text));

const code = (text: string): string => `<code>${escapeMarkup(text)}</code>`;
const escapeMarkup = (text: string): string =>
	text.replace(MARKUP, character => `&#${character.charCodeAt(0)};`).replace(/:(?=\/\/)/g, '&#58;');

/** Where a link to a line of a file leads: relative, or below the address of the repository's files. */
export function renderTarget(file: string, line: number, base: string): string {
	const path = file
		.split('/')
		.map(segment => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*~_]/g, percent))
		.join('/');
	return `${base}${path}#L${line}`;
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
