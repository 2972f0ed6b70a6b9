const HEAD = 2048;
/** Comments and directives before the first code; an open block comment runs to the end of the head. */
const PREAMBLE = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#![^\n]*|['"]use \w+['"];?)*/;

const GENERATED = [
	/@generated\b/,
	/DO NOT (?:EDIT|MODIFY|CHANGE)\b/,
	/\bauto-?generated (?:file|code|by|from|with|using)\b/i,
	/\b(?:is|was|were|been|are) auto-?generated\b/i,
	/^\W*auto-?generated\W*$/i,
	// What protobufjs writes; it says no more about itself.
	/eslint-disable block-scoped-var, id-length/,
];
const GENERATED_ANYHOW = /\bgenerated\b/i;
const HANDS_OFF = /\b(?:don't|do not|never) (?:\w+ )?(?:edit|modify|change)\b|\bnot be (?:edited|modified|changed)\b/i;

/**
 * True where the comments before the first code say, in the first 2 KB, that a program wrote the file and people keep
 * their hands off it. Later ones do not count, for generators hold such texts; nor does "automatically generated"
 * alone, for scaffolds say so and are then written on by hand.
 */
export function saysGenerated(text: string): boolean {
	const preamble = PREAMBLE.exec(text.slice(0, HEAD))?.[0] ?? '';
	if (GENERATED_ANYHOW.test(preamble) && HANDS_OFF.test(preamble)) return true;
	return preamble.split('\n').some(line => GENERATED.some(mark => mark.test(line)));
}

/** What a compiler or bundler wrote: people do not point to source maps. */
export function pointsToSourceMap(text: string): boolean {
	const whole = text.trimEnd();
	return /^\/\/[#@] sourceMappingURL=/.test(whole.slice(whole.lastIndexOf('\n') + 1));
}

const LONG_LINES = 300;
const WORTH_JUDGING = 5000;

/** Minified or packed: no person writes lines of 300 characters on average. */
export function isPacked(text: string): boolean {
	if (text.length < WORTH_JUDGING) return false;
	let lines = 1;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
	return text.length / lines > LONG_LINES;
}

const RUNNERS =
	'ava|vitest|node:test|bun:test|@jest/globals|mocha|tape|tap|@playwright/test|cypress|sinon|chai|nock|supertest|@testing-library/[\\w-]+|uvu|japa|@japa/runner';
const IMPORTS_RUNNER = new RegExp(
	`(?:^|\\n)\\s*(?:import\\b(?! type\\b)[^;'"\\n]*|(?!\\s*(?:\\*|//))[^\\n]*\\brequire\\(\\s*)['"](${RUNNERS})['"]`,
);

/** The test runner or test library that the head of a file imports; what comments show as an example does not count. */
export const importedRunner = (text: string): string | undefined => IMPORTS_RUNNER.exec(text.slice(0, HEAD * 2))?.[1];

const ASSERTS = /(?:from\s*|require\(\s*)['"](?:node:)?assert(?:\/strict)?['"]/;
const CASES = /(?:^|\n)\s*(?:describe|it|test|suite)(?:\.\w+)?\(/;

/** For names like `retry-test.ts`: whether the text reads like a test. */
export const readsLikeTest = (text: string): boolean =>
	importedRunner(text) !== undefined || ASSERTS.test(text.slice(0, HEAD * 2)) || CASES.test(text);
