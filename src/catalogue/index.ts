import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {LibraryRule, RuleBook} from '../model/rule.ts';
import {readRule} from './read-rule.ts';

/** The rules that come with the package. */
export const OWN_RULES = fileURLToPath(new URL('../../rules/libraries', import.meta.url));

/** The same rules in one piece, made by the build (see `precompile.ts`); absent when run from source. */
export const COMPILED = fileURLToPath(new URL('rules.json', import.meta.url));

export interface RuleLoading {
	book: RuleBook;
	diagnostics: Diagnostic[];
}

/**
 * Reads `<dir>/<package>/rule.yml` of every folder. A rule of a later directory replaces that of an earlier one for
 * the same package. Never throws: a missing directory or a broken rule is a diagnostic, the others stand.
 */
export function loadRules(dirs: readonly string[] = [OWN_RULES]): RuleLoading {
	const diagnostics: Diagnostic[] = [];
	const books = dirs.map(dir => loadFolder(dir, diagnostics));
	return {book: books.length === 1 ? books[0]! : joined(books), diagnostics};
}

function loadFolder(dir: string, diagnostics: Diagnostic[]): RuleBook {
	const files = ruleFiles(dir, diagnostics);
	const hash = sha1(files.map(({folder, text}) => `${folder}\0${text}\0`).join(''));
	return readCompiled(hash) ?? readFolder(files, hash, diagnostics);
}

function readFolder(files: readonly RuleFile[], hash: string, diagnostics: Diagnostic[]): RuleBook {
	const rules: Record<string, LibraryRule> = {};
	for (const {folder, file, text} of files) {
		const reading = readRule(text, file, folder);
		diagnostics.push(...reading.diagnostics);
		if (reading.rule) rules[reading.rule.package] = reading.rule;
	}
	return bookOf(rules, hash);
}

function joined(books: readonly RuleBook[]): RuleBook {
	const rules: Record<string, LibraryRule> = {};
	for (const book of books) Object.assign(rules, book.packages);
	return bookOf(rules, sha1(books.map(book => book.hash).join()));
}

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Only if it was made from these very files. */
function readCompiled(hash: string): RuleBook | undefined {
	if (!existsSync(COMPILED)) return undefined;
	const book = JSON.parse(readFileSync(COMPILED, 'utf8')) as RuleBook;
	return book.hash === hash ? book : undefined;
}

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

function bookOf(rules: Record<string, LibraryRule>, hash: string): RuleBook {
	const book: RuleBook = {hash, packages: {}, modules: {}};
	for (const name of Object.keys(rules).sort()) {
		book.packages[name] = rules[name]!;
		for (const module of rules[name]!.modules) book.modules[module] = name;
	}
	return book;
}
