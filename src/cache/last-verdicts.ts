import {join} from 'node:path';
import type {LastVerdicts} from '../model/last-verdicts.ts';
import {readCached, writeCached} from './cache-files.ts';

const pathIn = (folder: string): string => join(folder, 'verdicts.json');

/** For who has no time to scan. */
export const keepVerdicts = (folder: string, verdicts: LastVerdicts): void =>
	writeCached(pathIn(folder), [Buffer.from(JSON.stringify(verdicts))]);

/** None where no scan kept any. */
export function readVerdicts(folder: string): LastVerdicts {
	const body = readCached(pathIn(folder));
	return body ? (JSON.parse(body.toString('utf8')) as LastVerdicts) : {files: {}};
}
