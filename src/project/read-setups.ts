import {join, posix} from 'node:path';
import {ts} from '@ts-morph/common';
import type {TestSetup} from '../model/project.ts';
import {byText} from '../util/compare.ts';
import {readSmallFile} from './read-small-file.ts';

const EXTENSIONS = ['js', 'cjs', 'mjs', 'ts', 'cts', 'mts', 'json'];

const CONFIGS: readonly string[] = [
	'package.json',
	'.mocharc',
	...['jest.config', 'vitest.config', 'vite.config', 'ava.config', '.mocharc'].flatMap(name =>
		EXTENSIONS.map(extension => `${name}.${extension}`),
	),
	'.mocharc.yml',
	'.mocharc.yaml',
];

/** Options of jest, vitest, mocha and ava that name files to be loaded before the tests. */
const OPTIONS: ReadonlySet<string> = new Set([
	'setupFiles',
	'setupFilesAfterEnv',
	'setupTestFrameworkScriptFile',
	'require',
	'import',
	'file',
]);

/** In package.json these hold a runner's options; everything else there is of something else. */
const RUNNERS: ReadonlySet<string> = new Set(['jest', 'ava', 'mocha', 'vitest']);

/**
 * Files that a runner loads before the tests of a package, as its config or its script writes them. Configs are read
 * as text, never run: what is computed is not found.
 * @param folders of the packages, relative to the root.
 * @param files of the project, relative to the root.
 */
export function readSetups(root: string, folders: Iterable<string>, files: ReadonlySet<string>): TestSetup[] {
	const found = new Map<string, TestSetup>();
	for (const folder of folders) {
		for (const config of CONFIGS) {
			const text = readSmallFile(join(root, folder, config));
			for (const name of text === undefined ? [] : namesIn(config, text)) {
				const file = fileOf(files, folder, name);
				if (file !== undefined) found.set(`${folder} ${file}`, {folder, file});
			}
		}
	}
	return [...found.values()].sort((a, b) => byText(a.folder, b.folder) || byText(a.file, b.file));
}

function namesIn(config: string, text: string): string[] {
	if (/\.ya?ml$|^\.mocharc$/.test(config)) return text.match(/[\w./-]+\.[cm]?[jt]s\b/g) ?? [];
	const source = ts.createSourceFile(
		config.endsWith('.json') ? 'config.json' : 'config.ts',
		text,
		ts.ScriptTarget.Latest,
		false,
		config.endsWith('.json') ? ts.ScriptKind.JSON : ts.ScriptKind.TS,
	);
	const names: string[] = [];
	collectNames(source, config === 'package.json', names);
	return names;
}

function collectNames(node: ts.Node, isManifest: boolean, names: string[]): void {
	if (ts.isPropertyAssignment(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name))) {
		const name = node.name.text;
		if (isManifest) {
			if (name === 'scripts') return collectStrings(node.initializer, text => names.push(...namesInScript(text)));
			return RUNNERS.has(name) ? collectNames(node.initializer, false, names) : undefined;
		}
		if (OPTIONS.has(name)) return collectStrings(node.initializer, text => names.push(text));
	}
	ts.forEachChild(node, child => collectNames(child, isManifest, names));
}

function collectStrings(node: ts.Node, take: (text: string) => void): void {
	if (ts.isStringLiteralLike(node)) take(node.text);
	ts.forEachChild(node, child => collectStrings(child, take));
}

/** `mocha -r ./test/setup.js`, `node --import ./test/setup.mjs --test`. */
function namesInScript(script: string): string[] {
	if (!/\b(?:mocha|tap|tape|ava|jasmine|--test)\b/.test(script)) return [];
	return [...script.matchAll(/(?:^|\s)(?:--require|-r|--import|--file)[ =]+["']?([\w@./-]+)/g)].map(
		([, name]) => name!,
	);
}

function fileOf(files: ReadonlySet<string>, folder: string, name: string): string | undefined {
	const path = posix.join(folder, name.replace(/^<rootDir>\/?/, './'));
	const stem = path.replace(/\.[cm]?js$/, '');
	return [path, ...EXTENSIONS.flatMap(extension => [`${stem}.${extension}`, `${path}/index.${extension}`])].find(file =>
		files.has(file),
	);
}
