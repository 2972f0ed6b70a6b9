import {createHash} from 'node:crypto';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {LibraryRule} from '../model/rule.ts';
import {findUserRules} from './find-user-rules.ts';
import {readRule} from './read-rule.ts';

export interface UserRule {
	/** Relative to the root, with `/`. */
	file: string;
	rule: LibraryRule;
	/** In place of the catalogue's rule for that package. */
	replace: boolean;
}

export interface UserRules {
	rules: UserRule[];
	/** Depends on names and content of the files; empty without files. */
	hash: string;
	diagnostics: Diagnostic[];
}

/** The repository's own rules, read as data. Never throws: what is broken is a diagnostic, the others stand. */
export function readUserRules(root: string, folder?: string): UserRules {
	const {rules: files, diagnostics} = findUserRules(root, folder);
	const rules: UserRule[] = [];
	for (const {file, text} of files) {
		const reading = readRule(text, file);
		diagnostics.push(...reading.diagnostics);
		if (reading.rule) rules.push({file, rule: reading.rule, replace: reading.replace ?? false});
	}
	const content = files.map(({file, text}) => `${file}\0${text}\0`).join('');
	return {rules, hash: content === '' ? '' : createHash('sha1').update(content).digest('hex'), diagnostics};
}
