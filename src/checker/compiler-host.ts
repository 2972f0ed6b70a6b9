import {isAbsolute, relative} from 'node:path';
import {ts} from '@ts-morph/common';
import {readdirSync, readFileSync, realpathSync, statSync} from '../files/watched-files.ts';
import {LIBRARY_FOLDER, libraryText} from './library-files.ts';

export interface HostRequest {
	/** Absolute. */
	root: string;
	/** Text of a file of the project as everybody else reads it. */
	read(file: string): {text: string} | undefined;
}

export type MakeHost = (options: ts.CompilerOptions) => ts.CompilerHost;

/**
 * Reads through `files`, so that what the checker depends on is noted, and writes nothing. Declaration files are parsed once
 * for all programs.
 */
export function makeHosts({root, read}: HostRequest): MakeHost {
	const declarations = new Map<string, ts.SourceFile | undefined>();
	const ownText = (path: string) => {
		const file = relativeTo(root, path);
		return file === undefined ? undefined : read(file)?.text;
	};
	const readFile = (path: string) => ownText(path) ?? libraryText(path) ?? textAt(path);
	const parse = (path: string, how: ts.ScriptTarget | ts.CreateSourceFileOptions) => {
		const text = readFile(path);
		return text === undefined ? undefined : ts.createSourceFile(path, text, how);
	};
	return options => ({
		...READING,
		readFile,
		fileExists: path => libraryText(path) !== undefined || isA(path, 'isFile'),
		getSourceFile(path, how) {
			if (!/\.d\.[cm]?ts$/.test(path)) return parse(path, how);
			const key = `${path}\0${JSON.stringify([how, options.target, options.module, options.alwaysStrict])}`;
			if (!declarations.has(key)) declarations.set(key, parse(path, how));
			return declarations.get(key);
		},
		getCurrentDirectory: () => root,
	});
}

const READING = {
	getDefaultLibLocation: () => LIBRARY_FOLDER,
	getDefaultLibFileName: (options: ts.CompilerOptions) => `${LIBRARY_FOLDER}/${ts.getDefaultLibFileName(options)}`,
	directoryExists: (path: string) => isA(path, 'isDirectory'),
	getDirectories: (path: string) => foldersIn(path),
	realpath: (path: string) => realAt(path),
	getCanonicalFileName: (path: string) => path,
	useCaseSensitiveFileNames: () => true,
	getNewLine: () => '\n',
	writeFile: () => {},
};

/** For the parser of configs, which lists nothing: whose files they are is known. */
export const CONFIG_HOST: ts.ParseConfigHost = {
	useCaseSensitiveFileNames: true,
	fileExists: path => isA(path, 'isFile'),
	readFile: path => textAt(path),
	readDirectory: () => [],
};

/** Relative to the root, with `/`; undefined outside. */
export function relativeTo(root: string, path: string): string | undefined {
	const found = relative(root, path).replaceAll('\\', '/');
	return found === '' || found.startsWith('../') || found === '..' || isAbsolute(found) ? undefined : found;
}

function textAt(path: string): string | undefined {
	try {
		return isA(path, 'isFile') ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '') : undefined;
	} catch {
		return undefined;
	}
}

function isA(path: string, kind: 'isFile' | 'isDirectory'): boolean {
	try {
		return statSync(path, {throwIfNoEntry: false})?.[kind]() ?? false;
	} catch {
		return false;
	}
}

function foldersIn(path: string): string[] {
	try {
		return readdirSync(path, {withFileTypes: true})
			.flatMap(entry => (entry.isFile() ? [] : entry.name))
			.sort();
	} catch {
		return [];
	}
}

function realAt(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
