import type {Options} from 'yargs';
import {SCAN_OPTIONS} from './scan-options.ts';

/** What decides which sites there are, in the words of a scan. */
const SHARED = ['critical', 'baseline', 'certainty', 'handlers', 'ignore', 'config', 'cache-dir', 'color', 'quiet'];

/** Every option of `unfired check`. */
export const CHECK_OPTIONS: Record<string, Options> = {
	staged: {type: 'boolean', description: 'Look at what is staged in git: what the next commit adds to HEAD'},
	dir: {type: 'string', requiresArg: true, description: 'Folder that is scanned (default: the working directory)'},
	'fail-on': {
		type: 'string',
		requiresArg: true,
		array: true,
		description:
			'flaw: a flaw that is new (default); unfired: an error path that is new, and that no test is known to make happen; never: neither. Critical files fail for both, unless never is said',
	},
	...Object.fromEntries(SHARED.map(name => [name, SCAN_OPTIONS[name]!])),
};

export const CHECK_USAGE = `$0 check --staged [files..]

What the next commit adds: sites and flaws of the staged content that HEAD does not have. Reads the index, not the working
tree; runs nothing. Files name the only ones to look at, as hooks do.`;
