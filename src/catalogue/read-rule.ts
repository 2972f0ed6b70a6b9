import {isMap, isNode, isPair, LineCounter, parse, parseDocument} from 'yaml';
import {readFileSync} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {LibraryRule} from '../model/rule.ts';
import {quotePath} from '../util/quote-path.ts';
import {checkRule} from './check.ts';
import {compileRule} from './compile.ts';
import type {RuleSource} from './source.ts';
import {type Problem, type Schema, validate} from './validate.ts';

let schema: Schema | undefined;

const ruleSchema = (): Schema =>
	(schema ??= JSON.parse(readFileSync(new URL('../../schema/rule.json', import.meta.url), 'utf8')) as Schema);

export interface RuleReading {
	rule?: LibraryRule;
	/** It stands in place of the catalogue's rule. */
	replace?: boolean;
	diagnostics: Diagnostic[];
}

/**
 * One rule file. A broken one gives diagnostics with line and column (1-based) and no rule. `folder`: that of a rule of
 * the catalogue, whose name it must have; undefined for a user's own rule.
 */
export function readRule(text: string, file: string, folder?: string): RuleReading {
	const say = folder === undefined ? brokenOfUser : broken;
	let value: unknown;
	try {
		value = parse(text, YAML);
	} catch (error) {
		return {diagnostics: firstOf(syntaxProblems(text, error)).map(({at, what}) => say(file, at, what))};
	}
	const problems = validate(ruleSchema(), value);
	if (problems.length === 0) problems.push(...checkRule(value as RuleSource, folder));
	if (problems.length > 0)
		return {diagnostics: firstOf(located(problems, text)).map(({at, what}) => say(file, at, what))};
	const {replace = false} = value as RuleSource;
	return {rule: compileRule(value as RuleSource), replace, diagnostics: []};
}

/** What follows from one slip would bury it. */
const MOST_PROBLEMS = 20;

export function firstOf(said: readonly Said[]): Said[] {
	const more = said.length - MOST_PROBLEMS;
	if (more <= 0) return [...said];
	return [
		...said.slice(0, MOST_PROBLEMS),
		{at: said[MOST_PROBLEMS]!.at, what: `${more} more problems follow from here on`},
	];
}

/** Warnings would be printed on the way. Few rules need an alias, and a thousand are an attack. */
export const YAML = {logLevel: 'error', maxAliasCount: 50} as const;

export interface Said {
	/** `line:column`, 1-based. */
	at: string;
	what: string;
}

export function syntaxProblems(text: string, thrown: unknown): Said[] {
	const lines = new LineCounter();
	try {
		const {errors} = parseDocument(text, {...YAML, lineCounter: lines});
		if (errors.length > 0) {
			return errors.map(error => ({
				at: positionOf(lines, error.pos[0]),
				what: error.message.split('\n')[0]!.replace(/ at line \d+.*$/, ''),
			}));
		}
	} catch {
		// Nested so deeply that reading it exhausts the stack, as the first attempt did.
	}
	return [{at: '1:1', what: tellThrown(thrown)}];
}

const tellThrown = (error: unknown): string =>
	error instanceof RangeError
		? 'it nests too deeply'
		: error instanceof ReferenceError
			? 'it uses more aliases than a rule needs'
			: `it is no YAML (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'})`;

/** Positions cost a second parse, which only a broken rule pays. */
export function located(problems: readonly Problem[], text: string): Said[] {
	const lines = new LineCounter();
	const document = parseDocument(text, {...YAML, lineCounter: lines});
	return problems.map(({path, message}) => ({
		at: positionOf(lines, offsetOf(document.contents, path)),
		what: `${path.length > 0 ? `\`${path.join('.')}\`` : 'The rule'} ${message}`,
	}));
}

function positionOf(lines: LineCounter, offset: number): string {
	const {line, col} = lines.linePos(offset);
	return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
}

/** Where the key at `path` stands, or the nearest thing around it. */
function offsetOf(node: unknown, path: readonly (string | number)[]): number {
	let at = node;
	let offset = startOf(at) ?? 0;
	for (const step of path) {
		if (isMap(at)) {
			const pair = at.items.find(item => isPair(item) && String(item.key) === String(step));
			if (!pair) return offset;
			offset = startOf(pair.key) ?? offset;
			at = pair.value;
		} else if (isNode(at) && 'items' in at) {
			at = (at.items as unknown[])[Number(step)];
			offset = startOf(at) ?? offset;
		} else return offset;
	}
	return offset;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const broken = (file: string, at: string, what: string): Diagnostic =>
	told(file, at, `${what}. This library is not looked for until the rule is corrected.`);

const brokenOfUser = (file: string, at: string, what: string): Diagnostic =>
	told(file, at, `${what}. The scan goes on without this rule; \`unfired rules check\` tells when it is right.`);

export const told = (file: string, at: string, message: string): Diagnostic => ({
	level: 'error',
	code: 'rule-broken',
	message: `${quotePath(file)}:${at}: ${message}`,
	file,
});
