/** Invisible or reordering characters that JSON lets stand as they are, and what the log of a CI service would obey. */
const HIDDEN = /[\u{7f}-\u{9f}\p{Cf}\p{Zl}\p{Zp}\p{Co}]|#(?=#\w*\[)/gu;

/** JSON with two spaces and a line break at the end, in which every invisible or obeyed character is written as an escape. */
export function renderPlainJson(value: unknown): string {
	return `${JSON.stringify(value, null, 2).replace(HIDDEN, escapeUnits)}\n`;
}

const escapeUnits = (character: string): string =>
	Array.from(
		{length: character.length},
		(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
	).join('');
