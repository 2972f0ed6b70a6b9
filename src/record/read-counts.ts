import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Count, exactly} from '../model/place.ts';
import {EXACT, NONE} from './collector.ts';

/** What ran when a place did: the file that the runner was at, and its test. Null where the runner does not let it be known. */
export type TestName = [file: string | null, test: string | null];

export interface ProbeCount extends Count {
	tests: TestName[];
}

/** Counts by file and by the index of the place in it. What no process wrote is not there. */
export type ProbeCounts = Map<string, Map<number, ProbeCount>>;

/** Adds up what all processes and threads wrote. A file that ends in the middle of a line or count was cut off by a kill. */
export function readCounts(output: string): ProbeCounts {
	const counts: ProbeCounts = new Map();
	for (const name of namesIn(output)) {
		const read = (kind: string) => readFileSync(join(output, `${name}.${kind}`));
		const bytes = read('counts');
		const places = linesOf<[file: string, id: number]>(read('places'));
		const tests = testsOf(read('tests'));
		for (const [slot, [file, id]] of places.entries()) {
			const ofFile = counts.get(file) ?? new Map<number, ProbeCount>();
			counts.set(file, ofFile.set(id, add(ofFile.get(id), countAt(bytes, slot), tests.get(slot) ?? [])));
		}
	}
	return counts;
}

function namesIn(output: string): string[] {
	try {
		const names = readdirSync(output).filter(name => name.endsWith('.places'));
		return names.map(name => name.slice(0, -'.places'.length)).sort();
	} catch {
		return [];
	}
}

function linesOf<T>(bytes: Buffer): T[] {
	const text = bytes.toString('utf8');
	const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
	return lines.filter(line => line !== '').map(line => JSON.parse(line) as T);
}

function testsOf(bytes: Buffer): Map<number, TestName[]> {
	const tests = new Map<number, TestName[]>();
	for (const [slot, test] of linesOf<[number, TestName]>(bytes)) tests.set(slot, [...(tests.get(slot) ?? []), test]);
	return tests;
}

/** The place is written before its count: one run is sure. */
function countAt(bytes: Buffer, slot: number): Count {
	if (bytes.length < slot * 8 + 8) return {least: 1, most: Number.POSITIVE_INFINITY};
	const written = Number(bytes.readBigUInt64LE(slot * 8));
	if (written === NONE) return exactly(0);
	const least = Math.max(1, written);
	return least > EXACT ? {least, most: Number.POSITIVE_INFINITY} : exactly(least);
}

const add = (known: ProbeCount | undefined, {least, most}: Count, tests: TestName[]): ProbeCount =>
	known
		? {least: known.least + least, most: known.most + most, tests: [...known.tests, ...tests]}
		: {least, most, tests};
