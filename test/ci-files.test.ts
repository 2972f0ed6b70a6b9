import {spawnSync} from 'node:child_process';
import {chmodSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {parse, parseAllDocuments} from 'yaml';
import {EXIT} from '../src/cli/exit-codes.ts';
import {errorsOfAction, errorsOfWorkflow} from './github-parser.ts';
import {makeFolder} from './make-folder.ts';

const ACTION = readFileSync('action.yml', 'utf8');
const DOCS = readFileSync('docs/ci.md', 'utf8');
const {runs, inputs} = parse(ACTION);

test('action.yml is an action to GitHub, and puts no input into the text of a shell', t => {
	t.deepEqual(errorsOfAction(ACTION), []);
	const scripts = runs.steps.flatMap(({run}: {run?: string}) => run ?? []);
	t.is(scripts.length, 2);
	for (const script of scripts) t.false(script.includes('${{'));
	for (const {uses = 'x@v1'} of runs.steps) t.regex(uses, /@(?:v\d+|[0-9a-f]{40})$/);
});

/** The first step of the action, with an `npx` that writes down what it was asked and ends with `code`. */
function runStep(t: ExecutionContext, given: Record<string, string>, code: number) {
	const npx = `#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word" >> asked; case "$word" in
  sarif=*|markdown=*|github=*) echo "$word" > "\${word#*=}";; esac; done
exit ${code}\n`;
	const root = makeFolder(t, {'bin/npx': npx, 'temp/x': '', summary: 'before\n', output: '', 'work/x': ''});
	chmodSync(join(root, 'bin/npx'), 0o755);
	const env: Record<string, string> = {};
	for (const [name, value] of Object.entries<string>(runs.steps[0].env)) {
		const input = /inputs\.([\w-]+)/.exec(value)![1]!;
		env[name] = given[input] ?? inputs[input].default;
	}
	const {status, stdout, stderr} = spawnSync(
		'bash',
		['--noprofile', '--norc', '-eo', 'pipefail', '-c', runs.steps[0].run],
		{
			cwd: join(root, 'work'),
			encoding: 'utf8',
			env: {
				PATH: `${join(root, 'bin')}:${process.env.PATH}`,
				RUNNER_TEMP: join(root, 'temp'),
				GITHUB_ACTION_PATH: process.cwd(),
				GITHUB_STEP_SUMMARY: join(root, 'summary'),
				GITHUB_OUTPUT: join(root, 'output'),
				...env,
			},
		},
	);
	const read = (path: string) => readFileSync(join(root, path), 'utf8');
	return {
		status,
		stdout,
		stderr,
		asked: read('work/asked').trimEnd().split('\n'),
		output: read('output'),
		summary: read('summary'),
	};
}

test('the action runs its own version, and keeps the exit code for the step after the upload', t => {
	const {status, asked, output, summary, stdout, stderr} = runStep(t, {}, 1);
	t.is(status, 0, stderr);
	const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
	t.deepEqual(asked.slice(0, 3), ['--yes', `unfired@${version}`, 'scan']);
	t.deepEqual(
		asked.slice(3).map(word => word.replace(/=.*/, '')),
		['--reporter', 'sarif', '--reporter', 'markdown', '--reporter', 'github'],
	);
	t.regex(output, /^exit-code=1\nsarif-file=.+unfired\.sarif\n$/);
	t.regex(summary, /^before\nmarkdown=/);
	t.regex(stdout, /^github=/);
	t.is(spawnSync('bash', ['-c', runs.steps[2].run], {env: {CODE: '1', PATH: process.env.PATH}}).status, 1);
	t.is(spawnSync('bash', ['-c', runs.steps[2].run], {env: {CODE: '0', PATH: process.env.PATH}}).status, 0);
});

test('inputs of the action are words, whatever is in them', t => {
	const given = {
		version: '9.9.9',
		coverage: 'a b.json\n$(touch owned)\n',
		'fail-on': 'unfired\r\nexposure=0.5',
		args: '--top\n"; touch owned; "',
	};
	const {asked, output} = runStep(t, given, 0);
	t.is(asked[1], 'unfired@9.9.9');
	t.deepEqual(asked.slice(9), [
		'--coverage',
		'a b.json',
		'--coverage',
		'$(touch owned)',
		'--fail-on',
		'unfired',
		'--fail-on',
		'exposure=0.5',
		'--top',
		'"; touch owned; "',
	]);
	t.regex(output, /^exit-code=0\n/);
});

test('the hook of pre-commit has what pre-commit wants', t => {
	const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
	t.is(hook.entry, 'unfired check --staged');
	t.is(hook.language, 'node');
	t.false(hook.pass_filenames);
	t.true(hook.require_serial);
	t.regex(
		readFileSync('.npmrc', 'utf8'),
		/^foreground-scripts=false$/m,
		'it takes what npm pack prints for a file name',
	);
});

test('docs/ci.md names every exit code, and its YAML and JSON can be read', async t => {
	t.deepEqual(
		[...DOCS.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code)),
		Object.values(EXIT),
	);
	const blocks = [...DOCS.matchAll(/```(yaml|json)\n(.*?)```/gs)];
	t.true(blocks.length >= 7);
	for (const [, , text = ''] of blocks) for (const {errors} of parseAllDocuments(text)) t.deepEqual(errors, []);
	const {permissions, steps} = parse(blocks[0]![2]!);
	const workflow = {on: 'push', jobs: {test: {'runs-on': 'ubuntu-latest', permissions, steps}}};
	t.deepEqual(await errorsOfWorkflow(JSON.stringify(workflow)), []);
});
