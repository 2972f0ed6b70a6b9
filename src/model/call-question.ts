/** A call whose target the facts leave open, for a type checker to answer. */
export interface CallQuestion {
	file: string;
	/** 1-based, of the callee's last name, or of the callee: as in `CallFact`. */
	line: number;
	/** 1-based. */
	column: number;
	/** How many calls of the file stand before it at the same place: in `f()()` both start at `f`. */
	nth: number;
}

/** A declaration of the project that a call leads to by its types. */
export interface CalledDeclaration {
	file: string;
	/** 1-based, of its start. */
	line: number;
	/** 1-based. */
	column: number;
	/** Name of the member, where it is one of an interface, a class or a type. */
	member?: string;
}

export type CallAnswer =
	| {kind: 'project'; at: CalledDeclaration[]}
	/** All that the call may lead to is declared outside of the project. */
	| {kind: 'external'}
	| {kind: 'unknown'}
	/** The checker was not asked: there were too many questions, or it could not be used. */
	| {kind: 'unasked'};

/** Answers questions in their order. */
export type AskChecker = (questions: readonly CallQuestion[]) => readonly CallAnswer[];

/** Calls of source files: all of them, and those whose target stayed unknown. */
export interface CallCounts {
	all: number;
	unknown: number;
	/** Calls that the type checker was asked about, and those of them that it could answer; absent where nobody asked it to be. */
	asked?: number;
	answered?: number;
}
