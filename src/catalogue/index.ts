import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {existsSync, readdirSync, readFileSync} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {LibraryRule, RuleBook} from '../model/rule.ts';
import {sha1} from '../util/sha1.ts';
import {bookOf, joinRules} from './join-rules.ts';
import {readRule} from './read-rule.ts';
import {loadTestRules} from './test-rules.ts';
import {readUserRules, type UserRules} from './user-rules.ts';

/** The rules that come with the package. */
export const OWN_RULES = fileURLToPath(new URL('../../rules/libraries', import.meta.url));

/** The same rules in one piece, made by the build (see `precompile.ts`), and as old as that; absent when run from source. */
export const COMPILED = fileURLToPath(new URL('../catalogue/rules.json', import.meta.url));

export interface RuleLoading {
	book: RuleBook;
	diagnostics: Diagnostic[];
}

/**
 * The catalogue: `<dir>/<package>/rule.yml` of every folder. Never throws: a missing directory or a broken rule is a
 * diagnostic, the others stand.
 */
export function loadRules(dir: string = OWN_RULES): RuleLoading {
	const diagnostics: Diagnostic[] = [];
	const book = (dir === OWN_RULES ? readCompiled() : undefined) ?? loadFolder(dir, diagnostics);
	if (dir !== OWN_RULES) return {book, diagnostics};
	const {rules: tests, diagnostics: others} = loadTestRules();
	return {book: {...book, hash: sha1(`${book.hash},${tests.hash}`), tests}, diagnostics: [...diagnostics, ...others]};
}

/** The catalogue and the rules of the repository at `root`, or those in another folder below it. */
export function loadRulesFor(root: string, folder?: string): RuleLoading & {catalogue: RuleBook; user: UserRules} {
	const {book: catalogue, diagnostics} = loadRules();
	const user = readUserRules(root, folder);
	return {book: joinRules(catalogue, user), diagnostics: [...diagnostics, ...user.diagnostics], catalogue, user};
}

/** The libraries alone, read anew: what the build stores. */
export const loadLibraries = (diagnostics: Diagnostic[]): RuleBook => loadFolder(OWN_RULES, diagnostics);

function loadFolder(dir: string, diagnostics: Diagnostic[]): RuleBook {
	const files = ruleFiles(dir, diagnostics);
	const hash = sha1(files.map(({folder, text}) => `${folder}\0${text}\0`).join(''));
	return readFolder(files, hash, diagnostics);
}

function readFolder(files: readonly RuleFile[], hash: string, diagnostics: Diagnostic[]): RuleBook {
	const rules = new Map<string, LibraryRule>();
	for (const {folder, file, text} of files) {
		const reading = readRule(text, file, folder);
		diagnostics.push(...reading.diagnostics);
		if (reading.rule) rules.set(reading.rule.package, reading.rule);
	}
	return bookOf(rules, hash);
}

/** As the build left it: to read two hundred files only to see that they are the same would take longer than a small scan. */
const readCompiled = (): RuleBook | undefined =>
	existsSync(COMPILED) ? (JSON.parse(readFileSync(COMPILED, 'utf8')) as RuleBook) : undefined;

interface RuleFile {
	folder: string;
	/** `rules/p-retry/rule.yml`: the last parts of the path, for messages. */
	file: string;
	text: string;
}

function ruleFiles(dir: string, diagnostics: Diagnostic[]): RuleFile[] {
	if (!existsSync(dir)) {
		diagnostics.push(missing(dir));
		return [];
	}
	const folders = readdirSync(dir, {withFileTypes: true}).filter(entry => entry.isDirectory());
	const names = folders.map(entry => entry.name).sort();
	return names.flatMap(folder => {
		const path = join(dir, folder, 'rule.yml');
		return existsSync(path) ? [{folder, file: `${folder}/rule.yml`, text: readFileSync(path, 'utf8')}] : [];
	});
}

const missing = (dir: string): Diagnostic => ({
	level: 'error',
	code: 'folder-missing',
	message: `The rule folder ${dir} does not exist, so none of its libraries is looked for. Correct the path.`,
});
