import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';
import {existsSync, readdirSync, readFileSync} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {MockRule, RunnerRule, TestRules} from '../model/test-rule.ts';
import {sha1} from '../util/sha1.ts';
import {folderOf} from './check.ts';
import {firstOf, located, type Said, syntaxProblems, told, YAML} from './read-rule.ts';
import {type Problem, type Schema, validate} from './validate.ts';

/** Runners and mock libraries that come with the package. */
export const RUNNER_RULES = fileURLToPath(new URL('../../rules/runners', import.meta.url));
export const MOCK_RULES = fileURLToPath(new URL('../../rules/mocks', import.meta.url));

/** The same rules in one piece, made by the build; absent when run from source. */
export const COMPILED_TESTS = fileURLToPath(new URL('../catalogue/test-rules.json', import.meta.url));

export interface TestRuleLoading {
	rules: TestRules;
	diagnostics: Diagnostic[];
}

/** What is known of runners and mock libraries. A broken rule is a diagnostic, the others stand. */
export const loadTestRules = (): TestRuleLoading =>
	existsSync(COMPILED_TESTS)
		? {rules: JSON.parse(readFileSync(COMPILED_TESTS, 'utf8')) as TestRules, diagnostics: []}
		: readTestRules();

/** The same, read anew: what the build stores. */
export function readTestRules(): TestRuleLoading {
	const [runners, mocks] = [filesOf(RUNNER_RULES), filesOf(MOCK_RULES)];
	const said = [...runners, ...mocks].map(({folder, text}) => `${folder}\0${text}\0`).join('');
	const hash = sha1(said);
	const diagnostics: Diagnostic[] = [];
	const read = <T>(kind: 'runner' | 'mock', files: readonly RuleFile[]): T[] =>
		files.flatMap(file => {
			const reading = readTestRule(kind, file.text, file.file, file.folder);
			diagnostics.push(...reading.diagnostics);
			return reading.rule ? [reading.rule as T] : [];
		});
	return {
		rules: {hash, runners: read<RunnerRule>('runner', runners), mocks: read<MockRule>('mock', mocks)},
		diagnostics,
	};
}

/**
 * One rule file: the rule, or diagnostics with line and column (1-based). `folder`: that of a rule of the package, whose
 * name it must have; undefined for a user's own, which need not say where it was read.
 */
export function readTestRule(
	kind: 'runner' | 'mock',
	text: string,
	file: string,
	folder: string | undefined,
): {rule?: RunnerRule | MockRule; diagnostics: Diagnostic[]} {
	const say = (said: Said[]) => ({
		diagnostics: firstOf(said).map(({at, what}) =>
			told(file, at, `${what}. ${folder === undefined ? GOES_ON : 'It is not known until the rule is corrected.'}`),
		),
	});
	let value: unknown;
	try {
		value = parse(text, YAML);
	} catch (error) {
		return say(syntaxProblems(text, error));
	}
	const schema = schemaOf(kind);
	const problems = validate(folder === undefined ? {...schema, required: [kind, 'modules']} : schema, value);
	if (problems.length === 0) problems.push(...checkTestRule(kind, value as RunnerRule & MockRule, folder));
	if (problems.length > 0) return say(located(problems, text));
	return {rule: {...UNSAID, ...(value as RunnerRule | MockRule)}, diagnostics: []};
}

/** What a rule of a user may leave out. */
const UNSAID: {docs?: string; checked?: string} = {docs: '', checked: ''};

const GOES_ON = 'The scan goes on without this rule; `unfired rules check` tells when it is right.';

const schemaOf = (kind: 'runner' | 'mock'): Schema =>
	JSON.parse(readFileSync(new URL(`../../schema/${kind}.json`, import.meta.url), 'utf8')) as Schema;

/** What the schema cannot say. */
function checkTestRule(kind: 'runner' | 'mock', rule: RunnerRule & MockRule, folder?: string): Problem[] {
	const name = rule[kind];
	const problems: Problem[] = [];
	if (folder !== undefined && folderOfTest(name) !== folder)
		problems.push({path: [kind], message: `is ${name}, and its folder should be ${folderOfTest(name)}, not ${folder}`});
	if (kind === 'mock' && !SPEAKS.some(key => Object.hasOwn(rule, key)))
		problems.push({path: [], message: `needs one of ${SPEAKS.join(', ')}`});
	if (kind === 'mock' && rule.http?.form === 'chain' && !rule.http.host)
		problems.push({path: ['http'], message: 'needs `host`, for its form is chain'});
	return problems;
}

const SPEAKS = ['controls', 'replaces', 'makes', 'http', 'timers', 'inert'] as const;

export const folderOfTest = (name: string): string => folderOf(name).replaceAll(':', '__');

interface RuleFile {
	folder: string;
	file: string;
	text: string;
}

function filesOf(dir: string): RuleFile[] {
	if (!existsSync(dir)) return [];
	return readdirSync(dir)
		.sort()
		.flatMap(folder => {
			const path = join(dir, folder, 'rule.yml');
			return existsSync(path) ? [{folder, file: `${folder}/rule.yml`, text: readFileSync(path, 'utf8')}] : [];
		});
}
