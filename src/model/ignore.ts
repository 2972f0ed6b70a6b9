/** Tools whose comments take code out of a coverage report. */
export type IgnoringTool = 'istanbul' | 'c8' | 'v8' | 'node:coverage';

/** A comment that hides lines from coverage. */
export interface IgnoreHint {
	tool: IgnoringTool;
	/** Of the comment, 1-based. */
	line: number;
	/** The lines that it hides, both included, for every tool that reads it. */
	from: number;
	until: number;
	/** What the comment says beyond its order; null if nothing. */
	reason: string | null;
	/** It hides the file. */
	whole?: true;
}

/** Why an error path is hidden from coverage. */
export type HiddenBy = Pick<IgnoreHint, 'tool' | 'line' | 'reason' | 'whole'>;
