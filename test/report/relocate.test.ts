import test from 'ava';
import {relocateReport} from '../../src/report/relocate.ts';
import {sampleReport} from './sample-report.ts';

test('every file is told from above, but one that stands outside; nothing else changes', t => {
	const diagnostics = ['/tmp/c.json', 'C:\\c.json', 'src/a.ts'].map(file => ({
		level: 'error' as const,
		code: 'coverage-broken' as const,
		message: 'Not JSON.',
		file,
	}));
	const report = sampleReport({diagnostics});
	const moved = relocateReport(report, 'packages/api');
	const [site] = moved.sites;
	t.deepEqual(
		[
			site!.file,
			site!.guards[0]!.file,
			site!.steps[1]!.file,
			site!.arcs[2]!.witnesses[0]!.file,
			site!.arcs[0]!.tests[0]!.file,
		],
		[
			'packages/api/src/payments/charge.ts',
			'packages/api/src/payments/charge.ts',
			'packages/api/src/orders.ts',
			'packages/api/src/payments/charge.ts',
			'packages/api/test/charge.test.ts',
		],
	);
	t.deepEqual(
		moved.diagnostics.map(({file}) => file),
		['/tmp/c.json', 'C:\\c.json', 'packages/api/src/a.ts'],
	);
	t.deepEqual(JSON.parse(JSON.stringify(moved).replaceAll('packages/api/', '')), JSON.parse(JSON.stringify(report)));
	t.is(relocateReport(report, ''), report);
});
