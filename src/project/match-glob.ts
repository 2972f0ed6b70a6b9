/** Workspace patterns know `*`, `**`, `?` and `{a,b}`; nothing else is worth the trouble there. */
export function matchesGlob(path: string, pattern: string): boolean {
	const known = compiled.get(pattern) ?? compile(pattern);
	compiled.set(pattern, known);
	return known.test(path);
}

const compiled = new Map<string, RegExp>();

function compile(pattern: string): RegExp {
	const source = pattern
		.replace(/[.+^$()|[\]\\]/g, '\\$&')
		.replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.split(',').join('|')})`)
		.replace(/[{}]/g, '\\$&')
		.replace(/\*\*\/|\*\*|\*|(?<!\()\?/g, token =>
			token === '**/' ? '(?:.*/)?' : token === '**' ? '.*' : token === '*' ? '[^/]*' : '[^/]',
		);
	return new RegExp(`^${source}$`, 's');
}
