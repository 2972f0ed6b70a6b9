import test from 'ava';
import {indexTestNames, namesOf} from '../../src/evidence/per-test/per-test-names.ts';

const TESTS = [
	'test/unit/a.test.ts',
	'test/unit/b.spec.js',
	'test/e2e/b.spec.js',
	'src/deep/c_d.test.ts',
	'src/deep/c/d.test.ts',
];
const testOf = indexTestNames(TESTS);

test('a path with other signs between its words', t => {
	for (const name of ['test/unit/a.test.ts', 'test_unit_a.test.ts', 'test-unit-a-test-ts', 'test%unit%a.test.ts'])
		t.is(testOf(name), 'test/unit/a.test.ts', name);
});

test('without endings, and from some folder on', t => {
	for (const name of ['test/unit/a.test', 'unit_a.test.ts', 'a.test.ts', 'a.test', 'unit/a', 'a'])
		t.is(testOf(name), 'test/unit/a.test.ts', name);
});

test('a form that two test files share means none', t => {
	t.is(testOf('b.spec.js'), undefined);
	t.is(testOf('e2e_b.spec.js'), 'test/e2e/b.spec.js');
	t.is(testOf('src_deep_c_d.test.ts'), undefined);
	t.is(testOf('other'), undefined);
	t.is(testOf('--'), undefined);
});

test('names in the path of a document, the nearest first', t => {
	t.deepEqual(namesOf({name: 'run/a.test.ts/coverage/coverage-final.json', folder: 'run/a.test.ts/coverage'}), [
		'run/a.test.ts/coverage/coverage-final',
		'run/a.test.ts/coverage',
		'run/a.test.ts',
		'a.test.ts',
		'run',
		'run',
	]);
	t.deepEqual(namesOf({name: 'a.test.ts.info', folder: ''}), ['a.test.ts']);
});
