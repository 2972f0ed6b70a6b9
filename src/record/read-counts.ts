import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Count, exactly} from '../model/place.ts';
import {EXACT} from './collector.ts';

/** Counts by file and by the index of the place in it. What no process wrote is not there. */
export type ProbeCounts = Map<string, Map<number, Count>>;

/** Adds up what all processes and threads wrote. A file that ends in the middle of a line or count was cut off by a kill. */
export function readCounts(output: string): ProbeCounts {
	const counts: ProbeCounts = new Map();
	for (const name of namesIn(output)) {
		const bytes = readFileSync(join(output, `${name}.counts`));
		for (const [slot, [file, id]] of placesOf(readFileSync(join(output, `${name}.places`), 'utf8')).entries()) {
			const ofFile = counts.get(file) ?? new Map<number, Count>();
			counts.set(file, ofFile.set(id, add(ofFile.get(id), countAt(bytes, slot))));
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

function placesOf(text: string): Array<[file: string, id: number]> {
	const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
	return lines.filter(line => line !== '').map(line => JSON.parse(line) as [string, number]);
}

/** The place is written before its count: one run is sure. */
function countAt(bytes: Buffer, slot: number): Count {
	const least = bytes.length >= slot * 8 + 8 ? Math.max(1, Number(bytes.readBigUInt64LE(slot * 8))) : 1;
	return least > EXACT || bytes.length < slot * 8 + 8 ? {least, most: Number.POSITIVE_INFINITY} : exactly(least);
}

const add = (known: Count | undefined, count: Count): Count =>
	known ? {least: known.least + count.least, most: known.most + count.most} : count;
