import {join} from 'node:path';
import type {LastVerdicts} from '../model/last-verdicts.ts';
import {sha1} from '../util/sha1.ts';
import {readCached, writeCached} from './cache-files.ts';

/** Packages of one repository may share the folder, and their files may have the same names. */
const pathIn = (folder: string, root: string): string => join(folder, `verdicts-${sha1(root).slice(0, 16)}.json`);

/** For who has no time to scan. */
export const keepVerdicts = (folder: string, root: string, build: string, {files}: LastVerdicts): void =>
	writeCached(pathIn(folder, root), [Buffer.from(JSON.stringify({build, files}))]);

/** None where no scan of this build kept any: another one may know the same code by other ids. */
export function readVerdicts(folder: string, root: string, build: string): LastVerdicts {
	const body = readCached(pathIn(folder, root));
	const kept = body && (JSON.parse(body.toString('utf8')) as LastVerdicts & {build: string});
	return kept?.build === build ? kept : {files: {}};
}
