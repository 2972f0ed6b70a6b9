import {join} from 'node:path';
import {answerTo, type Reading, type ReadingLog} from '../files/watched-files.ts';
import {sha1} from '../util/sha1.ts';
import {readCached, writeCached} from './cache-files.ts';

/**
 * What a scan came to, with every answer of the file system that it was made from: while all of them are the same, so is the
 * report. Nothing goes by time. (A verifying trace, as in Mokhov and others, "Build Systems à la Carte", 2018.)
 */
export interface ScanMemo<Result> {
	/** The result, if nothing that it depends on changed. */
	recall(): Result | undefined;
	keep(result: Result, log: ReadingLog): void;
}

/**
 * @param folder where the cache is
 * @param asked everything else that the result depends on: the tool's build, its options, where it is run
 */
export function openScanMemo<Result>(folder: string, asked: unknown): ScanMemo<Result> {
	const name = sha1(JSON.stringify(asked)).slice(0, 16);
	const path = join(folder, `scan-${name}.json`);
	return {
		recall() {
			const body = readCached(path);
			if (!body) return undefined;
			const {readings, result} = JSON.parse(body.toString('utf8')) as {readings: Reading[]; result: Result};
			return readings.every(({question, path, answer}) => answerTo(question, path) === answer) ? result : undefined;
		},
		keep(result, log) {
			if (log.isPartial) return;
			writeCached(path, [Buffer.from(JSON.stringify({readings: [...log.readings.values()], result}))]);
		},
	};
}
