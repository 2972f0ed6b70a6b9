import test from 'ava';
import {tellPartial} from '../../src/evidence/tell/tell-partial.ts';
import type {FileState} from '../../src/model/evidence.ts';
import {coveredFile} from './support/covered.ts';
import {makeFolder, readCoverage, recordV8} from './support/record.ts';

/** What is told where the files are in these states. */
function told(states: {[file: string]: FileState}, packages: string[] = ['.']): string[] {
	const files = Object.keys(states).map(file => coveredFile(file, 'a();\n').file);
	return tellPartial({files, state: file => states[file]!, packages}).map(({message}) => message);
}

test('a package of a workspace that was not run', t => {
	const packages = ['.', 'packages/a', 'packages/b'];
	const said = told(
		{'packages/a/x.ts': 'measured', 'packages/b/x.ts': 'absent', 'packages/b/y.ts': 'absent'},
		packages,
	);
	t.is(said.length, 1);
	t.regex(said[0]!, /No coverage speaks of the package packages\/b\. .* run its tests with coverage too/);
});

test('one file that no coverage speaks of is no package', t => {
	t.deepEqual(told({'a/x.ts': 'measured', 'a/y.ts': 'absent'}, ['.', 'a']), []);
});

test('a folder of zeros alone: its suite did not run, or died', t => {
	const zeros = {'a/b/x.ts': 'not-loaded', 'a/b/y.ts': 'not-loaded', 'a/z.ts': 'not-loaded'} as const;
	const said = told({...zeros, 'c/x.ts': 'measured', 'c/y.ts': 'not-loaded'});
	t.is(said.length, 1);
	t.regex(said[0]!, /lists every file of a with zeros alone/);
});

test('nothing was measured: other diagnostics say so', t => {
	t.deepEqual(told({'a/x.ts': 'absent', 'b/x.ts': 'absent'}, ['a', 'b']), []);
});

test('scripts without a test among them', t => {
	const root = makeFolder({'a.mjs': 'export const a = 1;\n', 'a.test.mjs': "import './a.mjs';\n"});
	const sources = {'a.mjs': 'export const a = 1;\n'};
	const tests = {...coveredFile('a.test.mjs', "import './a.mjs';\n").file, role: 'test' as const};
	const files = [coveredFile('a.mjs', sources['a.mjs']).file, tests];
	recordV8(root, 'a.mjs');
	t.deepEqual(readCoverage(sources, [], {root, coverage: ['v8'], files}).codes, ['coverage-partial']);
	recordV8(root, 'a.test.mjs');
	t.deepEqual(readCoverage(sources, [], {root, coverage: ['v8'], files}).codes, []);
});
