import type {CodeFacts} from './code.ts';
import type {IgnoreHint} from './ignore.ts';
import type {LineMarks} from './line-marks.ts';
import type {Span} from './place.ts';
import type {FileRole} from './project.ts';
import type {SiteDraft} from './site.ts';
import type {Suppression} from './suppression.ts';
import type {TestFacts} from './tests.ts';

/** A function of a file; index 0 of `functions` is the file's top-level code. */
export interface FunctionFact extends Span {
	/** `Client.fetch`, `fetch`, `<anonymous>`, `<module>`. */
	name: string;
	/** Index of the function around it; -1 for the module. */
	parent: number;
	/** It waits for what a stream or another async source yields: `for await`. */
	streams?: true;
}

/** Calls of the catalogue's libraries that one file alone recognised. */
export interface LibraryFacts {
	/** Indexes into the file's `calls`, ascending. */
	calls: number[];
	/** Other files may tell more: an option or function could not be read. */
	open?: true;
}

/**
 * Everything that one file says, as plain data with indexes instead of nodes. Depends on the file's path and content
 * and on the rule book alone. What linking needs of names, terms and modules stands in `code` (see `code.ts`).
 */
export interface FileFacts {
	file: string;
	role: FileRole;
	/** SHA-1 of the content, hex. */
	hash: string;
	/** Offsets (UTF-16) at which lines start; its length is the number of lines. */
	lineStarts: number[];
	/** Length of the text in UTF-16 units. */
	length: number;
	/** Offsets at which an instrumenter would put statement counters, ascending: stale coverage falls beside them. Empty without coverage. */
	anchors: number[];
	/** Of source files only, and only where there is coverage. */
	lineMarks?: LineMarks;
	/** Comments that hide lines from coverage; absent where there are none. */
	ignored?: IgnoreHint[];
	/** Comments that put findings aside; absent where there are none. */
	suppressions?: Suppression[];
	functions: FunctionFact[];
	code: CodeFacts;
	/** Of source files only. */
	sites: SiteDraft[];
	/** What the file itself shows of the libraries that it calls; see `extract-across.ts`. */
	library?: LibraryFacts;
	/** Of test files only. */
	tests?: TestFacts;
	syntaxErrors: Array<{line: number; message: string}>;
}
