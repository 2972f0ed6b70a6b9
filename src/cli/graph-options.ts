import type {Options} from 'yargs';

const FUNCTION = 'a function, as FILE:LINE or by name';

/** Every option of `unfired graph`; validated in `graph-command.ts`. */
export const GRAPH_OPTIONS: Record<string, Options> = {
	format: {type: 'string', requiresArg: true, description: 'json, graphml or dot (default json)'},
	from: {type: 'string', requiresArg: true, description: `Only what is reached from ${FUNCTION}`},
	to: {type: 'string', requiresArg: true, description: `Only what leads to ${FUNCTION}`},
	around: {type: 'string', requiresArg: true, description: `Only what is near ${FUNCTION}`},
	depth: {type: 'string', requiresArg: true, description: 'How many calls away, with --around (default 2)'},
	precise: {type: 'boolean', description: 'Ask the type checker about calls whose target stays unknown'},
	out: {type: 'string', requiresArg: true, description: 'File to write, in place of the standard output'},
	quiet: {type: 'boolean', alias: 'q', description: 'No progress'},
};
