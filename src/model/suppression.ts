/** A comment by which people put findings aside: `unfired-ignore-next-line retry.exhaust -- why`. */
export interface Suppression {
	/** `next-line`: what stands on the next line of code. `lines`: from a start to its end. `file`: all of it. */
	scope: 'next-line' | 'lines' | 'file';
	/** Of the comment, 1-based. */
	line: number;
	/** The lines that it speaks of, both included. */
	from: number;
	until: number;
	/** `retry`, `retry.exhaust`, `flaw`, `flaw/unbounded`, as written; empty where it names none and means all. */
	targets: string[];
	/** What is said behind ` -- `; null if nothing, and then it suppresses nothing. */
	reason: string | null;
	/** It orders what there is no such order for; nothing else is read of it then. */
	unknown?: string;
}

/** Why a finding is put aside. */
export interface SuppressedBy {
	/** Of the comment. */
	line: number;
	reason: string;
}
