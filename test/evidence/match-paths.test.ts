import test from 'ava';
import {matchPaths} from '../../src/evidence/paths/match-paths.ts';
import type {PathRequest} from '../../src/evidence/paths/path-candidates.ts';

function match(recorded: string[], files: string[], more: Partial<PathRequest> = {}) {
	const {matched, ambiguous} = matchPaths(recorded, {root: '/srv/app', files: new Set(files), ...more});
	return {matched: Object.fromEntries(matched), ambiguous};
}

const found = (matched: {[path: string]: string}) => ({matched, ambiguous: []});

test('paths in the root, relative, absolute or as URLs', t => {
	for (const path of [
		'src/a.ts',
		'./src/a.ts',
		'/srv/app/src/a.ts',
		'file:///srv/app/src/a.ts',
		'src\\a.ts',
		'file:///srv/app/src/a.ts?namespace=1',
	]) {
		t.deepEqual(match([path], ['src/a.ts']), found({[path]: 'src/a.ts'}));
	}
});

test('another checkout, a container, a Windows machine', t => {
	const files = ['src/a.ts', 'src/b.ts'];
	for (const root of ['/home/ci/app', '/app', 'C:\\ci\\app', 'file:///D:/ci']) {
		const slash = root.includes('\\') ? '\\' : '/';
		const path = [root, 'src', 'a.ts'].join(slash);
		t.deepEqual(match([path], files), found({[path]: 'src/a.ts'}));
	}
});

test('a space in a URL', t => {
	t.deepEqual(match(['file:///x/my%20app/a.ts'], ['my app/a.ts']), found({'file:///x/my%20app/a.ts': 'my app/a.ts'}));
});

test('the scan root is a folder of the repository that was recorded', t => {
	const recorded = ['packages/one/src/index.ts', 'packages/two/src/index.ts', 'packages/one/src/a.ts'];
	t.deepEqual(match(recorded, ['src/index.ts', 'src/a.ts']), {
		matched: {'packages/one/src/index.ts': 'src/index.ts', 'packages/one/src/a.ts': 'src/a.ts'},
		ambiguous: [],
	});
});

test('a package was recorded alone, the repository is scanned', t => {
	const recorded = ['/ci/one/src/index.ts', '/ci/one/src/a.ts'];
	t.deepEqual(
		match(recorded, ['packages/one/src/index.ts', 'packages/one/src/a.ts', 'packages/two/src/index.ts']).matched,
		{
			'/ci/one/src/index.ts': 'packages/one/src/index.ts',
			'/ci/one/src/a.ts': 'packages/one/src/a.ts',
		},
	);
});

test('relative to the package that the coverage stands in', t => {
	const files = ['packages/one/src/a.ts', 'packages/two/src/a.ts'];
	t.deepEqual(
		match(['src/a.ts'], files, {folder: 'packages/two/coverage'}),
		found({'src/a.ts': 'packages/two/src/a.ts'}),
	);
});

test('two files fit equally well: neither is used', t => {
	t.deepEqual(match(['/ci/x/src/a.ts'], ['one/src/a.ts', 'two/src/a.ts']), {
		matched: {},
		ambiguous: ['/ci/x/src/a.ts'],
	});
});

test('its neighbours settle a path that fits two files', t => {
	const recorded = ['/ci/x/src/a.ts', '/ci/x/src/only.ts'];
	const {matched} = match(recorded, ['one/src/a.ts', 'one/src/only.ts', 'two/src/a.ts']);
	t.is(matched['/ci/x/src/a.ts'], 'one/src/a.ts');
});

test('the folder that was recorded in may be named', t => {
	const files = ['src/a.ts', 'lib/src/a.ts'];
	t.deepEqual(match(['/app/src/a.ts'], files, {coverageRoot: '/app'}), found({'/app/src/a.ts': 'src/a.ts'}));
});

test('dependencies and strangers match nothing', t => {
	t.deepEqual(match(['/app/node_modules/x/src/a.ts', '../other/b.ts', '/etc/c.ts'], ['src/a.ts']), found({}));
});
