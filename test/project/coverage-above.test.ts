import {join} from 'node:path';
import test from 'ava';
import {openProject} from '../../src/project/open-project.ts';
import {makeFolder} from '../make-folder.ts';

const REPOSITORY = {
	'.git/HEAD': 'ref: refs/heads/main\n',
	'package.json': '{"name": "whole"}',
	'packages/a/package.json': '{"name": "a"}',
	'packages/a/src/a.ts': 'export const a = 1;\n',
};
const said = (root: string) =>
	openProject('.', {cwd: join(root, 'packages/a')}).diagnostics.filter(({code}) => code.startsWith('coverage-'));

test('a package is scanned, and the coverage stands above it', t => {
	const root = makeFolder(t, {...REPOSITORY, 'coverage/coverage-final.json': '{}'});
	const [diagnostic] = said(root);
	t.is(diagnostic?.level, 'info');
	t.regex(diagnostic!.message, /above it: `?\.\.\/\.\.\/coverage\/coverage-final\.json/);
});

test('the package has its own, or there is none in the repository', t => {
	const own = {'packages/a/coverage/coverage-final.json': '{}', 'coverage/coverage-final.json': '{}'};
	t.deepEqual(said(makeFolder(t, {...REPOSITORY, ...own})), []);
	t.deepEqual(said(makeFolder(t, REPOSITORY)), []);
});
