import type {CoverageFormat} from '../../model/evidence.ts';
import type {MappedSource} from '../maps/source-map.ts';
import type {Tally} from './tally.ts';

/** A coverage format: one file each, which turns a parsed document into tallies and knows nothing of what follows. */
export interface Format {
	format: CoverageFormat;
	/** By content, never by name. */
	recognises(document: unknown): boolean;
	read(document: unknown, around: Around): Reading;
}

/** A format of text that is read in pieces, so that no document has to be held. */
export interface TextFormat {
	format: CoverageFormat;
	/** By the first piece of the text. */
	recognises(start: string): boolean;
	/** Throws an `Error` whose message may follow "because" where the text breaks off or is broken. */
	read(pieces: Iterable<string>): Reading;
}

/** What documents of one source share. */
export interface Around {
	/** Absolute path of the scanned root. */
	root: string;
	/** Source maps that were read already, by URL of the compiled file: each process writes them again. */
	maps: Map<string, {mappings: unknown; length?: number; sources: MappedSource[]}>;
}

export interface Reading {
	tallies: Tally[];
	/** What could not be read, in words that may follow "because". */
	problems: string[];
	/** Recorded paths of files some of whose counters are lost, so that the others are too low; empty: any file's. */
	lost?: string[];
}
