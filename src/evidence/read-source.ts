import type {CoverageFormat} from '../model/evidence.ts';
import type {Found} from './documents/found.ts';
import {type Opened, openDocument} from './documents/open-document.ts';
import {isLargeJson, openLarge} from './documents/open-large.ts';
import {type Sniffed, sniffDocument} from './documents/sniff-document.ts';
import type {Around} from './formats/format.ts';
import type {Tally} from './formats/tally.ts';

export interface SourceReading {
	format: CoverageFormat | undefined;
	problems: string[];
	/** Documents of a known format. */
	read: number;
	/** Documents that held counters, or may have, and cannot be used. */
	lost: number;
	/** Recorded paths of files for which a part of what was counted cannot be used. */
	lostPaths: string[];
}

/** Gives all tallies of a source, document by document, so that none has to be kept. */
export function readSource(
	{documents, named}: Found,
	root: string,
	take: (tally: Tally) => void,
	onDocument: () => void,
): SourceReading {
	const reading: SourceReading = {format: undefined, problems: [], read: 0, lost: 0, lostPaths: []};
	const around: Around = {root, maps: new Map()};
	for (const path of documents) {
		onDocument();
		const isAlone = named || documents.length === 1;
		let known = false;
		for (const opened of openParts(path, around)) {
			if (opened.problem !== undefined) {
				// Folders of raw coverage hold other documents too.
				reading.problems.push(isAlone ? opened.problem : `one of its files cannot be used: ${opened.problem}`);
				if (MAY_COUNT.has(sniffDocument(path))) reading.lost++;
				continue;
			}
			known = true;
			reading.format ??= opened.format;
			for (const tally of opened.tallies) take(tally);
			reading.problems.push(...opened.problems);
			takeLost(reading, opened.lost);
		}
		if (known) reading.read++;
		// Loaders that put a query on each URL would make every process bring maps of its own.
		if (around.maps.size > MOST_MAPS) around.maps.clear();
	}
	return reading;
}

/** What seems to be coverage, or cannot be told, held counters that are lost when it cannot be read. */
const MAY_COUNT: ReadonlySet<Sniffed> = new Set<Sniffed>(['istanbul', 'v8', 'lcov', 'cobertura', 'clover', 'broken']);

const MOST_MAPS = 2000;

function* openParts(path: string, around: Around): Generator<Opened> {
	try {
		if (isLargeJson(path)) yield* openLarge(path, around);
		else yield openDocument(path, around);
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		if (code === undefined) throw error;
		yield {problem: `it cannot be read (${code === 'EACCES' ? 'no permission' : message.split('\n')[0]})`};
	}
}

function takeLost(reading: SourceReading, paths: readonly string[] = []): void {
	for (const path of paths) {
		if (path === '') reading.lost++;
		else reading.lostPaths.push(path);
	}
}
