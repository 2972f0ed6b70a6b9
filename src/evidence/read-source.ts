import type {CoverageFormat} from '../model/evidence.ts';
import type {Found} from './find-documents.ts';
import type {Around} from './format.ts';
import {openDocument} from './open-document.ts';
import type {Tally} from './tally.ts';

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
		const opened = openDocument(path, around);
		if (opened.problem !== undefined) {
			// Folders of raw coverage hold other documents too.
			if (named || documents.length === 1) reading.problems.push(opened.problem);
			else reading.problems.push(`one of its files cannot be used: ${opened.problem}`);
			continue;
		}
		reading.format ??= opened.format;
		reading.read++;
		for (const tally of opened.tallies) take(tally);
		reading.problems.push(...opened.problems);
	}
	return reading;
}
