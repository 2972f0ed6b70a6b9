import test from 'ava';
import {repeatOptions} from '../../src/cli/repeat-options.ts';

test('the folder and what decides the findings, not how they are shown', t => {
	t.deepEqual(repeatOptions({dir: 'packages/a b', coverage: ['x', 'y'], top: '3', failOn: ['unfired']}), [
		'packages/a b',
		'--coverage',
		'x',
		'--coverage',
		'y',
	]);
	t.deepEqual(repeatOptions({dir: '.', coverage: undefined}), []);
});
