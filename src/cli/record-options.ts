import type {Options} from 'yargs';

export const RECORD_USAGE = `$0 record [options] -- COMMAND…

Runs your tests in a copy of the repository whose sources hold probes, and writes a trace of what fired. The next scan reads it, and leaves less undecided. Without COMMAND it proposes the test script of package.json, and asks.`;

export const RECORD_EPILOGUE = `This executes COMMAND, as you would. The repository itself is only read; nothing is written into it but the trace.

Exit codes: that of COMMAND; 2 where it cannot be started, or reaches no probe; 124 where the time was up; 3 a bug in unfired.`;

/** Every option of `unfired record`; what stands behind `--` is the command. */
export const RECORD_OPTIONS: Record<string, Options> = {
	dir: {
		type: 'string',
		requiresArg: true,
		description: 'Folder whose sites are recorded (default: the working directory)',
	},
	out: {
		type: 'string',
		requiresArg: true,
		description: 'Where the trace is written (default .unfired/trace.json of that folder)',
	},
	append: {type: 'boolean', description: 'Add to the trace that is there, as from another shard or package'},
	timeout: {
		type: 'string',
		requiresArg: true,
		description: 'Seconds after which the command is ended (default: none)',
	},
	yes: {type: 'boolean', alias: 'y', description: "Run the package's own test command without asking"},
	quiet: {type: 'boolean', description: 'No progress, and nothing of our own but errors'},
};
