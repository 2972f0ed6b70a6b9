import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join, resolve} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {run} from '../../src/cli/run.ts';
import type {Trace} from '../../src/model/trace.ts';
import {scan} from '../../src/scan.ts';
import {makeFolder} from '../make-folder.ts';
import {fakeWorld} from './fake-world.ts';

const CLIENT = `export async function load(ask, most = 2) {
	for (let attempt = 0; ; attempt++) {
		try {
			return await ask();
		} catch (error) {
			if (attempt >= most) throw error;
			await new Promise(resolve => setTimeout(resolve, 1));
		}
	}
}
`;
const tests = (body: string) => `import {load} from './src/client.mjs';\nlet calls = 0;\n${body}\n`;
const RECOVERS = tests(`await load(async () => { if (calls++ < 1) throw new Error('x'); return 1; });`);

function repository(t: ExecutionContext, main: string, more: Record<string, string> = {}) {
	const root = makeFolder(t, {
		'package.json': '{"name": "p", "scripts": {"test": "node main.mjs"}}',
		'src/client.mjs': CLIENT,
		'main.mjs': main,
		...more,
	});
	const before = readdirSync(root).sort();
	const record = async (...argv: string[]) => {
		const world = fakeWorld(['record', ...argv], {cwd: root, env: {PATH: process.env.PATH}});
		return {code: await run(world), said: world.err.join('')};
	};
	const trace = () => JSON.parse(readFileSync(join(root, '.unfired/trace.json'), 'utf8')) as Trace;
	return {root, record, trace, isAsBefore: () => t.deepEqual(readdirSync(root).sort(), before)};
}

// Other recordings on this machine leave their copies where this one does not look.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'unfired-record-'));
test.after.always(() => rmSync(tmpdir(), {recursive: true, force: true}));

const copies = () => readdirSync(tmpdir()).filter(name => name.startsWith(`unfired-${userInfo().uid}-`));

async function retryOf(root: string) {
	const {report} = await scan({dir: root, cwd: root});
	const site = report.sites.find(({kind}) => kind === 'retry')!;
	return Object.fromEntries(site.arcs.map(({arc, verdict, basis}) => [arc, `${verdict} ${basis}`]));
}

test.serial('what fired is told by the next scan, and nothing but the trace is written', async t => {
	const {root, record, trace} = repository(t, RECOVERS);
	const {code, said} = await record('--', process.execPath, 'main.mjs');
	t.is(code, 0);
	t.regex(said, /this runs your tests there: .*main\.mjs/);
	t.deepEqual(readdirSync(join(root, '.unfired')), ['trace.json']);
	t.is(readFileSync(join(root, 'src/client.mjs'), 'utf8'), CLIENT);
	t.deepEqual(copies(), []);
	t.deepEqual(await retryOf(root), {retry: 'fired trace', recover: 'fired trace', exhaust: 'unfired trace'});
	t.deepEqual(trace().runs, [{command: [process.execPath, 'main.mjs'], exitCode: 0}]);
	t.deepEqual(trace().tests, ['main.mjs']);
});

test.serial('a first attempt that succeeds fires nothing', async t => {
	const {root, record} = repository(t, tests('await load(async () => 1);'));
	t.is((await record('--', process.execPath, 'main.mjs')).code, 0);
	t.deepEqual(await retryOf(root), {retry: 'unfired trace', recover: 'unfired trace', exhaust: 'unfired trace'});
});

test.serial('the exit code of the command is passed on, and what ran counts', async t => {
	const {root, record} = repository(t, `${tests(`await load(async () => { throw new Error('down'); });`)}`);
	t.is((await record('--', process.execPath, 'main.mjs')).code, 1);
	t.deepEqual(await retryOf(root), {retry: 'fired trace', recover: 'unfired trace', exhaust: 'fired trace'});
});

test.serial('runs add up, and a changed file starts anew', async t => {
	const {root, record, trace} = repository(t, RECOVERS);
	await record('--', process.execPath, 'main.mjs');
	await record('--append', '--', process.execPath, '-e', "import('./src/client.mjs').then(m => m.load(async () => 1))");
	t.is(trace().runs.length, 2);
	t.deepEqual(await retryOf(root), {retry: 'fired trace', recover: 'fired trace', exhaust: 'unfired trace'});
	const {report} = await scan({
		dir: repository(t, RECOVERS, {'src/client.mjs': `${CLIENT}\n// edited\n`}).root,
		traces: [join(root, '.unfired/trace.json')],
	});
	t.true(report.diagnostics.some(({code}) => code === 'trace-stale'));
	t.false(report.sites.flatMap(({arcs}) => arcs).some(({basis}) => basis === 'trace'));
});

test.serial('no probe reached is a mistake, never a verdict', async t => {
	const {record, isAsBefore} = repository(t, 'console.log(1);');
	const {code, said} = await record('--', process.execPath, 'main.mjs');
	t.is(code, 2);
	t.regex(said, /No probe was reached .*no trace was written.*built before/);
	isAsBefore();
	t.deepEqual(copies(), []);
});

test.serial('a command that cannot be started leaves a clear word and nothing else', async t => {
	const {record, isAsBefore} = repository(t, RECOVERS);
	const {code, said} = await record('--', 'no-such-runner');
	t.is(code, 2);
	t.regex(said, /"no-such-runner" could not be started: there is no such command\. .*npx/);
	isAsBefore();
	t.deepEqual(copies(), []);
});

test.serial('a command that never ends is ended, and what it does not show is left open', async t => {
	const {root, record, trace} = repository(t, `${RECOVERS}setInterval(() => {}, 1000);`);
	const {code, said} = await record('--timeout', '2', '--', process.execPath, 'main.mjs');
	t.is(code, 124);
	t.regex(said, /time was up/);
	t.true(trace().runs[0]!.cut);
	t.deepEqual(await retryOf(root), {retry: 'fired trace', recover: 'fired trace', exhaust: 'undecided null'});
	t.deepEqual(copies(), []);
});

test.serial("nothing is run that nobody asked for; --yes runs the package's own tests", async t => {
	const {root, record, isAsBefore} = repository(t, RECOVERS);
	const {code, said} = await record();
	t.is(code, 2);
	t.regex(said, /This would run `npm test`\. Say so with --yes/);
	isAsBefore();
	t.is((await record('--yes')).code, 0);
	t.true(existsSync(join(root, '.unfired/trace.json')));
	const none = repository(t, RECOVERS, {'package.json': '{"name": "p"}'});
	t.regex((await none.record('--yes')).said, /names no test script/);
});

test.serial('a trace that cannot be written is told before anything runs', async t => {
	const {root, record} = repository(t, `${RECOVERS}import('node:fs').then(fs => fs.writeFileSync('${'RAN'}', ''));`, {
		file: '',
	});
	const {code, said} = await record('--out', 'file/trace.json', '--', process.execPath, 'main.mjs');
	t.is(code, 2);
	t.regex(said, /cannot be written to .*Nothing was run/);
	t.false(existsSync(join(root, 'RAN')));
});

test.serial('a wrong time is a mistake', async t => {
	const {record} = repository(t, RECOVERS);
	for (const time of ['0', '-1', 'soon', ''])
		t.regex((await record('--timeout', time, '--', 'true')).said, /not a number of seconds/, time);
});

test.serial('an interrupt ends the tests and cleans up', async t => {
	const {root, isAsBefore} = repository(t, `${RECOVERS}setInterval(() => {}, 1000); console.log('runs');`);
	const main = new URL('../../src/cli/run.ts', import.meta.url).href;
	const program = `import {run} from '${main}';
process.exitCode = await run({argv: ['record', '--', process.execPath, 'main.mjs'], env: process.env, cwd: process.cwd(), stdout: process.stdout, stderr: process.stderr});`;
	const child = spawn(
		process.execPath,
		['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', program],
		{
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	let said = '';
	child.stderr.on('data', chunk => {
		said += chunk;
	});
	await new Promise<void>(resolve => {
		child.stdout.on('data', chunk => String(chunk).includes('runs') && resolve());
	});
	child.kill('SIGINT');
	const code = await new Promise(resolve => child.once('close', resolve));
	t.is(code, 130);
	t.regex(said, /Interrupted: no trace was written/);
	isAsBefore();
	t.deepEqual(copies(), []);
});

test.serial('the file of a test that AVA runs is known', async t => {
	const {root, record, trace} = repository(t, '', {
		'package.json': '{"name": "p", "type": "module"}',
		'test/client.js': `import test from 'ava';\nimport {load} from '../src/client.mjs';
test('loads', async t => { t.is(await load(async () => 1), 1); });\n`,
	});
	symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
	const {code, said} = await record('--', process.execPath, 'node_modules/ava/entrypoints/cli.mjs', 'test/client.js');
	t.is(code, 0, said);
	t.deepEqual(trace().tests, ['test/client.js']);
});
