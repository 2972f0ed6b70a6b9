import test from 'ava';
import type {Report, ReportSite} from '../../src/model/report.ts';
import {renderGithub} from '../../src/report/github.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

/** `count` sites, the warnings first by rank, and then as many notices as are left. */
const ofSites = (count: number, warnings: number): Report =>
	sampleReport({
		sites: Array.from({length: count}, (_, index) =>
			sampleSite({
				id: `retry:${index}`,
				rank: index + 1,
				line: index + 1,
				operation: index < warnings ? 'external' : 'local',
				arcs: [sampleArc('retry', 'unfired')],
			}),
		).reverse(),
	});

const commandsOf = (report: Report) => {
	const commands = renderGithub(report)
		.split('\n')
		.filter(line => line.startsWith('::'));
	return {
		warnings: commands.filter(line => line.startsWith('::warning ')),
		notices: commands.filter(line => line.startsWith('::notice ')),
		last: commands.at(-1)!,
	};
};

test('ten of each kind are annotated, and nothing is said of more', t => {
	const {warnings, notices, last} = commandsOf(ofSites(20, 10));
	t.deepEqual([warnings.length, notices.length], [10, 10]);
	t.regex(last, /^::notice file=/);
});

for (const [count, warnings, shown, left] of [
	[21, 10, 19, 2],
	[21, 11, 19, 2],
	[11, 11, 10, 1],
	[10_000, 9000, 19, 9981],
] as const) {
	test(`of ${count} sites, ${warnings} of them warnings, ${left} are only counted`, t => {
		const commands = commandsOf(ofSites(count, warnings));
		t.is(commands.warnings.length, Math.min(10, warnings));
		t.true(commands.notices.length <= 10);
		t.is(commands.warnings.length + commands.notices.length, shown + 1);
		t.regex(commands.warnings[0]!, /line=1,/, 'the highest rank comes first');
		t.true(commands.last.startsWith(`::notice title=unfired::${left.toLocaleString('en-US')} more place`));
	});
}

test('what the runner would read as syntax is escaped by its rules', t => {
	const hostile: Partial<ReportSite> = {
		file: 'src/a,b:c%.ts',
		name: 'f::error::x\n::set-env name=A::b',
		arcs: [sampleArc('retry', 'unfired', {why: '100 % of\r\n::error::all, it: failed'})],
		next: [],
	};
	const lines = renderGithub(sampleReport({sites: [sampleSite(hostile)]})).split('\n');
	t.is(lines.length, 3);
	t.is(
		lines[1],
		'::warning file=src/a%2Cb%3Ac%25.ts,line=42,title=retry in f\\x3a%3Aerror\\x3a%3Ax\\x0a\\x3a%3Aset-env name=A%3A%3Ab%3A retry never fired::retry: 100 %25 of\\x0d\\x0a\\x3a:error::all, it: failed',
	);
});

test('a flaw is an annotation of its own, and a site without findings gives none', t => {
	const flaws = [{flaw: 'unlistened' as const, line: 43, why: 'Nobody listens.'}];
	const arcs = [sampleArc('retry', 'fired'), sampleArc('recover', 'unfired', {known: true})];
	const [head, ...commands] = renderGithub(sampleReport({sites: [sampleSite({arcs, flaws})]}))
		.trim()
		.split('\n');
	t.is(head, 'unfired: 0 findings, 1 flaw. Not counted: 1 in the baseline.');
	t.is(commands.length, 1);
	t.regex(
		commands[0]!,
		/^::warning file=src\/payments\/charge\.ts,line=43,title=Client whose 'error' event nobody listens to::Nobody listens\.%0AInstead: /,
	);
});
