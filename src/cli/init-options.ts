import type {Options} from 'yargs';

export const INIT_USAGE = `$0 init [dir]

Writes a config, a job for your CI and a hook before commits, for what it finds in the repository. Shows them first, writes them
after a yes or with --yes, and never writes over a file that is there. Runs nothing.`;

/** Every option of `unfired init`. */
export const INIT_OPTIONS: Record<string, Options> = {
	yes: {type: 'boolean', alias: 'y', description: 'Write the files without asking'},
};
