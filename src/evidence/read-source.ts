import type {CoverageFormat} from '../model/evidence.ts';
import type {Found} from './find-documents.ts';
import type {Around} from './format.ts';
import {openDocument} from './open-document.ts';
import type {Tally} from './tally.ts';

export interface SourceReading {
	format: CoverageFormat | undefined;
	tallies: Tally[];
	problems: string[];
	/** Documents of a known format. */
	read: number;
}

/** All tallies of a source; documents of a folder are added up. */
export function readSource({documents, named}: Found, root: string): SourceReading {
	const reading: SourceReading = {format: undefined, tallies: [], problems: [], read: 0};
	const around: Around = {root, maps: new Map()};
	for (const path of documents) {
		const opened = openDocument(path, around);
		if (opened.problem !== undefined) {
			// Folders of raw coverage hold other documents too.
			if (named || documents.length === 1) reading.problems.push(opened.problem);
			else reading.problems.push(`one of its files cannot be used: ${opened.problem}`);
			continue;
		}
		reading.format ??= opened.format;
		reading.read++;
		for (const tally of opened.tallies) reading.tallies.push(tally);
		reading.problems.push(...opened.problems);
	}
	return reading;
}
