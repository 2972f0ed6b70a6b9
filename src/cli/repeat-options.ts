import {type RawArguments, text} from './scan-arguments.ts';

/** They decide what a scan finds, and what is known of it. */
const REPEATED = {
	coverage: '--coverage',
	coveragePerTest: '--coverage-per-test',
	coverageRoot: '--coverage-root',
	trace: '--trace',
	config: '--config',
	certainty: '--certainty',
} as const;

/** What must follow `unfired explain FILE:LINE` so that it speaks of the same scan; for a POSIX shell. */
export function repeatOptions(raw: RawArguments): string[] {
	const dir = text(raw.dir);
	const options = Object.entries(REPEATED).flatMap(([key, option]) =>
		[raw[key]].flat().flatMap(value => (typeof value === 'string' ? [option, value] : [])),
	);
	return [...(dir === undefined || dir === '.' ? [] : [dir]), ...options];
}
