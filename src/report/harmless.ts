/**
 * What could move the cursor, change colours, reorder or hide text, or break a line when printed: control
 * characters, escapes, bidirectional and zero-width marks, line separators, lone surrogates, private use.
 */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/** What the log of a CI service would obey: `::error::`, `##[group]`, `##vso[…]`. */
const COMMAND = /::(?=[\w-]+.*?::)|##(?=\w*\[)/g;

/** Text of the scanned project on one line, with everything that a terminal, log or page would obey written out instead. */
export function renderHarmless(text: string): string {
	return text
		.replace(/\t/g, ' ')
		.replace(HARMFUL, renderCode)
		.replace(COMMAND, ([mark]) => `${renderCode(mark!)}${mark}`);
}

function renderCode(character: string): string {
	const code = character.codePointAt(0)!;
	if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
	return code < 0x1_00_00 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

const PLAIN: Record<string, string> = {
	'…': '...',
	'→': '->',
	'·': '-',
	'–': '-',
	'—': '-',
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	'×': 'x',
	'│': '|',
	'✓': '+',
	'✗': 'x',
};

/** The same in ASCII alone; other characters are written as their code points. */
export function renderAscii(text: string): string {
	return text.replace(/[^\x20-\x7e\n]/gu, character => PLAIN[character] ?? renderCode(character));
}
