import {statSync} from 'node:fs';
import {resolve} from 'node:path';
import yargs, {type Argv} from 'yargs';
import {InputError} from '../util/input-error.ts';
import {VERSION} from '../util/version.ts';
import {BASELINE_OPTIONS} from './baseline-options.ts';
import {CHECK_OPTIONS, CHECK_USAGE} from './check-options.ts';
import {DIFF_OPTIONS} from './diff-options.ts';
import {EXIT} from './exit-codes.ts';
import {GRAPH_OPTIONS} from './graph-options.ts';
import {guard} from './guard.ts';
import {INIT_OPTIONS, INIT_USAGE} from './init-options.ts';
import {print} from './print.ts';
import {RECORD_EPILOGUE, RECORD_OPTIONS, RECORD_USAGE} from './record-options.ts';
import {type Command, defineRules} from './rules-options.ts';
import type {RawArguments} from './scan-arguments.ts';
import {runScan} from './scan-command.ts';
import {EXPLAIN_OPTIONS, SCAN_OPTIONS} from './scan-options.ts';
import {spreadCoverage} from './spread-coverage.ts';
import type {World} from './world.ts';

const EPILOGUE = `Exit codes: 0 fine, 1 findings above a gate (rules check: a broken rule or example), 2 your input (no such folder,
no sources, coverage missing or of another repository), 3 a bug in unfired.

A scan runs nothing of the repository and writes nothing into it but the files named with --reporter and its cache
in node_modules/.cache.`;

/** The whole program. Resolves to the exit code and never rejects. */
export const run = (world: World): Promise<number> =>
	guard(world, async () => {
		const {output, command} = await parse(world);
		if (command) return command(world);
		await print(world.stdout, `${output}\n`);
		return EXIT.fine;
	});

/** What to run, or the text of `--help` and `--version`. Throws an InputError. */
async function parse(world: World): Promise<{output: string; command?: Command}> {
	if (world.argv[0] !== 'record' && world.argv.includes('-'))
		throw new InputError(
			'Nothing is read from the standard input. Name the folder to scan, and coverage with --coverage FILE.',
		);
	const isFile = (path: string) => statSync(resolve(world.cwd, path), {throwIfNoEntry: false})?.isFile() ?? false;
	let command: Command | undefined;
	let output = '';
	const split = world.argv[0] === 'record' ? world.argv.indexOf('--') : -1;
	const own = asDefault(split < 0 ? world.argv : world.argv.slice(0, split));
	const behind = split < 0 ? [] : world.argv.slice(split + 1);
	const parser = define(world, behind, chosen => {
		command = chosen;
	});
	await parser.parse(spreadCoverage(own, isFile), {}, (_error, _argv, text) => {
		output = text;
	});
	return output === '' ? {output, command} : {output};
}

/** For a command that is named yargs lays out the whole help, which takes longer than a scan of what did not change. */
function asDefault(argv: readonly string[]): readonly string[] {
	const [command, next] = argv;
	return command === 'scan' && !NAMES.includes(next ?? '') ? argv.slice(1) : argv;
}

interface CommandSpec {
	/** As yargs wants it; the first word is the name. */
	usage: string;
	says: string;
	build(builder: Argv, choose: (command: Command) => void): Argv;
	/** Absent where it has commands of its own. */
	run?(args: RawArguments, world: World, behind: readonly string[]): Promise<number>;
}

const folder = (builder: Argv, description = 'Folder to scan (default: the working directory)'): Argv =>
	builder.positional('dir', {type: 'string', description});

const SCAN: CommandSpec = {
	usage: 'scan [dir]',
	says: 'Scan a repository or package (the command by default)',
	build: builder => folder(builder).options(SCAN_OPTIONS),
	run: runScan,
};

/** Each is loaded when it is run. In the order of the help. */
const OTHERS: readonly CommandSpec[] = [
	{
		usage: 'record',
		says: 'Run your tests with probes at every site: unfired record -- npm test',
		build: builder => builder.usage(RECORD_USAGE).options(RECORD_OPTIONS).epilogue(RECORD_EPILOGUE),
		run: async (args, world, behind) => (await import('./record-command.ts')).runRecord(args, behind, world),
	},
	{
		usage: 'explain <what> [dir]',
		says: 'Everything that is known of a site: FILE:LINE, or an id of the JSON report',
		build: builder =>
			folder(
				builder.positional('what', {
					type: 'string',
					description: 'FILE:LINE, the id of a site, or of one of its findings',
				}),
			).options(EXPLAIN_OPTIONS),
		run: async (args, world) => (await import('./explain-command.ts')).runExplain(args, world),
	},
	{
		usage: 'check [files..]',
		says: 'What the next commit adds, for hooks: unfired check --staged',
		build: builder =>
			builder
				.usage(CHECK_USAGE)
				.positional('files', {type: 'string', array: true, description: 'The only files to look at'})
				.options(CHECK_OPTIONS),
		run: async (args, world) => (await import('./check-command.ts')).runCheck(args, world),
	},
	{
		usage: 'diff <old> <new>',
		says: 'What is worse and what is better in one JSON report than in another',
		build: builder =>
			builder
				.positional('old', {type: 'string', description: 'JSON report from before'})
				.positional('new', {type: 'string', description: 'JSON report from after'})
				.options(DIFF_OPTIONS),
		run: async (args, world) => (await import('./diff-command.ts')).runDiff(args, world),
	},
	{
		usage: 'graph [dir]',
		says: 'The call graph and its figures: who calls what, how that is known, what weighs most',
		build: builder => folder(builder, 'Folder to read (default: the working directory)').options(GRAPH_OPTIONS),
		run: async (args, world) => (await import('./graph-command.ts')).runGraph(args, world),
	},
	{
		usage: 'baseline [dir]',
		says: 'Keep the findings of today, so that scans tell only what is new (docs/adoption.md)',
		build: builder => folder(builder).options(BASELINE_OPTIONS),
		run: async (args, world) => (await import('./baseline-command.ts')).runBaseline(args, world),
	},
	{
		usage: 'rules',
		says: 'List, show and check the rules of the catalogue and your own',
		build: defineRules,
	},
	{
		usage: 'init [dir]',
		says: 'Write a config, a job for your CI and a hook, for what is found here',
		build: builder =>
			folder(builder.usage(INIT_USAGE), 'Root of the repository (default: the working directory)').options(
				INIT_OPTIONS,
			),
		run: async (args, world) => (await import('./init-command.ts')).runInit(args, world),
	},
];

const NAMES = [SCAN, ...OTHERS].map(({usage}) => usage.split(' ')[0]!);

function define(world: World, behind: readonly string[], choose: (command: Command) => void) {
	const parser = yargs([], world.cwd)
		.scriptName('unfired')
		.locale('en')
		.parserConfiguration({'greedy-arrays': false, 'parse-numbers': false, 'parse-positional-numbers': false})
		.usage('$0 [dir]\n\nFinds the error paths that no test has ever fired.');
	const add = (usage: string | string[], {says, build, run}: CommandSpec) =>
		parser.command(
			usage,
			says,
			builder => build(builder, choose),
			(args: RawArguments) => run && choose(chosen => run(args, chosen, behind)),
		);
	add([SCAN.usage, '$0'], SCAN);
	for (const spec of OTHERS)
		add(spec.usage, {...spec, build: (builder, chosen) => spec.build(builder, chosen).version(false)});
	return parser
		.example('$0', 'the gap and the ten sites that matter most')
		.example('$0 --coverage coverage/coverage-final.json', 'with coverage that stands elsewhere')
		.example('$0 --reporter sarif=unfired.sarif --max-gap 30', 'in CI')
		.epilogue(EPILOGUE)
		.strict()
		.version(VERSION)
		.help()
		.alias({h: 'help', v: 'version'})
		.wrap(Math.min(110, world.stdout.columns ?? 110))
		.exitProcess(false)
		.fail((message, error) => {
			if (error && error.name !== 'YError') throw error;
			throw new InputError(`${(error?.message ?? message).replace(/\.?$/, '.')} See unfired --help.`);
		});
}
