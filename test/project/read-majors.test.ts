import test from 'ava';
import type {Project} from '../../src/model/project.ts';
import {majorsIn} from '../../src/project/majors-in.ts';
import {openProject} from '../../src/project/open-project.ts';
import {readMajors} from '../../src/project/read-majors.ts';
import {makeFolder} from '../make-folder.ts';

for (const [range, majors] of [
	['^3.2.0', [3]],
	['~3.2', [3]],
	['3', [3]],
	['v3.1.0', [3]],
	['=3.1.0-beta.2', [3]],
	['3.x', [3]],
	['^0.3.1', [0]],
	['^4 || ^3.1', [3, 4]],
	['1.2 - 3.0.0', [1, 2, 3]],
	['>=2 <4', [2, 3]],
	['>=2.1.0 <4.0.0', [2, 3]],
	['>=2.1.0 <=4.0.0', [2, 3, 4]],
	['>2 <4.1', [2, 3, 4]],
	['workspace:^3.1.0', [3]],
	['*', []],
	['>=3', []],
	['^3 || *', []],
	['latest', []],
	['', []],
	['workspace:*', []],
	['catalog:', []],
	['npm:other@^3', []],
	['github:a/b#v3', []],
	['>=0 <999999999', []],
] as Array<[string, number[]]>) {
	test(`majors in ${range || 'nothing'}`, t => {
		t.deepEqual(majorsIn(range), majors);
	});
}

const open = (root: string): Project => openProject('.', {cwd: root}).project;
const code = {'src/a.ts': 'export {}', 'packages/b/src/b.ts': 'export {}'};
const json = (value: object) => JSON.stringify(value);

test('the nearest package.json decides, then those around it', t => {
	const root = makeFolder(t, {
		...code,
		'package.json': json({workspaces: ['packages/*'], dependencies: {effect: '^3.1.0', redis: '^3.0.0'}}),
		'packages/b/package.json': json({name: 'b', dependencies: {effect: '^4.0.0'}}),
	});
	const majors = readMajors(open(root), ['effect', 'redis', 'p-retry']);
	t.deepEqual(
		[...majors('src/a.ts')],
		[
			['effect', [3]],
			['redis', [3]],
		],
	);
	t.deepEqual(
		[...majors('packages/b/src/b.ts')],
		[
			['effect', [4]],
			['redis', [3]],
		],
	);
	t.is(majors('src/a.ts'), majors('src/other.ts'), 'one answer for all files of a package');
});

test('what is installed decides before any range', t => {
	const root = makeFolder(t, {
		...code,
		'package.json': json({workspaces: ['packages/*'], dependencies: {effect: '*', redis: '^3.0.0'}}),
		'packages/b/package.json': json({name: 'b'}),
		'node_modules/effect/package.json': json({version: '3.9.0'}),
		'node_modules/redis/package.json': 'broken',
		'packages/b/node_modules/effect/package.json': json({version: '4.0.0-beta.1'}),
	});
	const majors = readMajors(open(root), ['effect', 'redis']);
	t.deepEqual(
		[...majors('src/a.ts')],
		[
			['effect', [3]],
			['redis', [3]],
		],
	);
	t.deepEqual(majors('packages/b/src/b.ts').get('effect'), [4]);
});

test('no name leads out of node_modules', t => {
	const root = makeFolder(t, {...code, 'package.json': json({version: '5.0.0'})});
	const majors = readMajors(open(root), ['..', '../..', '@a/../..', './src/x', 'constructor', '__proto__']);
	t.deepEqual([...majors('src/a.ts')], []);
});
