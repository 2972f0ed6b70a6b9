import {join} from 'node:path';
import {type Dirent, lstatSync, readdirSync, readFileSync, type Stats} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import {byText} from '../util/compare.ts';
import {quotePath} from '../util/quote-path.ts';

/** Where a repository keeps rules of its own, relative to its root. */
export const USER_RULES = '.unfired/rules';

export interface UserFile {
	/** Relative to the root, with `/`. */
	file: string;
	text: string;
}

export interface FoundUserFiles {
	rules: UserFile[];
	/** `example.ts` and `NAME.example.ts`; never sources of the project. */
	examples: UserFile[];
	diagnostics: Diagnostic[];
}

const RULE_FILE = /\.ya?ml$/;
const EXAMPLE = /(?:^|[./])example\.[cm]?[jt]sx?$/;
/** Twenty times the longest rule of the catalogue: YAML takes quadratic time on hostile input. */
const MOST_BYTES = 64 * 1024;
const MOST_FILES = 500;
const DEEPEST = 16;

/**
 * Every `*.yml` and `*.yaml` below `folder`, by path. Symbolic links are not followed, so there are no loops and nothing
 * outside of the folder is read. A folder that does not exist holds no rules; whatever else is wrong is a diagnostic.
 */
export function findUserRules(root: string, folder: string = USER_RULES, withExamples = false): FoundUserFiles {
	const found: FoundUserFiles = {rules: [], examples: [], diagnostics: []};
	if (!isFolder(root, folder, found)) return found;
	const all = listFiles(root, folder, found, 0);
	const files = all.filter(file => RULE_FILE.test(file));
	if (files.length > MOST_FILES) {
		const more = `${files.length} files with rules are more than the ${MOST_FILES} that are read, so those from ${quotePath(files[MOST_FILES]!)} on were left out. Put several sites of a package into one file.`;
		found.diagnostics.push(skipped(folder, more));
	}
	const read = (names: readonly string[]): UserFile[] =>
		names.slice(0, MOST_FILES).flatMap(file => {
			const text = readRuleText(root, file, found.diagnostics);
			return text === undefined ? [] : [{file, text}];
		});
	found.rules = read(files);
	if (withExamples) found.examples = read(all.filter(file => EXAMPLE.test(file)));
	return found;
}

/** Each step of the path, so that no link among them leads elsewhere. */
function isFolder(root: string, folder: string, {diagnostics}: FoundUserFiles): boolean {
	const steps = folder.split('/');
	for (const i of steps.keys()) {
		const path = steps.slice(0, i + 1).join('/');
		const stat = statOf(join(root, path));
		if (!stat) return false;
		if (stat.isDirectory()) continue;
		diagnostics.push(skipped(path, `${kindOf(stat)} stands where the folder of rules is looked for. ${WAY_OUT}`));
		return false;
	}
	return true;
}

function listFiles(root: string, folder: string, found: FoundUserFiles, depth: number): string[] {
	const {diagnostics} = found;
	if (depth > DEEPEST) {
		diagnostics.push(skipped(folder, `Folders of rules nest deeper than ${DEEPEST} here. Move the rules further up.`));
		return [];
	}
	return entriesOf(join(root, folder), folder, diagnostics).flatMap(entry => {
		const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
		if (entry.isDirectory()) return listFiles(root, path, found, depth + 1);
		if (entry.isFile()) return [path];
		if (entry.isSymbolicLink() || RULE_FILE.test(path))
			diagnostics.push(skipped(path, `${kindOf(entry)} is not followed. ${WAY_OUT}`));
		return [];
	});
}

function entriesOf(path: string, folder: string, diagnostics: Diagnostic[]): Dirent[] {
	try {
		return readdirSync(path, {withFileTypes: true}).sort((a, b) => byText(a.name, b.name));
	} catch (error) {
		diagnostics.push(skipped(folder, `The folder cannot be read (${codeOf(error)}). Correct its permissions.`));
		return [];
	}
}

function readRuleText(root: string, file: string, diagnostics: Diagnostic[]): string | undefined {
	const say = (what: string) => diagnostics.push(broken(file, what));
	try {
		const path = join(root, file);
		const {size} = lstatSync(path);
		if (size > MOST_BYTES) {
			say(`it has ${size} bytes, and a rule at most ${MOST_BYTES}; split it by package`);
			return undefined;
		}
		return new TextDecoder('utf-8', {fatal: true}).decode(readFileSync(path));
	} catch (error) {
		say(error instanceof TypeError ? 'it is not UTF-8; save it as UTF-8' : `${codeOf(error)}; make it readable`);
		return undefined;
	}
}

const statOf = (path: string): Stats | undefined => {
	try {
		return lstatSync(path, {throwIfNoEntry: false});
	} catch {
		return undefined;
	}
};

const WAY_OUT = 'Put the rules themselves there.';

const kindOf = (entry: Pick<Dirent, 'isSymbolicLink' | 'isFile'>): string =>
	entry.isSymbolicLink() ? 'A symbolic link' : entry.isFile() ? 'A file' : 'A pipe, socket or device';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const skipped = (file: string, message: string): Diagnostic => ({
	level: 'warning',
	code: 'file-skipped',
	message,
	file,
});

const broken = (file: string, what: string): Diagnostic => ({
	level: 'error',
	code: 'rule-broken',
	message: `${quotePath(file)} cannot be read as a rule: ${what}. The scan goes on without it.`,
	file,
});
