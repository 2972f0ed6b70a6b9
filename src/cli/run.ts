import {statSync} from 'node:fs';
import {resolve} from 'node:path';
import yargs from 'yargs';
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
	return command === 'scan' && !COMMANDS.includes(next ?? '') ? argv.slice(1) : argv;
}

const COMMANDS = ['scan', 'record', 'explain', 'check', 'diff', 'graph', 'baseline', 'rules', 'init'];

function define(world: World, behind: readonly string[], choose: (command: Command) => void) {
	return yargs([], world.cwd)
		.scriptName('unfired')
		.locale('en')
		.parserConfiguration({'greedy-arrays': false, 'parse-numbers': false, 'parse-positional-numbers': false})
		.usage('$0 [dir]\n\nFinds the error paths that no test has ever fired.')
		.command(
			['scan [dir]', '$0'],
			'Scan a repository or package (the command by default)',
			builder =>
				builder
					.positional('dir', {type: 'string', description: 'Folder to scan (default: the working directory)'})
					.options(SCAN_OPTIONS),
			(args: RawArguments) => choose(chosen => runScan(args, chosen)),
		)
		.command(
			'record',
			'Run your tests with probes at every site: unfired record -- npm test',
			builder => builder.usage(RECORD_USAGE).options(RECORD_OPTIONS).epilogue(RECORD_EPILOGUE).version(false),
			(args: RawArguments) =>
				choose(async chosen => (await import('./record-command.ts')).runRecord(args, behind, chosen)),
		)
		.command(
			'explain <what> [dir]',
			'Everything that is known of a site: FILE:LINE, or an id of the JSON report',
			builder =>
				builder
					.positional('what', {type: 'string', description: 'FILE:LINE, the id of a site, or of one of its findings'})
					.positional('dir', {type: 'string', description: 'Folder to scan (default: the working directory)'})
					.options(EXPLAIN_OPTIONS)
					.version(false),
			(args: RawArguments) => choose(async chosen => (await import('./explain-command.ts')).runExplain(args, chosen)),
		)
		.command(
			'check [files..]',
			'What the next commit adds, for hooks: unfired check --staged',
			builder =>
				builder
					.usage(CHECK_USAGE)
					.positional('files', {type: 'string', array: true, description: 'The only files to look at'})
					.options(CHECK_OPTIONS)
					.version(false),
			(args: RawArguments) => choose(async chosen => (await import('./check-command.ts')).runCheck(args, chosen)),
		)
		.command(
			'diff <old> <new>',
			'What is worse and what is better in one JSON report than in another',
			builder =>
				builder
					.positional('old', {type: 'string', description: 'JSON report from before'})
					.positional('new', {type: 'string', description: 'JSON report from after'})
					.options(DIFF_OPTIONS)
					.version(false),
			(args: RawArguments) => choose(async chosen => (await import('./diff-command.ts')).runDiff(args, chosen)),
		)
		.command(
			'graph [dir]',
			'The call graph and its figures: who calls what, how that is known, what weighs most',
			builder =>
				builder
					.positional('dir', {type: 'string', description: 'Folder to read (default: the working directory)'})
					.options(GRAPH_OPTIONS)
					.version(false),
			(args: RawArguments) => choose(async chosen => (await import('./graph-command.ts')).runGraph(args, chosen)),
		)
		.command(
			'baseline [dir]',
			'Keep the findings of today, so that scans tell only what is new (docs/adoption.md)',
			builder =>
				builder
					.positional('dir', {type: 'string', description: 'Folder to scan (default: the working directory)'})
					.options(BASELINE_OPTIONS)
					.version(false),
			(args: RawArguments) => choose(async chosen => (await import('./baseline-command.ts')).runBaseline(args, chosen)),
		)
		.command(
			'rules',
			'List, show and check the rules of the catalogue and your own',
			builder => defineRules(builder, choose),
			() => {},
		)
		.command(
			'init [dir]',
			'Write a config, a job for your CI and a hook, for what is found here',
			builder =>
				builder
					.usage(INIT_USAGE)
					.positional('dir', {type: 'string', description: 'Root of the repository (default: the working directory)'})
					.options(INIT_OPTIONS)
					.version(false),
			(args: RawArguments) => choose(async chosen => (await import('./init-command.ts')).runInit(args, chosen)),
		)
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
