import type {Options} from 'yargs';

export const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;

/** Every option of `unfired diff`; validated in `diff-command.ts`. */
export const DIFF_OPTIONS: Record<string, Options> = {
	format: {type: 'string', requiresArg: true, description: `${DIFF_FORMATS.join(', ')} (default text)`},
	'fail-on': {
		type: 'string',
		requiresArg: true,
		description: 'worse: exit code 1 where something is worse; never (default)',
	},
	color: {type: 'boolean', description: 'Colours; NO_COLOR and FORCE_COLOR are honoured'},
	ascii: {type: 'boolean', description: 'ASCII signs'},
};
