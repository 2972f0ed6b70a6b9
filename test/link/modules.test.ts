import test from 'ava';
import {linkModules} from '../../src/link/modules.ts';
import type {Project} from '../../src/model/project.ts';
import {factsOf, packageOf, projectOf} from './facts-of.ts';

const modulesOf = (files: string[], over: Partial<Project> = {}) =>
	linkModules(factsOf(Object.fromEntries(files.map(file => [file, '']))), projectOf(over));

test('relative specifiers: extensions stand for their sources, folders for their index', t => {
	const {resolve} = modulesOf(['src/a.ts', 'src/b/index.ts', 'src/c.mts', 'src/d.jsx', 'src/e.json.ts']);
	t.is(resolve('src/x.ts', './a.js'), 'src/a.ts');
	t.is(resolve('src/x.ts', './a'), 'src/a.ts');
	t.is(resolve('src/x.ts', './b'), 'src/b/index.ts');
	t.is(resolve('src/b/y.ts', '..'), undefined);
	t.is(resolve('src/b/y.ts', '.'), 'src/b/index.ts');
	t.is(resolve('src/x.ts', './c.mjs'), 'src/c.mts');
	t.is(resolve('src/x.ts', './d'), 'src/d.jsx');
	t.is(resolve('src/x.ts', './gone.js'), undefined);
	t.is(resolve('src/x.ts', 'node:fs'), undefined);
});

test('paths of the nearest tsconfig, the longest pattern first, and baseUrl', t => {
	const config = {file: 'tsconfig.json', folder: '.', paths: {'@/*': ['src/*'], '@/db/*': ['db/*']}, files: []};
	const near = {file: 'app/tsconfig.json', folder: 'app', baseUrl: 'app', paths: {'@/*': ['app/own/*']}, files: []};
	const {resolve} = modulesOf(['src/a.ts', 'db/b.ts', 'app/own/a.ts', 'app/util/c.ts'], {configs: [config, near]});
	t.is(resolve('src/x.ts', '@/a'), 'src/a.ts');
	t.is(resolve('src/x.ts', '@/db/b'), 'db/b.ts');
	t.is(resolve('app/x.ts', '@/a'), 'app/own/a.ts');
	t.is(resolve('app/x.ts', 'util/c'), 'app/util/c.ts');
});

test('workspace packages by name, their built entries led back to the source', t => {
	const packages = [
		packageOf({folder: 'packages/core', name: '@x/core', entries: [{subpath: '.', target: './dist/esm/index.js'}]}),
		packageOf({folder: 'packages/util', name: '@x/util', entries: [{subpath: './*', target: './lib/*.js'}]}),
		packageOf({folder: 'packages/bare', name: 'bare'}),
	];
	const files = ['packages/core/src/index.ts', 'packages/util/src/time.ts', 'packages/bare/index.js'];
	const {resolve} = modulesOf(files, {packages});
	t.is(resolve('app.ts', '@x/core'), 'packages/core/src/index.ts');
	t.is(resolve('app.ts', '@x/util/time'), 'packages/util/src/time.ts');
	t.is(resolve('app.ts', 'bare'), 'packages/bare/index.js');
	t.is(resolve('app.ts', '@x/corex'), undefined);
});

test('an entry by the outDir that built it', t => {
	const configs = [{file: 'tsconfig.json', folder: '.', paths: {}, outDir: 'target', rootDir: 'code', files: []}];
	const {entryFile} = modulesOf(['code/main.ts', 'main.ts'], {configs});
	t.is(entryFile(packageOf(), 'target/main.js'), 'code/main.ts');
	t.is(entryFile(packageOf(), './main.js'), 'main.ts');
	t.is(entryFile(packageOf(), './nothing.js'), undefined);
	t.is(entryFile(packageOf(), './package.json'), undefined);
});

test('imports for types alone load nothing', t => {
	const facts = factsOf({
		'a.ts': "import type {T} from './t.js'; import {v} from './v.js'; const l = () => import('./l.js');",
		't.ts': '',
		'v.ts': '',
		'l.ts': '',
	});
	t.deepEqual(linkModules(facts, projectOf()).importsOf('a.ts'), ['v.ts', 'l.ts']);
});
