import {readFileSync} from 'node:fs';
import {isMap, isNode, isPair, LineCounter, parse, parseDocument} from 'yaml';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {LibraryRule} from '../model/rule.ts';
import {checkRule} from './check.ts';
import {compileRule} from './compile.ts';
import type {RuleSource} from './source.ts';
import {type Problem, type Schema, validate} from './validate.ts';

let schema: Schema | undefined;

const ruleSchema = (): Schema =>
	(schema ??= JSON.parse(readFileSync(new URL('../../schema/rule.json', import.meta.url), 'utf8')) as Schema);

export interface RuleReading {
	rule?: LibraryRule;
	diagnostics: Diagnostic[];
}

/** One `rule.yml`. A broken one gives diagnostics with line and column (1-based) and no rule. */
export function readRule(text: string, file: string, folder: string): RuleReading {
	let value: unknown;
	try {
		value = parse(text);
	} catch {
		return {diagnostics: syntaxProblems(text, file)};
	}
	const problems = validate(ruleSchema(), value);
	if (problems.length === 0) problems.push(...checkRule(value as RuleSource, folder));
	if (problems.length > 0) return {diagnostics: located(problems, text, file)};
	return {rule: compileRule(value as RuleSource), diagnostics: []};
}

function syntaxProblems(text: string, file: string): Diagnostic[] {
	const lines = new LineCounter();
	const {errors} = parseDocument(text, {lineCounter: lines});
	return errors.map(error => {
		const {line, col} = lines.linePos(error.pos[0]);
		return broken(file, line, col, error.message.split('\n')[0]!.replace(/ at line \d+.*$/, ''));
	});
}

/** Positions cost a second parse, which only a broken rule pays. */
function located(problems: readonly Problem[], text: string, file: string): Diagnostic[] {
	const lines = new LineCounter();
	const document = parseDocument(text, {lineCounter: lines});
	return problems.map(({path, message}) => {
		const {line, col} = lines.linePos(offsetOf(document.contents, path));
		return broken(file, line, col, `${path.length > 0 ? `\`${path.join('.')}\`` : 'The rule'} ${message}`);
	});
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

const broken = (file: string, line: number, column: number, what: string): Diagnostic => ({
	level: 'error',
	code: 'rule-broken',
	message: `${file}:${line}:${column}: ${what}. This library is not looked for until the rule is corrected.`,
	file,
});
