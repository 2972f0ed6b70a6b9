import test from 'ava';
import {nearestOf} from '../../../src/cli/config/nearest.ts';
import {rebaseGlob} from '../../../src/cli/config/rebase-glob.ts';

for (const [glob, folder, expected] of [
	['src/**', '', ['src/**']],
	['/a.ts', '', ['/a.ts']],
	['packages/api/src/**', 'packages/api', ['src/**']],
	['packages/api/', 'packages/api', ['**']],
	['packages/api/**', 'packages/api', ['**']],
	['packages/', 'packages/api', ['packages/']],
	['/packages/', 'packages/api', ['**']],
	['packages/web/a.ts', 'packages/api', []],
	['!packages/*/a.ts', 'packages/api', ['!/a.ts']],
	['**/src/*.ts', 'packages/api', ['**/src/*.ts']],
	['**/api/src/*.ts', 'packages/api', ['**/api/src/*.ts', 'src/*.ts']],
	['*.ts', 'packages/api', ['*.ts']],
	['p?ck[a-z]ges/api/x/', 'packages/api', ['/x/']],
] as Array<[string, string, string[]]>) {
	test(`${glob} from ${folder || 'where it stands'}`, t => {
		t.deepEqual(rebaseGlob(glob, folder.split('/').filter(Boolean)).sort(), [...expected].sort());
	});
}

test('the nearest name is told, and none where all are far', t => {
	const names = ['coverage', 'coverageRoot', 'failOn', 'top'];
	t.is(nearestOf('Coverage-root', names), 'coverageRoot');
	t.is(nearestOf('covrage', names), 'coverage');
	t.is(nearestOf('fail_on', names), 'failOn');
	t.is(nearestOf('threshold', names), undefined);
	t.is(nearestOf('x'.repeat(1e6), names), undefined);
});
