import test from 'ava';
import type {ReportSite} from '../../src/model/report.ts';
import {renderGitlab} from '../../src/report/gitlab.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

interface Entry {
	description: string;
	check_name: string;
	fingerprint: string;
	severity: string;
	location: {path: string; lines: {begin: number}};
}
const entriesOf = (...sites: Array<Partial<ReportSite>>): Entry[] =>
	JSON.parse(renderGitlab(sampleReport({sites: sites.map(sampleSite)})));

test('an entry has what Code Quality asks for', t => {
	const [entry] = entriesOf({
		arcs: [sampleArc('exhaust', 'unfired', {why: 'The last throw never ran.'})],
		next: ['a test'],
	});
	t.deepEqual(entry, {
		description:
			'Covered, never triggered: the retry in Charger.charge never gave up after its last attempt. The last throw never ran. Next: a test.',
		check_name: 'unfired/retry.exhaust',
		fingerprint: entry!.fingerprint,
		severity: 'major',
		location: {path: 'src/payments/charge.ts', lines: {begin: 42}},
	});
	t.regex(entry!.fingerprint, /^[0-9a-f]{40}$/);
});

test('a fingerprint stays while the site does, and no two are alike', t => {
	const flaws = [
		{flaw: 'eager' as const, line: 43, why: 'a'},
		{flaw: 'eager' as const, line: 44, why: 'b'},
	];
	const before = entriesOf({flaws}).map(({fingerprint}) => fingerprint);
	const moved = entriesOf({flaws, line: 62, endLine: 64, rank: 7}).map(({fingerprint}) => fingerprint);
	t.deepEqual(moved, before);
	t.is(new Set(before).size, 5);
	t.not(entriesOf({file: 'packages/b/src/a.ts'})[0]!.fingerprint, entriesOf({file: 'src/a.ts'})[0]!.fingerprint);
});

test('entries come by rank, and what is no finding gives none', t => {
	const arcs = [
		sampleArc('retry', 'unfired'),
		sampleArc('recover', 'unfired', {known: true}),
		sampleArc('exhaust', 'undecided'),
	];
	const found = entriesOf(
		{rank: 2, file: 'b.ts', arcs},
		{rank: 1, file: 'a.ts', arcs, operation: 'local'},
		{rank: 3, unchanged: true},
	);
	t.deepEqual(
		found.map(({location, severity}) => [location.path, severity]),
		[
			['a.ts', 'minor'],
			['b.ts', 'major'],
		],
	);
});
