/** Placeholder of the names, terms, calls, imports and exports of a file; see `docs/architecture.md`. */
export interface CodeFacts {
	calls: CallFact[];
}

export interface CallFact {
	/** 1-based. */
	line: number;
	/** 1-based. */
	column: number;
	/** Index of the function whose code makes the call. */
	owner: number;
}
