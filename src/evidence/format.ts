import type {CoverageFormat} from '../model/evidence.ts';
import type {Tally} from './tally.ts';

/** A coverage format: one file each, which turns a parsed document into tallies and knows nothing of what follows. */
export interface Format {
	format: CoverageFormat;
	/** By content, never by name. */
	recognises(document: unknown): boolean;
	/** `around` is the absolute folder that the document came from. */
	read(document: unknown, around: {root: string; folder: string}): Reading;
}

export interface Reading {
	tallies: Tally[];
	/** What could not be read, in words that may follow "because". */
	problems: string[];
}
