import type {Options} from 'yargs';
import {BASELINE_FILE} from '../model/baseline.ts';
import {SCAN_OPTIONS} from './scan-options.ts';

/** What a scan finds, and where it keeps what it made, is asked for in the same words. */
const SHARED = [
	'coverage',
	'coverage-per-test',
	'trace',
	'coverage-root',
	'certainty',
	'implicit',
	'precise',
	'weight',
	'traffic',
	'cache',
	'cache-dir',
	'config',
	'ignore',
	'color',
	'quiet',
];

/** Every option of `unfired baseline`. */
export const BASELINE_OPTIONS: Record<string, Options> = {
	baseline: {
		type: 'string',
		requiresArg: true,
		description: `File to write (default: ${BASELINE_FILE} in the scanned folder)`,
	},
	'dry-run': {type: 'boolean', description: 'Only show what would be added and removed'},
	prune: {type: 'boolean', description: 'Only remove stale entries: what is new stays new'},
	loosen: {type: 'boolean', description: 'Let the figures of the ratchet follow where they got worse'},
	...Object.fromEntries(SHARED.map(name => [name, SCAN_OPTIONS[name]!])),
};
