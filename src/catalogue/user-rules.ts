import type {Diagnostic} from '../model/diagnostic.ts';
import type {LibraryRule} from '../model/rule.ts';
import type {MockRule} from '../model/test-rule.ts';
import {sha1} from '../util/sha1.ts';
import {findUserRules} from './find-user-rules.ts';
import {readRule} from './read-rule.ts';
import {readTestRule} from './test-rules.ts';

export interface UserRule {
	/** Relative to the root, with `/`. */
	file: string;
	rule: LibraryRule;
	/** In place of the catalogue's rule for that package. */
	replace: boolean;
}

export interface UserMock {
	/** Relative to the root, with `/`. */
	file: string;
	rule: MockRule;
}

export interface UserRules {
	rules: UserRule[];
	/** Mock libraries of the user: files that say `mock:` where others say `package:`. */
	mocks: UserMock[];
	/** Depends on names and content of the files; empty without files. */
	hash: string;
	diagnostics: Diagnostic[];
}

/** The repository's own rules, read as data. Never throws: what is broken is a diagnostic, the others stand. */
export function readUserRules(root: string, folder?: string): UserRules {
	const {rules: files, diagnostics} = findUserRules(root, folder);
	const rules: UserRule[] = [];
	const mocks: UserMock[] = [];
	for (const {file, text} of files) {
		if (isMock(text)) {
			const reading = readTestRule('mock', text, file, undefined);
			diagnostics.push(...reading.diagnostics);
			if (reading.rule) mocks.push({file, rule: reading.rule as MockRule});
			continue;
		}
		const reading = readRule(text, file);
		diagnostics.push(...reading.diagnostics);
		if (reading.rule) rules.push({file, rule: reading.rule, replace: reading.replace ?? false});
	}
	const content = files.map(({file, text}) => `${file}\0${text}\0`).join('');
	return {rules, mocks, hash: content === '' ? '' : sha1(content), diagnostics};
}

/** Told from the text, so that a file that is no YAML is held against the form it was meant to have. */
const isMock = (text: string): boolean => /^mock\s*:/m.test(text) && !/^package\s*:/m.test(text);
