import test from 'ava';
import {openProject} from '../../src/project/open-project.ts';
import {makeFolder} from '../make-folder.ts';

const open = (root: string) => openProject('.', {cwd: root});

test('paths, baseUrl and files come through extends and references', t => {
	const root = makeFolder(t, {
		'base/tsconfig.base.json': '{"compilerOptions": {"baseUrl": "../src", "paths": {"@/*": ["./*"]}}}',
		'tsconfig.json': '{"references": [{"path": "./app"}, {"path": "./tsconfig.node.json"}], "files": []}',
		'tsconfig.node.json': '{"include": ["tools.ts"]}',
		'tsconfig.build.json': '{"include": ["**/*"]}',
		'app/tsconfig.json': `{
			// Comments and trailing commas are fine.
			"extends": "../base/tsconfig.base.json",
			"include": ["../src"], "exclude": ["../src/old"],
			"compilerOptions": {"outDir": "../dist", "incremental": true, "tsBuildInfoFile": "../info",},
		}`,
		'src/a.ts': '',
		'src/old/b.ts': '',
		'tools.ts': '',
		'node_modules/x/index.ts': '',
	});
	t.deepEqual(open(root).project.configs, [
		{
			file: 'app/tsconfig.json',
			folder: 'app',
			baseUrl: 'src',
			paths: {'@/*': ['src/*']},
			outDir: 'dist',
			files: ['src/a.ts'],
		},
		{file: 'tsconfig.json', folder: '.', paths: {}, files: []},
		{file: 'tsconfig.node.json', folder: '.', paths: {}, files: ['tools.ts']},
	]);
	t.deepEqual(open(root).diagnostics, []);
});

test('a broken config, one that extends itself and one whose base is missing do not stop the scan', t => {
	const root = makeFolder(t, {
		'src/a.ts': '',
		'broken/tsconfig.json': '{"compilerOptions": {',
		'empty/tsconfig.json': '',
		'list/tsconfig.json': '[1, 2]',
		'loop/tsconfig.json': '{"extends": "./other.json", "compilerOptions": {"paths": {"x": ["./y"]}}}',
		'loop/other.json': '{"extends": "./tsconfig.json"}',
		'missing/tsconfig.json': '{"extends": "@tsconfig/node20/tsconfig.json"}',
		'strange/tsconfig.json': '{"compilerOptions": {"target": "es2099", "new": true, "paths": 5}, "include": 7}',
	});
	const {project, diagnostics} = open(root);
	t.is(project.files.length, 1);
	t.deepEqual(project.configs.find(({folder}) => folder === 'loop')?.paths, {x: ['loop/y']});
	t.deepEqual(
		diagnostics.map(({level, file = ''}) => `${level} ${file}`),
		['warning broken/tsconfig.json', 'warning list/tsconfig.json', 'warning loop/tsconfig.json', 'info '],
	);
	t.regex(diagnostics[2]!.message, /extends itself/);
	t.regex(diagnostics[3]!.message, /^missing\/tsconfig\.json extends a config that is not installed/);
	for (const {message} of diagnostics) t.false(message.includes(root));
});
