import test from 'ava';
import {openProject} from '../../src/project/open-project.ts';
import {makeFolder} from '../make-folder.ts';

const packagesOf = (root: string) => openProject('.', {cwd: root}).project.packages;

test('entry points, bins and dependencies as package.json writes them', t => {
	const root = makeFolder(t, {
		'a.js': '',
		'package.json': JSON.stringify({
			name: 'shop',
			type: 'module',
			main: './dist/index.cjs',
			exports: {
				'.': {types: './dist/index.d.ts', import: './dist/index.js', require: './dist/index.cjs'},
				'./db': ['./db.js'],
				'./package.json': './package.json',
			},
			bin: {shop: 'bin/shop.js'},
			dependencies: {pg: '^8.0.0'},
			devDependencies: {ava: '7', pg: '^7.0.0'},
		}),
	});
	t.deepEqual(packagesOf(root), [
		{
			folder: '.',
			name: 'shop',
			type: 'module',
			entries: [
				{subpath: '.', target: './dist/index.js'},
				{subpath: '.', target: './dist/index.cjs'},
				{subpath: './db', target: './db.js'},
			],
			bins: ['bin/shop.js'],
			dependencies: {ava: '7', pg: '^8.0.0'},
		},
	]);
});

test('workspaces of npm, pnpm and lerna; packages of examples and fixtures are none of the project', t => {
	const files = {
		'packages/a/package.json': '{"name": "@x/a"}',
		'packages/build/package.json': '{"name": "@x/build"}',
		'packages/build/index.js': '',
		'tools/dev/package.json': '{"name": "dev"}',
		'examples/e/package.json': '{"name": "e"}',
		'packages/a/test/fixtures/f/package.json': '{"name": "f"}',
	};
	const names = (extra: Record<string, string>) => {
		const root = makeFolder(t, {...files, ...extra});
		const {project} = openProject('.', {cwd: root});
		return [project.packages.map(({name}) => name), project.files.map(({role}) => role)];
	};
	const expected = [[undefined, '@x/a', '@x/build'], ['source']];
	t.deepEqual(names({'package.json': '{"workspaces": ["packages/*", "examples/*"]}'}), expected);
	t.deepEqual(names({'package.json': '{"workspaces": {"packages": ["./packages/{a,build}/"]}}'}), expected);
	t.deepEqual(names({'pnpm-workspace.yaml': "packages:\n  - 'packages/**'\n  - '!**/test/**'\n"}), expected);
	t.deepEqual(names({'lerna.json': '{"packages": ["packages/*"]}'}), expected);
	t.deepEqual(names({}), [[undefined, '@x/a'], ['generated']], 'without a workspace, build is a build folder');
});

test('a package.json that is broken, or strange, or full of __proto__', t => {
	const root = makeFolder(t, {
		'a.js': '',
		'package.json': '{"name": 5, "main": [], "dependencies": {"__proto__": "1", "x": 2}, "exports": null}',
		'broken/package.json': '{"name": "b",',
		'list/package.json': '[]',
		'pnpm-workspace.yaml': 'packages: [',
	});
	const {project, diagnostics} = openProject('.', {cwd: root});
	t.deepEqual(Object.entries(project.packages[0]!.dependencies), [['__proto__', '1']]);
	t.deepEqual(
		diagnostics.filter(({level}) => level === 'warning').map(({code, file}) => `${code} ${file}`),
		['package-broken broken/package.json', 'package-broken list/package.json', 'package-broken pnpm-workspace.yaml'],
	);
});
