import {execFileSync} from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath, pathToFileURL} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {run} from '../../src/cli/run.ts';
import {runCheckAlone} from '../../src/cli/run-check.ts';
import {scan} from '../../src/scan.ts';
import {makeFolder} from '../make-folder.ts';
import {fakeWorld} from './fake-world.ts';

const git = (cwd: string, ...argv: string[]) =>
	execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...argv], {
		cwd,
		stdio: 'ignore',
	});

const RETRY = `export async function load(ask) {
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await ask();
		} catch {}
	}
	throw new Error('gone');
}
`;
const FALLBACK = `export async function price(url) {
	try {
		return await fetch(url);
	} catch {
		return 0;
	}
}
`;
/** `await` is missing: the catch clause never sees a rejection. */
const FLAW = `export async function save(body) {
	try {
		return fetch('/orders', {body});
	} catch (error) {
		return undefined;
	}
}
`;

function makeRepository(t: ExecutionContext, files: Record<string, string> = {}): string {
	const root = makeFolder(t, {'package.json': '{"name": "p"}', 'src/a.js': RETRY, ...files});
	git(root, 'init', '-b', 'main');
	git(root, 'add', '-A');
	git(root, 'commit', '-m', 'first');
	return root;
}

function stage(root: string, files: Record<string, string>): void {
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(join(root, file, '..'), {recursive: true});
		writeFileSync(join(root, file), text);
	}
	git(root, 'add', '-A');
}

async function check(cwd: string, ...argv: string[]) {
	const world = fakeWorld(['check', '--staged', ...argv], {cwd, build: 'build'});
	const code = await runCheckAlone(world);
	return {code, out: world.out.join(''), err: world.err.join('')};
}

test('what is new is told, what HEAD has is not, and nothing fails', async t => {
	const root = makeRepository(t);
	stage(root, {'src/a.js': `\n\n${RETRY}${FALLBACK}`});
	const {code, out, err} = await check(root);
	t.deepEqual([code, err], [0, '']);
	t.is(
		out,
		[
			'src/a.js:14  fallback · hand-rolled · price',
			'    new: engage (no test result of this code is known)',
			'    next: a test in which fetch fails and the substitute is used.',
			'unfired: 1 staged file, 1 site with new error paths, 0 new flaws.\n',
		].join('\n'),
	);
});

test('a new flaw stops the commit, an old one does not', async t => {
	const root = makeRepository(t, {'src/old.js': FLAW});
	stage(root, {'src/old.js': `// moved\n${FLAW}`});
	t.is((await check(root)).code, 0);
	stage(root, {'src/new.js': FLAW});
	const {code, out, err} = await check(root);
	t.is(code, 1);
	t.regex(out, /src\/new\.js:\d+ .*\n(?:.*\n)?\s+flaw unguarding \(line 3\)/);
	t.is(err, 'unfired: 1 site with a flaw that is new; the first is src/new.js:4.\n');
	t.is((await check(root, '--fail-on', 'never')).code, 0);
});

test('critical files fail for error paths that no test is known to make happen', async t => {
	const root = makeRepository(t, {'unfired.config.json': '{"critical": ["src/pay/**"], "failOn": "unfired"}'});
	stage(root, {'src/b.js': FALLBACK});
	t.is((await check(root)).code, 0, 'what a scan fails on is not what a commit fails on');
	stage(root, {'src/pay/c.js': FALLBACK});
	const {code, out, err} = await check(root);
	t.is(code, 1);
	t.regex(out, /src\/pay\/c\.js:4 {2}fallback · hand-rolled · price · critical/);
	t.regex(err, /^unfired: 1 site in critical files .* the first is src\/pay\/c\.js:4\.\n$/);
	t.is((await check(root, 'src/b.js')).code, 0, 'files that a hook names are the only ones');
	t.is((await check(root, join(root, 'src/b.js'))).code, 0);
	t.is((await check(root, 'src/pay')).code, 1, 'and those of a folder');
	t.is((await check(root, '.')).code, 1);
	t.is((await check(root, '--fail-on', 'unfired', 'src/b.js')).code, 1);
});

test('a comment or the baseline puts a finding aside here too', async t => {
	const root = makeRepository(t, {'unfired.config.json': '{"critical": ["src/**"]}'});
	stage(root, {
		'src/b.js': FALLBACK.replace('\t} catch', '\t\t// unfired-ignore-next-line -- the caller has its own\n\t} catch'),
	});
	t.deepEqual((await check(root)).code, 0);
	stage(root, {'src/b.js': FALLBACK.replace('\t} catch', '\t\t// unfired-ignore-next-line\n\t} catch')});
	const {code, out} = await check(root);
	t.is(code, 1);
	t.regex(out, /src\/b\.js: The comment on line 4 suppresses nothing, for it gives no reason/);
});

test('what the last scan of this very content saw fire is no finding', async t => {
	const root = makeRepository(t, {'unfired.config.json': '{"critical": ["src/**"]}', 'node_modules/.keep': ''});
	stage(root, {'src/b.js': FALLBACK});
	const cache = join(root, 'node_modules/.cache/unfired');
	const covered = (count: number) => ({
		'src/b.js': {
			path: join(root, 'src/b.js'),
			statementMap: Object.fromEntries(
				[
					[2, 1, 6, 2],
					[3, 2, 3, 26],
					[5, 2, 5, 11],
				].map(([line, column, endLine, endColumn], at) => [
					at,
					{start: {line, column}, end: {line: endLine, column: endColumn}},
				]),
			),
			fnMap: {
				0: {
					name: 'price',
					decl: {start: {line: 1, column: 22}, end: {line: 1, column: 27}},
					loc: {start: {line: 1, column: 33}, end: {line: 7, column: 1}},
				},
			},
			branchMap: {},
			s: {0: 2, 1: 2, 2: count},
			f: {0: 2},
			b: {},
		},
	});
	const scanned = async (count: number) => {
		writeFileSync(join(root, 'cov.json'), JSON.stringify(covered(count)));
		await scan({dir: root, coverage: [join(root, 'cov.json')], cache}, undefined, 'build');
		return check(root);
	};
	t.is((await scanned(1)).code, 0);
	const never = await scanned(0);
	t.is(never.code, 1);
	t.regex(never.out, /new: engage \(never fired in the last scan\)/);
	await scanned(1);
	stage(root, {'src/b.js': `${FALLBACK}\n`});
	t.regex((await check(root)).out, /no test result of this code is known/, 'it saw another content');
});

test('the index is read, not the working tree', async t => {
	const root = makeRepository(t);
	stage(root, {'src/b.js': FALLBACK});
	writeFileSync(join(root, 'src/b.js'), '');
	writeFileSync(join(root, 'src/c.js'), FALLBACK);
	const {out} = await check(root);
	t.regex(out, /src\/b\.js:4/);
	t.notRegex(out, /src\/c\.js/);
});

test('renamed files bring nothing new; deleted ones, links and other files are passed over', async t => {
	const root = makeRepository(t, {'src/gone.js': FALLBACK});
	renameSync(join(root, 'src/a.js'), join(root, 'src/renamed.js'));
	rmSync(join(root, 'src/gone.js'));
	symlinkSync('renamed.js', join(root, 'src/link.js'));
	stage(root, {'README.md': FALLBACK});
	const {code, out} = await check(root);
	t.deepEqual([code, out], [0, 'unfired: 1 staged file, no new error path.\n']);
});

test('a first commit, nothing staged, tests alone, a folder within, names of every kind', async t => {
	const root = makeFolder(t, {'package.json': '{}'});
	git(root, 'init', '-b', 'main');
	t.deepEqual(await check(root), {code: 0, out: '', err: ''});
	stage(root, {'test/a.test.js': FALLBACK});
	t.is((await check(root)).out, 'unfired: 1 staged file, no new error path.\n');
	stage(root, {'packages/api/src/ö "b"\n.js': FALLBACK});
	t.regex((await check(root)).out, /packages\/api\/src\/ö "b".*\.js:4/);
	const inner = await check(join(root, 'packages/api'));
	t.regex(inner.out, /^src\/ö "b".*\.js:4/);
	t.regex(inner.out, /unfired: 1 staged file,/);
});

test('code that cannot be parsed is told, and the rest goes on', async t => {
	const root = makeRepository(t);
	stage(root, {'src/b.js': FALLBACK, 'src/broken.js': 'export function {{{'});
	const {code, out} = await check(root);
	t.is(code, 0);
	t.regex(out, /src\/b\.js:4/);
	t.regex(out, /src\/broken\.js: Line 1 is not valid code/);
});

const POOL = `import {Pool} from 'pg';
export const pool = new Pool({max: 5, connectionTimeoutMillis: 100});
`;
const LISTENS = `import {pool} from './pool.js';
pool.on('error', error => console.error(error));
`;

test('what other files can take back is not said of a staged file alone', async t => {
	const root = makeRepository(t, {'src/pool.js': POOL, 'src/main.js': LISTENS, 'node_modules/.keep': ''});
	const cache = join(root, 'node_modules/.cache/unfired');
	const {report} = await scan({dir: root, cache}, undefined, 'build');
	t.deepEqual(report.sites.find(({kind}) => kind === 'pool')?.flaws, [], 'the other file listens');
	stage(root, {'src/pool.js': `${POOL}// a comment\n`});
	t.deepEqual(await check(root), {code: 0, out: 'unfired: 1 staged file, no new error path.\n', err: ''});
	git(root, 'commit', '-m', 'second');
	stage(root, {'src/third.js': POOL});
	const {code, out} = await check(root);
	t.is(code, 0, out);
	t.notRegex(out, /unlistened/);
	stage(root, {'src/third.js': `import {ask} from '@app/ask';\nexport const load = () => ask({timeout: 500});\n`});
	t.is((await check(root)).out, 'unfired: 1 staged file, no new error path.\n', 'an alias, for all that is known');
});

test('what is known of a file holds for its folder and for this build', async t => {
	const root = makeRepository(t, {
		'unfired.config.json': '{"critical": ["src/**"]}',
		'node_modules/.keep': '',
		'inner/package.json': '{}',
		'inner/src/b.js': FALLBACK,
	});
	const cache = join(root, 'node_modules/.cache/unfired');
	stage(root, {'src/b.js': FALLBACK});
	const told = async () => (await check(root)).out.match(/\((.*)\)$/m)?.[1];
	await scan({dir: join(root, 'inner'), cache}, undefined, 'build');
	t.is(await told(), 'no test result of this code is known', 'the same name in another folder');
	await scan({dir: root, cache}, undefined, 'another build');
	t.is(await told(), 'no test result of this code is known');
	await scan({dir: root, cache}, undefined, 'build');
	t.is(await told(), undefined, 'undecided without coverage');
	t.is((await check(root)).code, 0);
});

test('a link that becomes a file is new; a submodule and what was only announced are passed over', async t => {
	const root = makeRepository(t, {'src/c.js': RETRY});
	symlinkSync('a.js', join(root, 'src/link.js'));
	stage(root, {});
	git(root, 'commit', '-m', 'second');
	rmSync(join(root, 'src/link.js'));
	stage(root, {'src/link.js': FALLBACK});
	git(root, 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},src/module.js`);
	writeFileSync(join(root, 'src/later.js'), FALLBACK);
	git(root, 'add', '--intent-to-add', 'src/later.js');
	const {code, out} = await check(root);
	t.is(code, 0);
	t.regex(out, /^src\/link\.js:4 [\s\S]*\nunfired: 1 staged file, 1 site/);
	t.notRegex(out, /later|module/);
});

test('a content that git does not have is told', async t => {
	const root = makeRepository(t);
	git(root, 'update-index', '--add', '--cacheinfo', `100644,${'1'.repeat(40)},src/b.js`);
	const {code, err} = await check(root);
	t.is(code, 2);
	t.regex(err, /git has no content for src\/b\.js/);
});

test('a file that is too large or too deep to read is told', async t => {
	const root = makeRepository(t);
	const deep = `export const a = ${'[\n'.repeat(5000)}${']\n'.repeat(5000)};\n`;
	stage(root, {'src/large.js': `// ${'x'.repeat(2 ** 21)}\n${FALLBACK}`, 'src/deep.js': deep});
	const {code, out} = await check(root);
	t.is(code, 0);
	t.regex(out, /src\/large\.js: This file is 2\.0 MB/);
	t.notRegex(out, /Not scanned/, 'what is left out by intent is no news');
	t.regex(out, /src\/deep\.js: This file nests its code too deeply/);
});

test('a merge is held against the branch that it goes into', async t => {
	const root = makeRepository(t);
	git(root, 'checkout', '-b', 'other');
	stage(root, {'src/theirs.js': FALLBACK});
	git(root, 'commit', '-m', 'theirs');
	git(root, 'checkout', 'main');
	stage(root, {'src/ours.js': FALLBACK});
	git(root, 'commit', '-m', 'ours');
	git(root, 'merge', '--no-commit', '--no-ff', 'other');
	const {out} = await check(root);
	t.regex(out, /src\/theirs\.js:4/);
	t.notRegex(out, /ours/);
});

test('mistakes say what to do', async t => {
	const root = makeFolder(t, {'src/a.js': RETRY});
	const outside = await check(root);
	t.is(outside.code, 2);
	t.regex(outside.err, /needs git and a repository around/);
	const world = fakeWorld(['check'], {cwd: root});
	t.is(await run(world), 2);
	t.regex(world.err.join(''), /unfired check --staged/);
	t.regex((await check(makeRepository(t), '--fail-on', 'exposure=1')).err, /is none of flaw, unfired, never/);
});

test('the short way into it takes what the whole program takes, and leaves the rest to it', async t => {
	const root = makeRepository(t);
	stage(root, {'src/b.js': FALLBACK});
	const argv = ['check', '--staged', '--fail-on', 'unfired', '--critical', 'src/**', 'src/b.js'];
	const [short, whole] = [fakeWorld(argv, {cwd: root}), fakeWorld(argv, {cwd: root})];
	t.deepEqual([await runCheckAlone(short), short.out, short.err], [await run(whole), whole.out, whole.err]);
	for (const other of ['--help', '--stagd', '--no-config']) {
		t.is(runCheckAlone(fakeWorld(['check', '--staged', other], {cwd: root})), undefined);
	}
});

test('in a real hook: a part of the changes, another working tree, a folder within', async t => {
	const root = makeRepository(t, {'inner/package.json': '{}', 'inner/src/a.js': RETRY});
	const hook = (where: string, ...argv: string[]) => {
		const start = `import {run} from ${JSON.stringify(join(import.meta.dirname, '../../src/cli/run.ts'))};
			const {argv, env, stdout, stderr} = process;
			process.exitCode = await run({argv: argv.slice(1), env, cwd: process.cwd(), stdout, stderr});`;
		const tsx = fileURLToPath(import.meta.resolve('tsx'));
		const words = [
			process.execPath,
			'--import',
			pathToFileURL(tsx).href,
			'--input-type=module',
			'-e',
			start,
			'--',
			...argv,
		];
		const line = words.map(word => `'${word}'`).join(' ');
		writeFileSync(join(where, 'pre-commit'), `#!/bin/sh\nexec ${line} > '${join(root, 'told.txt')}'\n`, {mode: 0o755});
	};
	const told = () => readFileSync(join(root, 'told.txt'), 'utf8');
	const hooks = join(root, '.git/hooks');
	mkdirSync(hooks, {recursive: true});
	hook(hooks, 'check', '--staged');
	stage(root, {'src/staged.js': FLAW});
	writeFileSync(join(root, 'src/a.js'), `${RETRY}${FALLBACK}`);
	git(root, 'commit', '-m', 'only this file', 'src/a.js');
	t.regex(told(), /^src\/a\.js:12 [\s\S]*\nunfired: 1 staged file, 1 site/, 'git commit FILE has an index of its own');
	git(root, 'worktree', 'add', '-b', 'there', join(root, 'there'));
	stage(join(root, 'there'), {'src/new.js': FLAW});
	t.throws(() => git(join(root, 'there'), 'commit', '-m', 'a flaw'));
	t.regex(told(), /^src\/new\.js:4 /);
	hook(hooks, 'check', '--staged', '--dir', 'inner');
	writeFileSync(join(root, 'inner/src/a.js'), `${RETRY}${FLAW}`);
	t.throws(() => git(root, 'commit', '-a', '-m', 'a flaw within'));
	t.regex(told(), /^src\/a\.js:12 [\s\S]*\nunfired: 1 staged file, /);
});

test.serial('nothing is left behind', async t => {
	const root = makeRepository(t);
	stage(root, {'src/b.js': FALLBACK});
	const left = () =>
		readdirSync(tmpdir()).filter(name => /^unfired-\w{6}$/.test(name) && existsSync(join(tmpdir(), name, 'src/b.js')));
	const before = left();
	await check(root);
	t.deepEqual(
		left().filter(name => !before.includes(name)),
		[],
	);
});
