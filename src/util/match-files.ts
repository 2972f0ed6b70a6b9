import ignore from 'ignore';

/**
 * Whether a path is meant by patterns written as in `.gitignore`: `src/payments/**`, `payments/`, `*.gateway.ts`, and
 * `!…` for what is left out again. Paths are relative, with `/`.
 */
export function matchFiles(patterns: readonly string[]): (path: string) => boolean {
	const matcher = ignore({ignorecase: false}).add(patterns.map(pattern => pattern.replace(/^\.\//, '')));
	return path => ignore.isPathValid(path) && matcher.ignores(path);
}
