const TOKEN =
	/\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:\\[\s\S]|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|=>|\?\.|\?\?=?|\|\|=?|&&=?|\.\.\.|[-+*/%&|^!<>=]=?=?|\s+|[\s\S]/gu;

/** The text in pieces that give the text again when joined. No parser: what is mutated need not be valid. */
export const tokensOf = text => text.match(TOKEN) ?? [];

export const isSpace = token => /^\s/.test(token) || token.startsWith('//') || token.startsWith('/*');
export const isName = token => /^[\p{L}_$]/u.test(token) && !KEYWORDS.has(token);
export const isLiteral = token => /^['"`\d]/.test(token);

export const KEYWORDS = new Set(
	`await async break case catch class const continue default delete do else export extends finally for from function get if
	import in instanceof interface let new null of private public readonly return set static super switch this throw try
	type typeof undefined var void while with yield as true false`.split(/\s+/),
);

/** Index ranges `[open, close]` of matching braces, in order of their ends. */
export function blocksOf(tokens) {
	const blocks = [];
	const open = [];
	for (const [at, token] of tokens.entries()) {
		if (token === '{') open.push(at);
		else if (token === '}' && open.length > 0) blocks.push([open.pop(), at]);
	}
	return blocks;
}

/** Blocks behind a parameter list or an arrow: mostly bodies of functions, loops and branches. */
export function bodiesOf(tokens) {
	return blocksOf(tokens).filter(([open]) => {
		let at = open - 1;
		while (at >= 0 && isSpace(tokens[at])) at--;
		return tokens[at] === ')' || tokens[at] === '=>';
	});
}

/** Index ranges `[from, until)` of what looks like the statements of a block, or of the file. */
export function statementsOf(tokens, [open, close] = [-1, tokens.length]) {
	const ranges = [];
	let depth = 0;
	let from = open + 1;
	for (let at = open + 1; at < close; at++) {
		const token = tokens[at];
		if (token === '(' || token === '[' || token === '{') depth++;
		else if (token === ')' || token === ']' || token === '}') depth--;
		if (depth === 0 && (token === ';' || token === '}')) {
			ranges.push([from, at + 1]);
			from = at + 1;
		}
	}
	return ranges;
}
