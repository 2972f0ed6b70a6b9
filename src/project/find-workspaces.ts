import {join} from 'node:path';
import {parse} from 'yaml';
import type {Diagnostic} from '../model/diagnostic.ts';
import {isRecord, type JsonRecord, ownMember, parseJson, stringsIn} from '../util/parse-json.ts';
import {matchesGlob} from './match-glob.ts';
import {readSmallFile} from './read-small-file.ts';

/** Which of `folders` (relative, with a package.json each) the root names as workspaces: npm, yarn, pnpm, lerna. */
export function findWorkspaces(
	root: string,
	manifest: JsonRecord | undefined,
	folders: readonly string[],
	diagnostics: Diagnostic[],
): string[] {
	const patterns = [
		...npmPatterns(manifest),
		...pnpmPatterns(join(root, 'pnpm-workspace.yaml'), diagnostics),
		...lernaPatterns(join(root, 'lerna.json')),
	].map(pattern => pattern.replace(/^(!?)\.\//, '$1').replace(/\/+$/, ''));
	const taken = patterns.filter(pattern => !pattern.startsWith('!'));
	const refused = patterns.filter(pattern => pattern.startsWith('!')).map(pattern => pattern.slice(1));
	return folders.filter(
		folder =>
			folder !== '.' &&
			taken.some(pattern => matchesGlob(folder, pattern)) &&
			!refused.some(pattern => matchesGlob(folder, pattern)),
	);
}

function npmPatterns(manifest: JsonRecord | undefined): string[] {
	const workspaces = manifest && ownMember(manifest, 'workspaces');
	return stringsIn(isRecord(workspaces) ? ownMember(workspaces, 'packages') : workspaces);
}

function pnpmPatterns(path: string, diagnostics: Diagnostic[]): string[] {
	const text = readSmallFile(path);
	if (text === undefined) return [];
	try {
		const value: unknown = parse(text, {logLevel: 'error'});
		return isRecord(value) ? stringsIn(ownMember(value, 'packages')) : [];
	} catch {
		diagnostics.push({
			level: 'warning',
			code: 'package-broken',
			message:
				'This file is not valid YAML, so its workspaces are not known as such. Correct it if imports between packages stay unresolved.',
			file: 'pnpm-workspace.yaml',
		});
		return [];
	}
}

function lernaPatterns(path: string): string[] {
	const value = parseJson(readSmallFile(path) ?? 'null').value;
	return isRecord(value) ? stringsIn(ownMember(value, 'packages')) : [];
}
