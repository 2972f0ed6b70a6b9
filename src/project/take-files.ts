import {join} from 'node:path';
import {readFileSync} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {ProjectConfig, ProjectFile} from '../model/project.ts';
import type {LeftOut, PathClass} from './classify-path.ts';
import {importedRunner, isPacked, pointsToSourceMap, readsLikeTest, saysGenerated} from './classify-text.ts';
import {decodeText} from './decode-text.ts';
import {findBuilt} from './find-built.ts';
import type {FoundPackages} from './read-packages.ts';
import {folderOf} from './relative-path.ts';
import {unreadable} from './unreadable.ts';
import type {FoundFile} from './walk-folder.ts';

/** Beyond this no person wrote it: 2 MB. */
const MOST_BYTES = 2 * 1024 * 1024;

export interface TakenFiles {
	files: ProjectFile[];
	/** Of sources and tests only, by path. */
	texts: Map<string, string>;
	leftOut: Map<LeftOut, string[]>;
}

/** Gives each walked file its role, by its path first and by its text where it is a source or a test. */
export function takeFiles(
	root: string,
	found: readonly FoundFile[],
	configs: ProjectConfig[],
	packages: FoundPackages & {ignored: ReadonlySet<string>},
	diagnostics: Diagnostic[],
): TakenFiles {
	const taken: TakenFiles = {files: [], texts: new Map(), leftOut: new Map()};
	const built = findBuilt(
		found.map(({path}) => path),
		[...packages.folders],
		configs,
	);
	for (const {path, bytes} of found) {
		const means: PathClass = packages.ignored.has(path) ? {leftOut: 'left out by --ignore'} : packages.classify(path);
		if ('leftOut' in means) {
			const known = taken.leftOut.get(means.leftOut);
			if (known) known.push(path);
			else taken.leftOut.set(means.leftOut, [path]);
		} else if (means.role === 'generated' || means.role === 'declaration' || built.has(path)) {
			taken.files.push({file: path, role: means.role === 'declaration' ? 'declaration' : 'generated', bytes});
		} else if (bytes > MOST_BYTES) {
			taken.files.push({file: path, role: 'generated', bytes});
			diagnostics.push(skipped(path, `is ${(bytes / 1024 / 1024).toFixed(1)} MB, so it was taken for generated code`));
		} else {
			const text = readText(root, path, diagnostics);
			if (text === undefined) continue;
			const role = roleOfText(means.role, text, packages.shipped, path);
			taken.files.push({file: path, role, bytes});
			if (role !== 'generated') taken.texts.set(path, text);
		}
	}
	return taken;
}

/** Text of a file, or a diagnostic that says why there is none. */
export function readText(root: string, path: string, diagnostics: Diagnostic[]): string | undefined {
	let bytes: Buffer;
	try {
		bytes = readFileSync(join(root, path));
	} catch (error) {
		diagnostics.push(unreadable(path, 'file', error));
		return undefined;
	}
	const decoded = decodeText(bytes);
	if (decoded.text === undefined) {
		diagnostics.push(skipped(path, `was not read: ${decoded.reason}`));
		return undefined;
	}
	if (decoded.lossy)
		diagnostics.push({
			level: 'info',
			code: 'file-skipped',
			message: 'This file holds bytes that are not UTF-8; they were read as Node reads them. Save it as UTF-8.',
			file: path,
		});
	return decoded.text;
}

const skipped = (path: string, why: string): Diagnostic => ({
	level: 'warning',
	code: 'file-skipped',
	message: `This file ${why}. Its sites, if it has any, are not reported.`,
	file: path,
});

function roleOfText(
	named: 'source' | 'test' | 'ambiguous',
	text: string,
	shipped: FoundPackages['shipped'],
	path: string,
): ProjectFile['role'] {
	if (named === 'test') return 'test';
	if (saysGenerated(text) || isPacked(text) || pointsToSourceMap(text)) return 'generated';
	if (named === 'ambiguous') return readsLikeTest(text) ? 'test' : 'source';
	const runner = importedRunner(text);
	// A package that ships on top of a test runner imports it in its production code.
	return runner !== undefined && !isShipped(runner, shipped, path) ? 'test' : 'source';
}

function isShipped(name: string, shipped: FoundPackages['shipped'], path: string): boolean {
	for (let at = folderOf(path); ; at = folderOf(at)) {
		const names = shipped.get(at);
		if (names) return names.has(name);
		if (at === '.') return false;
	}
}
