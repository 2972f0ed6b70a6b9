import {join} from 'node:path';
import type {FileFacts} from '../model/facts.ts';
import {flawFindingId} from '../model/finding.ts';
import type {LastVerdicts} from '../model/last-verdicts.ts';
import type {ReportSite} from '../model/report.ts';
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

export function verdictsOf(sites: readonly ReportSite[], facts: readonly FileFacts[]): LastVerdicts {
	const hashes = new Map(facts.map(({file, hash}) => [file, hash]));
	const files: LastVerdicts['files'] = {};
	for (const {id, file, arcs, flaws} of sites) {
		files[file] ??= {hash: hashes.get(file)!, arcs: {}, flaws: []};
		for (const {arc, verdict} of arcs) files[file].arcs[`${id}.${arc}`] = verdict;
		files[file].flaws.push(...flaws.map(flaw => flawFindingId({id}, flaw)));
	}
	return {files};
}
