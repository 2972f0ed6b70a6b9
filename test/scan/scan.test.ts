import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {renderJson} from '../../src/report/index.ts';
import {scan} from '../../src/scan.ts';
import {InputError} from '../../src/util/input-error.ts';
import {ROOT} from '../imports.ts';
import {makeFolder} from '../make-folder.ts';

const RETRY = `
export async function load(url: string): Promise<unknown> {
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await fetch(url);
		} catch (error) {
			if (attempt === 2) throw error;
		}
	}
}
`;

const scanned = async (root: string, more = {}) => {
	const {report, failures} = await scan({dir: root, ...more});
	return {report, failures, said: report.diagnostics.map(({code, file = ''}) => `${code} ${file}`)};
};

test('a retry loop is found, and without coverage nothing is decided', async t => {
	const {report, failures} = await scanned(makeFolder(t, {'src/load.ts': RETRY, 'package.json': '{"name": "shop"}'}));
	t.deepEqual(failures, []);
	t.deepEqual(report.project, {root: '.', name: 'shop', commit: null, files: 1, lines: 11, tests: 0});
	const site = report.sites.find(({kind}) => kind === 'retry');
	t.is(site?.file, 'src/load.ts');
	t.is(site?.name, 'load');
	t.deepEqual([...new Set(site?.arcs.map(({verdict}) => verdict))], ['undecided']);
	t.is(report.summary.gap, null);
});

test('source that calls into test code is judged without that code', async t => {
	const {report, failures} = await scanned(
		makeFolder(t, {
			'src/a.js':
				"const {fake} = require('../test/fake');\nexports.run = async () => { try { return await fake(); } catch { return null; } };\n",
			'test/fake.js': 'exports.fake = async () => 1;\n',
		}),
	);
	t.deepEqual(failures, []);
	t.deepEqual(
		report.sites.map(({kind, operation}) => [kind, operation]),
		[['fallback', 'external']],
	);
});

test('the user learns in one line why there is nothing to scan', async t => {
	const root = makeFolder(t, {'readme.md': '', 'file.ts': ''});
	const refused = async (dir: string, more = {}) =>
		(await t.throwsAsync(scan({dir, cwd: root, ...more}), {instanceOf: InputError}))!.message;
	t.regex(await refused('nowhere'), /There is no folder nowhere/);
	t.regex(await refused('file.ts'), /file\.ts is not a folder/);
	t.regex(await refused('.', {coverage: ['gone.json']}), /There is no coverage at gone\.json/);
	t.regex(await refused('.', {certainty: 'maybe'}), /no certainty "maybe"/);
	t.regex(await refused(''), /dir must be a path/);
	mkdirSync(join(root, 'empty'));
	t.regex(await refused('empty'), /no JavaScript or TypeScript files in empty/);
});

test('a syntax error, a binary, a giant and nonsense nested by the thousand do not stop the scan', async t => {
	const root = makeFolder(t, {
		'src/load.ts': RETRY,
		'src/broken.ts': `${RETRY}\nexport const = ;\nclass {`,
		'src/image.ts': new Uint8Array([0x89, 0x50, 0, 0]),
		'src/giant.ts': '// @generated\nexport const a = 1;\n'.repeat(150_000),
		'src/deep.ts': `export const deep = ${'('.repeat(20_000)}1${')'.repeat(20_000)};`,
		'src/chain.ts': `export const chain = p${'.then(f)'.repeat(500)};`,
	});
	const {report, failures, said} = await scanned(root);
	t.deepEqual(failures, []);
	t.true(said.includes('syntax-error src/broken.ts'));
	t.true(said.includes('file-skipped src/image.ts'));
	t.true(said.includes('file-skipped src/giant.ts'));
	t.deepEqual(
		report.sites.filter(({kind}) => kind === 'retry').map(({file}) => file),
		['src/broken.ts', 'src/load.ts'],
	);
});

test('import cycles, self-imports and re-export cycles end', async t => {
	const root = makeFolder(t, {
		'src/a.ts': "import {b} from './b.ts';\nexport * from './b.ts';\nexport function a() { return b(); }",
		'src/b.ts': "import {a} from './a.ts';\nexport * from './a.ts';\nexport function b() { return a(); }",
		'src/self.ts':
			"export {me as you} from './self.ts';\nexport {you as me} from './self.ts';\nimport {me} from './self.ts';\nme();",
		'src/type.ts': "import type {T} from './type.ts';\nexport {T};\nlet t: T;\nt.run();",
		'src/ring.ts': "import type {U} from './rung.ts';\nexport {U};\nexport const run = (u: U) => u.run();",
		'src/rung.ts': "import type {U} from './ring.ts';\nexport {U};",
		'src/c.js': "const d = require('./d'); exports.c = () => d.d();",
		'src/d.js': "const c = require('./c'); exports.d = () => c.c();",
		'src/load.ts': RETRY,
	});
	const {report, failures} = await scanned(root);
	t.deepEqual(failures, []);
	t.is(report.sites.filter(({kind}) => kind === 'retry').length, 1);
});

test('a type parameter whose constraint is itself', async t => {
	const root = makeFolder(t, {
		'src/a.ts': 'export function first<T extends T>(list: T) { return list.items[0].load(new list(), list()); }',
		'src/b.ts':
			'export class Box<T extends U, U extends T | T[]> { get = (key: T, other: U) => key.get(other.get()); }',
		'src/load.ts': RETRY,
	});
	const {report, failures} = await scanned(root);
	t.deepEqual(failures, []);
	t.is(report.sites.filter(({kind}) => kind === 'retry').length, 1);
});

test('hostile names of files, functions and packages', async t => {
	const named = (name: string) => RETRY.replace('load', name);
	const root = makeFolder(t, {
		'package.json': '{"name": "__proto__", "dependencies": {"constructor": "1", "__proto__": "1"}}',
		'src/__proto__.ts': named('__proto__'),
		'src/constructor.ts': named('constructor'),
		'src/with space.ts': named('toString'),
		'src/qu"ote\'s.ts': named('hasOwnProperty'),
		'src/line\nbreak.ts': named('valueOf'),
		'src/main.ts': "import * as all from './__proto__.ts';\nall.__proto__('x');\nexport default all;",
	});
	const {report, failures} = await scanned(root);
	t.deepEqual(failures, []);
	t.deepEqual(
		report.sites
			.filter(({kind}) => kind === 'retry')
			.map(({name}) => name)
			.sort(),
		['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'],
	);
	t.notThrows(() => JSON.parse(renderJson(report)));
});

for (const [what, content] of [
	['empty', ''],
	['truncated', '{"/x/src/load.ts": {"path": "/x/src/load.ts", "statementMap"'],
	['not JSON', '<xml/>'],
	['a list', '[]'],
	['null', 'null'],
	['an empty object', '{}'],
	[
		'of another repository',
		'{"/x/other.ts": {"path": "/x/other.ts", "statementMap": {}, "fnMap": {}, "branchMap": {}, "s": {}, "f": {}, "b": {}}}',
	],
	[
		'outside the root',
		'{"/../../etc/x.ts": {"path": "../../../etc/x.ts", "statementMap": {}, "fnMap": {}, "branchMap": {}, "s": {}, "f": {}, "b": {}}}',
	],
] as Array<[string, string]>) {
	test(`coverage that is ${what} is a diagnostic and decides nothing`, async t => {
		const root = makeFolder(t, {'src/load.ts': RETRY, 'coverage/coverage-final.json': content});
		const {report, failures, said} = await scanned(root);
		t.deepEqual(failures, []);
		t.true(
			said.some(each => each.startsWith('coverage-')),
			said.join(),
		);
		t.is(report.summary.arcs.undecided, report.sites.flatMap(({arcs}) => arcs).length);
	});
}

/** Everything below a folder, with what would show a write. */
function listing(root: string): string[] {
	return readdirSync(root, {recursive: true, encoding: 'utf8'})
		.sort()
		.map(name => {
			const {mtimeMs, size, mode} = lstatSync(join(root, name));
			return `${name} ${mtimeMs} ${size} ${mode}`;
		});
}

test('nothing of the repository is executed and nothing is written into it', async t => {
	const mark = "require('node:fs').writeFileSync(__dirname + '/EXECUTED', '');";
	const root = makeFolder(t, {
		'package.json': JSON.stringify({
			name: 'x',
			main: 'src/a.js',
			scripts: {prepare: 'touch EXECUTED', test: 'touch EXECUTED'},
		}),
		'tsconfig.json':
			'{"compilerOptions": {"incremental": true, "tsBuildInfoFile": "./info", "composite": true, "outDir": "./out", "plugins": [{"name": "./plugin.js"}]}, "include": ["src"]}',
		'plugin.js': mark,
		'vitest.config.js': mark,
		'.mocharc.js': mark,
		'unfired.config.js': mark,
		'src/a.js': mark,
		'src/load.ts': RETRY,
		'test/a.test.js': mark,
		'.git/HEAD': 'ref: refs/heads/main\n',
		'.git/config': '[core]\n\tfsmonitor = "touch EXECUTED"\n\thooksPath = .\n',
		'coverage/coverage-final.json': '{}',
	});
	const before = listing(root);
	await scan({dir: root});
	t.deepEqual(listing(root), before);
	t.false(existsSync(join(root, 'EXECUTED')));
});

test('the same input gives the same bytes: again, from elsewhere, and in another place', async t => {
	const place = makeFolder(t, {});
	const [here, there] = ['one/shop', 'two/deeper/shop'].map(name => join(place, name));
	for (const folder of [here!, there!]) cpSync(join(ROOT, 'fixtures/checkout'), folder, {recursive: true});
	const json = async (dir: string, cwd?: string) => renderJson((await scan({dir, cwd})).report);
	const first = await json(here!);
	t.is(await json(here!), first);
	t.is(await json('shop', join(place, 'one')), first);
	t.is(await json(there!), first);
	t.false(first.includes(place));
});

test('the program itself: exit codes and a clean standard output', t => {
	const root = makeFolder(t, {'src/load.ts': RETRY});
	const runs = (argv: string[]) => {
		try {
			const bin = ['--import', import.meta.resolve('tsx'), join(ROOT, 'test/scan/bin.ts'), ...argv];
			return {code: 0, out: execFileSync(process.execPath, bin, {cwd: root, encoding: 'utf8', stdio: 'pipe'})};
		} catch (error) {
			const {status, stderr} = error as {status: number; stderr: string};
			return {code: status, out: stderr};
		}
	};
	t.is(JSON.parse(runs(['--format', 'json']).out).sites.length > 0, true);
	t.deepEqual(runs(['nowhere']), {
		code: 2,
		out: 'unfired: There is no folder nowhere. Name the folder of the repository or package to scan.\n',
	});
	t.is(runs(['--max-gap', '5']).code, 2, 'no coverage: the gate cannot be judged');
	t.true(readFileSync(join(ROOT, 'bin/unfired.js'), 'utf8').startsWith('#!/usr/bin/env node\n'));
});
