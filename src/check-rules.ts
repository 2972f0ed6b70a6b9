import {posix} from 'node:path';
import {readAnnotations} from './catalogue/annotations.ts';
import {checkExample} from './catalogue/check-example.ts';
import {findUserRules, type UserFile} from './catalogue/find-user-rules.ts';
import {loadRulesFor} from './catalogue/index.ts';
import type {UserRule} from './catalogue/user-rules.ts';
import {extractFile} from './extract/extract-file.ts';
import type {RuleBook} from './model/rule.ts';
import {quotePath} from './util/quote-path.ts';

export interface RuleCheck {
	/** Rules that are right in themselves. */
	rules: number;
	examples: number;
	/** Annotations of the examples. */
	annotations: number;
	/** One sentence each, `file:line:column: …` where a place can be told. */
	problems: string[];
}

/**
 * Reads the rules of a folder below `root` as a scan would and holds their examples against them. An example is parsed,
 * never run: `NAME.example.ts` is that of `NAME.yml`, `example.ts` that of the other rules beside it.
 */
export function checkRules(root: string, folder: string): RuleCheck {
	const {book, user} = loadRulesFor(root, folder);
	const {examples} = findUserRules(root, folder, true);
	const check: RuleCheck = {
		rules: user.rules.length + user.mocks.length,
		examples: examples.length,
		annotations: 0,
		problems: user.diagnostics.map(({message}) => message.replace(/ The scan goes on without .*$/, '')),
	};
	// Examples of mock libraries are tests, and hold no sites.
	const mocks = new Set(user.mocks.map(({file}) => nameOf(file, YAML)));
	for (const example of examples.filter(({file}) => !mocks.has(nameOf(file, EXAMPLE))))
		checkOne(check, example, packagesOf(example.file, user.rules), book);
	return check;
}

function checkOne(check: RuleCheck, {file, text}: UserFile, packages: ReadonlySet<string>, book: RuleBook): void {
	const annotations = readAnnotations(text);
	check.annotations += annotations.length;
	const {sites, syntaxErrors} = extractFile({file, role: 'source', text}, book);
	const found = sites
		.filter(({mechanism}) => mechanism.startsWith('library:'))
		.map(({arcs, mechanism, ...site}) => ({
			...site,
			arcs: arcs.map(({arc}) => arc),
			own: packages.has(mechanism.slice('library:'.length)),
		}));
	const wrong = [
		...syntaxErrors.map(({line, message}) => ({line, column: 1, message: message.replace(/\.$/, '')})),
		...checkExample(text, annotations, found),
	];
	check.problems.push(...wrong.map(({line, column, message}) => `${quotePath(file)}:${line}:${column}: ${message}.`));
}

/** Packages of the rules that an example belongs to. */
function packagesOf(example: string, rules: readonly UserRule[]): Set<string> {
	const own = rules.filter(({file}) => nameOf(file, YAML) === nameOf(example, EXAMPLE));
	const beside = rules.filter(({file}) => posix.dirname(file) === posix.dirname(example));
	return new Set((own.length > 0 ? own : beside).map(({rule}) => rule.package));
}

const YAML = /\.ya?ml$/;
const EXAMPLE = /\.example\.[cm]?[jt]sx?$/;
const nameOf = (file: string, ending: RegExp): string => file.replace(ending, '');
