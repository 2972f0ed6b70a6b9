import {execFileSync} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readSince} from '../../src/cli/git.ts';
import {run} from '../../src/cli/run.ts';
import {renderJson} from '../../src/report/json.ts';
import {makeFolder} from '../make-folder.ts';
import {sampleArc, sampleReport, sampleSite} from '../report/sample-report.ts';
import {fakeWorld} from './fake-world.ts';

const git = (cwd: string, ...argv: string[]) =>
	execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...argv], {
		cwd,
		stdio: 'ignore',
	});

function makeRepository(t: ExecutionContext): string {
	const root = makeFolder(t, {'src/a.ts': 'one\ntwo\nthree\n', 'test/a.test.ts': "import '../src/a';\n"});
	git(root, 'init', '-b', 'main');
	git(root, 'add', '-A');
	git(root, 'commit', '-m', 'first');
	git(root, 'checkout', '-b', 'change');
	return root;
}

test('committed, staged, unstaged and untracked changes since the merge base', t => {
	const root = makeRepository(t);
	writeFileSync(join(root, 'src/a.ts'), 'one\n2\nthree\n');
	git(root, 'commit', '-am', 'second');
	writeFileSync(join(root, 'src/a.ts'), 'one\n2\nthree\nfour\n');
	writeFileSync(join(root, 'src/ö "new".ts'), 'x\n');
	rmSync(join(root, 'test/a.test.ts'));
	const {changes, deleted, prefix} = readSince('main', root);
	t.deepEqual(changes.lines.get('src/a.ts'), [
		[2, 2],
		[4, 4],
	]);
	t.true(changes.lines.has('src/ö "new".ts'));
	t.deepEqual(deleted, [{file: 'test/a.test.ts', text: "import '../src/a';\n"}]);
	t.is(prefix, '');
	t.is(readSince('main', join(root, 'src')).prefix, 'src/');
});

test('a scan since a branch speaks of what was touched, and gates on that alone', async t => {
	const root = makeRepository(t);
	writeFileSync(join(root, 'src/a.ts'), 'one\n2\nthree\n');
	const at = (file: string, line: number) =>
		sampleSite({id: `retry:${file}`, file, line, endLine: line, guards: [], arcs: [sampleArc('retry', 'unfired')]});
	const report = sampleReport({sites: [at('src/a.ts', 2), at('src/b.ts', 1)]});
	const touched = fakeWorld(['--since', 'main', '--fail-on', 'unfired'], {cwd: root, report});
	t.is(await run(touched), 1);
	t.regex(touched.out.join(''), /since +main \([0-9a-f]{7}\), 1 of 2 sites touched/);
	t.regex(touched.err.join(''), /1 site has .*src\/a\.ts:2/);
	git(root, 'checkout', '--', '.');
	const untouched = fakeWorld(['--since', 'main', '--fail-on', 'unfired'], {cwd: root, report});
	t.is(await run(untouched), 0);
});

test('no repository, and no such commit, are mistakes that say what to do', async t => {
	for (const [cwd, ref, said] of [
		[makeFolder(t, {}), 'main', /needs git and a repository/],
		[makeRepository(t), 'nowhere', /is no commit of this checkout.*fetch-depth: 0/],
		[makeRepository(t), '--help', /is no commit of this checkout/],
	] as const) {
		const world = fakeWorld([`--since=${ref}`], {cwd});
		t.is(await run(world), 2);
		t.regex(world.err.join(''), said);
	}
});

test('diff of two reports: text, json, markdown, and its gate', async t => {
	const report = (verdict: 'fired' | 'unfired') =>
		renderJson(sampleReport({sites: [sampleSite({name: 'a`b', arcs: [sampleArc('retry', verdict)]})]}));
	const cwd = makeFolder(t, {'old.json': report('fired'), 'new.json': report('unfired'), 'bad.json': '{}'});
	const diff = async (...argv: string[]) => {
		const world = fakeWorld(['diff', ...argv], {cwd});
		return {code: await run(world), out: world.out.join(''), err: world.err.join('')};
	};
	const worse = await diff('old.json', 'new.json', '--fail-on', 'worse');
	t.is(worse.code, 1);
	t.regex(worse.out, /1 error path worse\n {2}src\/payments\/charge\.ts:42 retry\.retry of a`b: fired → unfired/);
	t.is((await diff('new.json', 'old.json', '--fail-on', 'worse')).code, 0);
	t.regex((await diff('old.json', 'old.json')).out, /No error path is worse or better/);
	t.is(JSON.parse((await diff('old.json', 'new.json', '--format', 'json')).out).worse.length, 1);
	t.regex(
		(await diff('old.json', 'new.json', '--format', 'markdown')).out,
		/`` retry\.retry of a`b: fired → unfired ``/,
	);
	const bad = await diff('old.json', 'bad.json');
	t.is(bad.code, 2);
	t.regex(bad.err, /bad\.json is no JSON report of unfired/);
});
