import test, {type ExecutionContext} from 'ava';
import {readSetups} from '../../src/project/read-setups.ts';
import {makeFolder} from '../make-folder.ts';

const FILES = new Set(['test/setup.js', 'test/more.ts', 'src/setup/index.ts', 'packages/a/setup.mjs', 'unused.js']);

function setupsOf(t: ExecutionContext, files: Record<string, string>, folders = ['.']): string[] {
	const root = makeFolder(t, files);
	return readSetups(root, folders, FILES).map(({folder, file}) => `${folder} ${file}`);
}

test('configs as data: json, plain objects, package.json, yaml', t => {
	t.deepEqual(setupsOf(t, {'jest.config.json': '{"setupFiles": ["<rootDir>/test/setup"], "roots": ["unused.js"]}'}), [
		'. test/setup.js',
	]);
	t.deepEqual(
		setupsOf(t, {
			'vitest.config.ts': `export default defineConfig({test: {setupFiles: ['./test/more.ts', './src/setup']}})`,
		}),
		['. src/setup/index.ts', '. test/more.ts'],
	);
	t.deepEqual(
		setupsOf(t, {'package.json': '{"jest": {"setupFilesAfterEnv": ["./test/setup.js"]}, "file": "unused.js"}'}),
		['. test/setup.js'],
	);
	t.deepEqual(setupsOf(t, {'.mocharc.yml': 'require:\n  - ts-node/register\n  - ./test/setup.js\n'}), [
		'. test/setup.js',
	]);
});

test('a path that is put together from its folder', t => {
	const config = `module.exports = {setupFiles: [path.join(__dirname, 'test/setup.js')]}`;
	t.deepEqual(setupsOf(t, {'jest.config.js': config}), ['. test/setup.js']);
});

test('scripts that run tests; others do not', t => {
	const scripts = {test: 'mocha -r ./test/setup.js', start: 'node -r ./unused.js .'};
	t.deepEqual(setupsOf(t, {'package.json': JSON.stringify({scripts})}), ['. test/setup.js']);
});

test('relative to the package; broken and missing configs say nothing', t => {
	const config = {
		'packages/a/package.json': '{"ava": {"require": ["./setup.mjs"]}}',
		'jest.config.js': 'module.exports = {',
	};
	t.deepEqual(setupsOf(t, config, ['.', 'packages/a']), ['packages/a packages/a/setup.mjs']);
});
