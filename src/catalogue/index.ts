import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {LibraryRule, RuleBook} from '../model/rule.ts';
import {readRule} from './read-rule.ts';

/** The rules that come with the package. */
export const OWN_RULES = fileURLToPath(new URL('../../rules/libraries', import.meta.url));

export interface RuleLoading {
	book: RuleBook;
	diagnostics: Diagnostic[];
}

/**
 * Reads `<dir>/<package>/rule.yml` of every folder. A rule of a later directory replaces that of an earlier one for
 * the same package. Never throws: a missing directory or a broken rule is a diagnostic, the others stand.
 */
export function loadRules(dirs: readonly string[] = [OWN_RULES]): RuleLoading {
	const rules = new Map<string, LibraryRule>();
	const diagnostics: Diagnostic[] = [];
	const hash = createHash('sha1');
	for (const dir of dirs) {
		for (const {folder, file, text} of ruleFiles(dir, diagnostics)) {
			hash.update(`${folder}\0${text}\0`);
			const reading = readRule(text, file, folder);
			diagnostics.push(...reading.diagnostics);
			if (reading.rule) rules.set(reading.rule.package, reading.rule);
		}
	}
	return {book: bookOf(rules, hash.digest('hex')), diagnostics};
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

function bookOf(rules: ReadonlyMap<string, LibraryRule>, hash: string): RuleBook {
	const book: RuleBook = {hash, packages: {}, modules: {}};
	for (const name of [...rules.keys()].sort()) {
		const rule = rules.get(name)!;
		book.packages[name] = rule;
		for (const module of rule.modules) book.modules[module] = name;
	}
	return book;
}
