/** What the exit code says. Part of the public contract: see `unfired --help`. */
export const EXIT = {
	fine: 0,
	/** Findings above a gate that was named. */
	gate: 1,
	/** The user's input: options, folder, coverage. */
	input: 2,
	/** A bug of ours. */
	bug: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
