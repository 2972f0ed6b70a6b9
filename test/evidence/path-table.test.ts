import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {statementAt} from './support/covered.ts';
import {istanbulFile} from './support/istanbul.ts';
import {makeFolder, readCoverage} from './support/record.ts';

/** Texts that no counter of another of them fits: each of its calls begins in a column of its own. */
const text = (name: string): string =>
	Array.from({length: 8}, (_, id) => `${' '.repeat(name.length + id)}${name}${id}();`).join('\n');
const record = (path: string, name: string, count = 1) => {
	const statements = Array.from({length: 8}, (_, id): [string, number] => [`${name}${id}()`, count]);
	return {[path]: istanbulFile(text(name), {path, statements})};
};

interface Case {
	/** Scanned files, by path; the name that their texts are made of. */
	files: {[path: string]: string};
	/** Recorded paths. `$` stands for the scanned root. */
	recorded: {[path: string]: string};
	/** The file that each recorded path means; what is not here means none. */
	matched: {[path: string]: string};
	/** Where the coverage stands and what is on disk besides. */
	at?: string;
	onDisk?: string[];
	/** Folder that is scanned, in the repository. */
	scanned?: string;
	coverageRoot?: string;
	codes?: string[];
}

const ONE = {'src/a.ts': 'a'};
const TWINS = {'packages/one/src/index.ts': 'one', 'packages/two/src/index.ts': 'second'};
const ALIKE = {'packages/one/src/index.ts': 'x', 'packages/two/src/index.ts': 'x'};
const oneAt = (path: string): Case => ({files: ONE, recorded: {[path]: 'a'}, matched: {[path]: 'src/a.ts'}});

const CASES: {[name: string]: Case} = {
	'same checkout': oneAt('$/src/a.ts'),
	'relative to the root': oneAt('src/a.ts'),
	'another root': oneAt('/home/ci/work/project/src/a.ts'),
	'a container': oneAt('/usr/src/app/src/a.ts'),
	'a workspace of CI': oneAt('/workspace/src/a.ts'),
	'Windows, a drive and backslashes': oneAt('C:\\ci\\project\\src\\a.ts'),
	'Windows, a URL': oneAt('file:///D:/ci/project/src/a.ts'),
	'Windows, another case': oneAt('c:\\CI\\Project\\SRC\\A.ts'),
	'elsewhere, another case is another file': {
		files: ONE,
		recorded: {'/ci/project/SRC/A.ts': 'a'},
		matched: {},
		codes: ['coverage-unmatched'],
	},
	'webpack, with the hash of a loader': oneAt('webpack://project/./src/a.ts?1f2e'),
	'Vite, outside its root': oneAt('/@fs/ci/project/src/a.ts'),
	'the sandbox of a build': oneAt('/private/var/tmp/_bazel_ci/1/execroot/_main/bazel-out/k8-fastbuild/bin/src/a.ts'),
	'a package of its own, its coverage in it': {
		files: TWINS,
		at: 'packages/two/coverage/coverage-final.json',
		recorded: {'src/index.ts': 'second'},
		matched: {'src/index.ts': 'packages/two/src/index.ts'},
	},
	'a package of its own, recorded in a container': {
		files: ALIKE,
		at: 'packages/two/coverage/coverage-final.json',
		recorded: {'/app/src/index.ts': 'x'},
		matched: {'/app/src/index.ts': 'packages/two/src/index.ts'},
	},
	'two files with the same name': {
		files: ALIKE,
		recorded: {'/app/src/index.ts': 'x'},
		matched: {},
		codes: ['coverage-ambiguous', 'coverage-unmatched'],
	},
	'two files with the same name, told by their text': {
		files: {...TWINS, 'packages/one/src/b.ts': 'b', 'packages/two/src/b.ts': 'b'},
		recorded: {'/app/src/index.ts': 'second', '/app/src/b.ts': 'b'},
		// One that is told tells its neighbours.
		matched: {'/app/src/index.ts': 'packages/two/src/index.ts', '/app/src/b.ts': 'packages/two/src/b.ts'},
	},
	'two files with the same name, the root of the paths is named': {
		files: {...ALIKE, 'src/index.ts': 'x'},
		recorded: {'/app/src/index.ts': 'x'},
		coverageRoot: '/app',
		matched: {'/app/src/index.ts': 'src/index.ts'},
	},
	'a named root that no path begins with': {
		...oneAt('/ci/project/src/a.ts'),
		coverageRoot: '/app',
		codes: ['coverage-root'],
	},
	'a package is scanned, the repository was recorded': {
		files: {'src/index.ts': 'one'},
		scanned: 'packages/one',
		recorded: {'/ci/packages/one/src/index.ts': 'one', '/ci/packages/two/src/index.ts': 'one'},
		matched: {'/ci/packages/one/src/index.ts': 'src/index.ts'},
	},
	'a package is scanned, only its neighbour was recorded': {
		files: {'src/index.ts': 'one'},
		scanned: 'packages/one',
		onDisk: ['.git/HEAD', 'packages/two/src/index.ts'],
		recorded: {'/ci/packages/two/src/index.ts': 'one'},
		matched: {},
		codes: ['coverage-unmatched'],
	},
	'compiled JavaScript beside its source': {
		files: {'src/a.js': 'a'},
		onDisk: ['dist/src/a.js'],
		recorded: {'/ci/project/dist/src/a.js': 'a'},
		matched: {},
		codes: ['coverage-unmatched'],
	},
	'compiled TypeScript is never its source': {
		files: {'src/a.ts': 'a'},
		recorded: {'/ci/project/src/a.js': 'a'},
		matched: {},
		codes: ['coverage-unmatched'],
	},
	'another repository': {
		files: ONE,
		recorded: {'/ci/other/src/b.ts': 'b'},
		matched: {},
		codes: ['coverage-unmatched'],
	},
};

for (const [name, {files, recorded, matched, at, onDisk, scanned, coverageRoot, codes = []}] of Object.entries(CASES)) {
	test(name, t => {
		const inside = (path: string) => (scanned ? `${scanned}/${path}` : path);
		const disk = Object.fromEntries(Object.entries(files).map(([path, of]) => [inside(path), text(of)]));
		const others = Object.fromEntries((onDisk ?? []).map(path => [path, '']));
		const root = join(makeFolder({...disk, ...others}), scanned ?? '.');
		const paths = Object.keys(recorded).map(path => path.replace('$', root));
		const entries = Object.values(recorded).map((of, id) => record(paths[id]!, of, id + 1));
		const coverage = at ?? 'coverage-final.json';
		mkdirSync(join(root, coverage, '..'), {recursive: true});
		const document = Object.assign({}, ...entries);
		const sources = Object.fromEntries(Object.entries(files).map(([path, of]) => [path, text(of)]));
		writeFileSync(join(root, coverage), JSON.stringify(document));
		const read = readCoverage(sources, [], {root, coverage: [coverage], ...(coverageRoot && {coverageRoot})});
		t.deepEqual(read.codes, codes);
		for (const [file, of] of Object.entries(files)) {
			const id = Object.keys(recorded).findIndex(path => matched[path] === file);
			const count = read.count(statementAt(read.covered[file]!, `${of}3()`));
			t.deepEqual(count, id < 0 ? {least: 0, most: Number.POSITIVE_INFINITY} : {least: id + 1, most: id + 1}, file);
		}
	});
}

test('a link to the checkout', t => {
	const root = makeFolder({'repo/packages/one/src/a.ts': text('a'), 'repo/packages/two/src/a.ts': text('a')});
	symlinkSync(join(root, 'repo'), join(root, 'link'));
	const path = join(root, 'link/packages/two/src/a.ts');
	const sources = {'packages/one/src/a.ts': text('a'), 'packages/two/src/a.ts': text('a')};
	const {counters} = readCoverage(sources, [record(path, 'a')], {root: join(root, 'repo')});
	t.is(counters.state('packages/two/src/a.ts'), 'measured');
	t.is(counters.state('packages/one/src/a.ts'), 'absent');
});
