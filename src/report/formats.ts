/** Names of the reporters: apart from these, for who only has to know which there are. */
export const FORMATS = [
	'text',
	'summary',
	'agent',
	'json',
	'sarif',
	'html',
	'github',
	'markdown',
	'gitlab',
	'junit',
	'lcov',
] as const;
export type Format = (typeof FORMATS)[number];

/** Lines that may follow each other on the standard output; all others are documents. */
export const LINES: ReadonlySet<Format> = new Set<Format>(['text', 'summary', 'agent', 'github']);
