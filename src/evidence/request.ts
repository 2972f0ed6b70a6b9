import type {Diagnostic} from '../model/diagnostic.ts';
import type {Counters} from '../model/evidence.ts';
import type {FileFacts} from '../model/facts.ts';
import type {Place} from '../model/place.ts';

/** What evidence must know of a scanned file to place counters in it and to notice that it changed since. */
export type CoveredFile = Pick<
	FileFacts,
	'file' | 'role' | 'hash' | 'lineStarts' | 'length' | 'anchors' | 'lineMarks' | 'ignored' | 'functions'
>;

export interface EvidenceRequest {
	/** Absolute. */
	root: string;
	/** Coverage files or folders, relative to the root or absolute, as in `Project.coverage`. */
	coverage: string[];
	files: CoveredFile[];
	/** Every place whose count will be asked, once `within` is added to them: counters know no others. */
	places: Iterable<Place>;
	/** Folder that recorded paths begin with where coverage was recorded elsewhere (`/app` in a container). */
	coverageRoot?: string;
	/** Folders of the packages, relative to the root: what is said of parts that were not measured. */
	packages?: string[];
	/** Before each document: how many are done, and of how many. */
	progress?: (read: {done: number; total: number}) => void;
}

export interface Evidence {
	counters: Counters;
	diagnostics: Diagnostic[];
	/** Scanned files that some coverage speaks of, stale ones included. */
	matched: number;
}
