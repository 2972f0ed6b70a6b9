import {
	chmodSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'ava';
import {makeOverlay} from '../../src/record/overlay.ts';

/** A folder of these files, and the place for its copy. Links are written `-> target`. */
function folders(t: {teardown(done: () => void): void}, files: Record<string, string>) {
	const base = realpathSync(mkdtempSync(join(tmpdir(), 'overlay-')));
	t.teardown(() => rmSync(base, {recursive: true, force: true}));
	const root = join(base, 'repository');
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(root, path));
		else writeFileSync(join(root, path), text);
	}
	return {root, target: join(base, 'copy')};
}

test('regular files are copied, never linked: what is written into the copy leaves the repository alone', t => {
	const {root, target} = folders(t, {'src/a.js': 'old', 'bin/run.sh': '#!/bin/sh', 'dist/a.js': 'built'});
	chmodSync(join(root, 'bin/run.sh'), 0o755);
	t.like(makeOverlay({root, target}), {files: 3, left: [], escapes: []});
	t.false(lstatSync(join(target, 'src/a.js')).isSymbolicLink());
	writeFileSync(join(target, 'src/a.js'), 'new');
	t.is(readFileSync(join(root, 'src/a.js'), 'utf8'), 'old');
	t.is(statSync(join(target, 'bin/run.sh')).mode & 0o777, 0o755);
	t.is(readFileSync(join(target, 'dist/a.js'), 'utf8'), 'built');
});

test('history, caches of task runners and what is named are left out', t => {
	const {root, target} = folders(t, {'.git/HEAD': 'x', '.turbo/a': 'x', 'coverage/lcov.info': 'x', 'src/a.js': 'x'});
	makeOverlay({root, target, without: ['coverage']});
	t.deepEqual(
		['.git', '.turbo', 'coverage', 'src'].filter(name => existsSync(join(target, name))),
		['src'],
	);
});

test('installed packages are linked one by one below real folders, without the caches of runners', t => {
	const {root, target} = folders(t, {
		'node_modules/left-pad/index.js': 'x',
		'node_modules/@scope/one/index.js': 'x',
		'node_modules/.bin/tool': 'x',
		'node_modules/.vite/deps.json': 'x',
	});
	makeOverlay({root, target});
	const modules = join(target, 'node_modules');
	t.false(lstatSync(modules).isSymbolicLink());
	t.false(lstatSync(join(modules, '@scope')).isSymbolicLink());
	t.is(realpathSync(join(modules, 'left-pad')), join(root, 'node_modules/left-pad'));
	t.is(realpathSync(join(modules, '@scope/one')), join(root, 'node_modules/@scope/one'));
	t.true(existsSync(join(modules, '.bin/tool')));
	t.false(existsSync(join(modules, '.vite')));
});

test('a package of the workspace leads to its copy', t => {
	const {root, target} = folders(t, {
		'packages/a/index.js': 'a',
		'node_modules/@own/a': '-> ../../packages/a',
		'packages/b/node_modules/a': '-> ../../a',
	});
	makeOverlay({root, target});
	t.is(realpathSync(join(target, 'node_modules/@own/a')), join(target, 'packages/a'));
	t.is(realpathSync(join(target, 'packages/b/node_modules/a')), join(target, 'packages/a'));
});

test('packages of the workspace that only the store of pnpm reaches are told', t => {
	const {root, target} = folders(t, {
		'packages/a/index.js': 'a',
		'node_modules/.pnpm/node_modules/@own/a': '-> ../../../../packages/a',
		'node_modules/.pnpm/x@1.0.0/node_modules/x/index.js': 'x',
		'node_modules/x': '-> .pnpm/x@1.0.0/node_modules/x',
	});
	t.deepEqual(makeOverlay({root, target}).escapes, ['packages/a']);
	t.is(readFileSync(join(target, 'node_modules/x/index.js'), 'utf8'), 'x');
});

test('links within the repository lead to the copy, others where they led', t => {
	const {root, target} = folders(t, {
		'data/a.txt': 'a',
		'src/near': '-> ../data/a.txt',
		'src/far': '-> /usr',
		'src/none': '-> ./gone',
	});
	symlinkSync(join(root, 'data/a.txt'), join(root, 'src/absolute'));
	t.deepEqual(makeOverlay({root, target}).left, []);
	t.is(realpathSync(join(target, 'src/near')), join(target, 'data/a.txt'));
	t.is(realpathSync(join(target, 'src/absolute')), join(target, 'data/a.txt'));
	t.is(realpathSync(join(target, 'src/far')), realpathSync('/usr'));
	t.true(lstatSync(join(target, 'src/none')).isSymbolicLink());
});

test('links of packages to nowhere are left out without a word', t => {
	const {root, target} = folders(t, {'node_modules/gone': '-> ../packages/gone', 'src/a.js': 'x'});
	t.like(makeOverlay({root, target}), {files: 1, left: []});
	t.false(existsSync(join(target, 'node_modules/gone')));
});
