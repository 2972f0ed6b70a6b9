import ignore from 'ignore';
import type {Diagnostic} from '../model/diagnostic.ts';
import {quotePath} from '../util/quote-path.ts';

/** Which of `paths` the user's own patterns leave out. A pattern that speaks of no file is told: it may be misspelt. */
export function findIgnored(
	paths: readonly string[],
	patterns: readonly string[],
	diagnostics: Diagnostic[],
): Set<string> {
	try {
		const rules = rulesOf(patterns);
		diagnostics.push(...patterns.filter(pattern => isIdle(pattern, paths)).map(unmatched));
		return new Set(patterns.length > 0 ? paths.filter(path => rules.ignores(path)) : []);
	} catch (error) {
		const [said = ''] = (error as Error).message.split('\n');
		const message = `A pattern of --ignore cannot be used (${said}). Write it as in .gitignore.`;
		diagnostics.push({level: 'error', code: 'ignore-broken', message});
		return new Set();
	}
}

const rulesOf = (patterns: readonly string[]) =>
	ignore({ignorecase: false, allowRelativePaths: true}).add([...patterns]);

function isIdle(pattern: string, paths: readonly string[]): boolean {
	const rules = rulesOf([pattern.replace(/^!/, '')]);
	return !paths.some(path => rules.ignores(path));
}

const unmatched = (pattern: string): Diagnostic => ({
	level: 'info',
	code: 'glob-unmatched',
	message: `The pattern ${quotePath(pattern)} of ignore speaks of no file of this folder. Correct it, or remove it.`,
});
