import {EventEmitter} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {run} from '../../src/cli/run.ts';
import {InputError} from '../../src/util/input-error.ts';
import {makeFolder} from '../make-folder.ts';
import {sampleArc, sampleReport, sampleSite} from '../report/sample-report.ts';
import {fakeWorld} from './fake-world.ts';

test('plain unfired scans the working directory and prints the text report alone', async t => {
	const world = fakeWorld([]);
	t.is(await run(world), 0);
	t.deepEqual(world.asked, [
		{
			dir: '.',
			cwd: '/nowhere',
			coverage: [],
			coveragePerTest: [],
			coverageRoot: undefined,
			traces: [],
			certainty: 'likely',
			implicit: false,
			precise: false,
			weight: 'blend',
		},
	]);
	t.regex(world.out.join(''), /checkout-service/);
	t.deepEqual(world.err, []);
});

test('options reach the scan; the last of a repeated one holds', async t => {
	const root = makeFolder(t, {'a.json': '{}', 'b.json': '{}'});
	const argv =
		'scan --coverage a.json b.json pkg --coverage c.json --coverage-per-test each --coverage-root /app --trace t.json --certainty sure --certainty possible --implicit --precise --weight reach --traffic spans.json';
	const world = fakeWorld(argv.split(' '), {cwd: root});
	t.is(await run(world), 0);
	t.deepEqual(world.asked, [
		{
			dir: 'pkg',
			cwd: root,
			coverage: ['a.json', 'b.json', 'c.json'],
			coveragePerTest: ['each'],
			coverageRoot: '/app',
			traces: ['t.json'],
			certainty: 'possible',
			implicit: true,
			precise: true,
			weight: 'reach',
			traffic: 'spans.json',
		},
	]);
});

test('json goes to the standard output, other reports to their files', async t => {
	const root = makeFolder(t, {});
	const world = fakeWorld(['--format', 'json', '--reporter', 'sarif=out/u.sarif', '--reporter', 'text=u.txt'], {
		cwd: root,
	});
	t.is(await run(world), 0);
	t.is(JSON.parse(world.out.join('')).project.name, 'checkout-service');
	t.is(JSON.parse(readFileSync(join(root, 'out/u.sarif'), 'utf8')).version, '2.1.0');
	t.false(readFileSync(join(root, 'u.txt'), 'utf8').includes('\u001B'));
});

test('reports of lines follow each other on the standard output in the order in which they are named, each once', async t => {
	const argv = '--reporter github --reporter agent --reporter github=- --reporter junit=u.xml --format summary';
	const root = makeFolder(t, {});
	const world = fakeWorld(argv.split(' '), {cwd: root});
	t.is(await run(world), 0);
	t.deepEqual(
		world.out.map(text => text.slice(0, 9)),
		['unfired 0', 'unfired: ', 'src/payme'],
	);
	t.regex(readFileSync(join(root, 'u.xml'), 'utf8'), /^<\?xml/);
});

test('no reporter is chosen by where it runs', async t => {
	const plain = fakeWorld([]);
	await run(plain);
	const inAction = fakeWorld([], {env: {GITHUB_ACTIONS: 'true', GITLAB_CI: 'true', CLAUDECODE: '1'}});
	await run(inAction);
	t.deepEqual(inAction.out, plain.out);
});

test('services are told paths from the root of the repository, people those of the folder they named', async t => {
	const root = makeFolder(t, {'.git/HEAD': '', 'packages/api/a.ts': ''});
	const read = async (...argv: string[]) => {
		const world = fakeWorld(['packages/api', ...argv], {cwd: root});
		t.is(await run(world), 0);
		return world.out.join('');
	};
	t.regex(await read('--reporter', 'github'), /file=packages\/api\/src\/payments\/charge\.ts,/);
	t.regex(await read('--reporter', 'sarif'), /"uri": "packages\/api\/src\/server\.ts"/);
	t.regex(await read(), /^ 1 {2}src\/payments\/charge\.ts:42/m);
	t.regex(await read('--reporter', 'json'), /"file": "src\/server\.ts"/);
});

test('the category of SARIF and what is suppressed reach the report', async t => {
	const sites = [sampleSite({arcs: [sampleArc('retry', 'unfired', {known: true})]})];
	const read = async (...argv: string[]) => {
		const world = fakeWorld(['--reporter', 'sarif', ...argv], {report: sampleReport({sites})});
		t.is(await run(world), 0);
		return JSON.parse(world.out.join('')).runs[0];
	};
	const usual = await read();
	t.deepEqual([usual.automationDetails.id, usual.results.length], ['unfired/', 0]);
	const asked = await read('--include-suppressed', '--sarif-category', 'unfired/api');
	t.deepEqual([asked.automationDetails.id, asked.results.length], ['unfired/api/', 1]);
});

test('quiet prints nothing; a reporter to - takes the standard output', async t => {
	const quiet = fakeWorld(['--quiet']);
	t.is(await run(quiet), 0);
	t.deepEqual([quiet.out, quiet.err], [[], []]);
	for (const reporter of ['json=-', 'json']) {
		const named = fakeWorld(['--quiet', '--reporter', reporter]);
		t.is(await run(named), 0);
		t.is(JSON.parse(named.out.join('')).version, 1);
	}
});

for (const [argv, said] of [
	[['--nope'], /Unknown argument: nope/],
	[['a', 'b'], /Unknown argument: b/],
	[['--format', 'xml'], /"xml" is none of text, summary, agent, json, sarif/],
	[['--certainty', 'maybe'], /none of sure, likely, possible/],
	[['--top'], /Not enough arguments following: top/],
	[['--top', 'many'], /--top "many" is not a number/],
	[['--max-gap', ''], /max-gap/],
	[['--min-error-path-coverage', '101'], /--min-error-path-coverage "101" is not a number from 0 to 100/],
	[['--fail-on', 'exposure=2'], /--fail-on "exposure=2" is none of/],
	[['--reporter', 'xml'], /"xml" is not NAME or NAME=FILE with one of text, summary,/],
	[['--reporter', 'json='], /"json=" is not NAME or NAME=FILE/],
	[['--reporter', 'json', '--format', 'text'], /Only one report can go to the standard output if json does/],
	[['--reporter', 'junit', '--reporter', 'lcov=-'], /--reporter junit=FILE/],
	[['--sarif-category', '../[x]'], /is no category/],
	[['-'], /Nothing is read from the standard input/],
] as Array<[string[], RegExp]>) {
	test(`a mistake is one line and exit code 2: ${argv.join(' ')}`, async t => {
		const world = fakeWorld(argv);
		t.is(await run(world), 2);
		t.regex(world.err.join(''), said);
		t.regex(world.err.join(''), /^unfired: [^\n]+\n$/);
		t.deepEqual(world.out, []);
		t.deepEqual(world.asked, []);
	});
}

test('what the scan refuses is a mistake, what it throws is a bug with its stack', async t => {
	const refuse = (error: Error) =>
		fakeWorld([], {
			async scan() {
				throw error;
			},
		});
	const mistake = refuse(new InputError('There is no folder x.'));
	t.is(await run(mistake), 2);
	t.deepEqual(mistake.err, ['unfired: There is no folder x.\n']);
	const bug = refuse(new TypeError('oops'));
	t.is(await run(bug), 3);
	t.regex(bug.err.join(''), /TypeError: oops\n\s+at .*This is a bug in unfired\./s);
});

test('a file at which unfired fails is a bug, told after the report of the rest', async t => {
	const world = fakeWorld([], {
		async scan() {
			return {report: sampleReport(), failures: [{file: 'src/a.ts', error: new Error('oops')}], read: () => ''};
		},
	});
	t.is(await run(world), 3);
	t.regex(world.out.join(''), /checkout-service/);
	t.regex(world.err.join(''), /bug in unfired while reading src\/a\.ts/);
});

test('named coverage that matches nothing is a mistake, after the report', async t => {
	const report = sampleReport({
		coverage: [{path: 'c.json', format: 'istanbul', files: 3, matched: 0, stale: 0}],
		diagnostics: [
			{level: 'warning', code: 'coverage-unmatched', message: 'It is of another repository.', file: 'c.json'},
		],
	});
	const world = fakeWorld(['--coverage', 'c.json'], {report});
	t.is(await run(world), 2);
	t.true(world.out.length > 0);
	t.regex(world.err.join(''), /No named coverage could be used: It is of another repository/);
	const found = fakeWorld([], {report});
	t.is(await run(found), 2, 'nor is it a clean report where the coverage was found');
	t.regex(found.err.join(''), /No coverage that was found could be used.* Or remove it/);
});

test('help and version', async t => {
	const help = fakeWorld(['--help']);
	t.is(await run(help), 0);
	for (const option of ['--coverage', '--fail-on', '--max-gap', '--reporter', 'Exit codes: 0 fine'])
		t.true(help.out.join('').includes(option), option);
	const version = fakeWorld(['--version']);
	t.is(await run(version), 0);
	t.regex(version.out.join(''), /^\d+\.\d+\.\d+\n$/);
});

test('a reader that left early is no error', async t => {
	const pipe = Object.assign(new EventEmitter(), {
		write(_: string, done?: (error?: Error | null) => void) {
			const error = Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
			pipe.emit('error', error);
			done?.(error);
			return false;
		},
	});
	const world = fakeWorld([], {stdout: pipe});
	t.is(await run(world), 0);
	t.deepEqual(world.err, []);
});

test('a report that cannot be written is a mistake', async t => {
	const root = makeFolder(t, {file: ''});
	const world = fakeWorld(['--reporter', 'json=file/x.json'], {cwd: root});
	t.is(await run(world), 2);
	t.regex(world.err.join(''), /could not be written to file\/x\.json \(E\w+\)/);
	t.false(existsSync(join(root, 'file/x.json')));
});

test('progress shows on a terminal only, and not in CI', async t => {
	const show = async (env: Record<string, string>, isTTY: boolean) => {
		const world = fakeWorld([], {env});
		await run({...world, stderr: {...world.stderr, isTTY}});
		return world.err.join('');
	};
	t.is(await show({}, true), '\r\u001B[Kreading files 50 %\r\u001B[K');
	t.is(await show({CI: 'true'}, true), '');
	t.is(await show({TERM: 'dumb'}, true), '');
	t.is(await show({}, false), '');
});

test('colours: options, then NO_COLOR and FORCE_COLOR, then the terminal', async t => {
	const isColored = async (argv: string[], env: Record<string, string>, isTTY: boolean) => {
		const world = fakeWorld(argv, {env});
		await run({...world, stdout: {...world.stdout, isTTY}});
		return world.out.join('').includes('\u001B[');
	};
	t.true(await isColored([], {}, true));
	t.false(await isColored([], {}, false));
	t.false(await isColored([], {NO_COLOR: '1'}, true));
	t.true(await isColored([], {FORCE_COLOR: '1'}, false));
	t.false(await isColored([], {FORCE_COLOR: '0'}, true));
	t.false(await isColored(['--no-color'], {FORCE_COLOR: '1'}, true));
	t.true(await isColored(['--color'], {NO_COLOR: '1'}, false));
});
