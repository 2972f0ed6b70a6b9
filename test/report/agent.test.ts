import test from 'ava';
import type {Report} from '../../src/model/report.ts';
import {renderAgent} from '../../src/report/agent.ts';
import {sampleArc, sampleReport, sampleSite, sampleSummary} from './sample-report.ts';

const linesOf = (more: Partial<Report>) => renderAgent(sampleReport(more)).trimEnd().split('\n');

test('a clean run says so in its one line', t => {
	const sites = [sampleSite({arcs: [sampleArc('retry', 'fired')], next: []})];
	t.deepEqual(linesOf({sites, summary: sampleSummary({arcs: {fired: 1}, errorPathCoverage: 1, gap: -8.6})}), [
		'unfired: 0 findings. 1 site, 1 arc: 1 fired, 0 unfired, 0 uncovered, 0 undecided. Error-path coverage 100.0 %, gap -8.6 points.',
	]);
});

test('what is grave about the scan has a line, and without coverage the last line says what to run', t => {
	const sites = [sampleSite({arcs: [sampleArc('retry', 'undecided')], next: []})];
	const lines = linesOf({
		sites,
		coverage: [],
		diagnostics: [
			{level: 'info', code: 'coverage-missing', message: 'Run `npm test`.'},
			{level: 'warning', code: 'coverage-stale', message: 'It changed.', file: 'src/b.ts'},
		],
	});
	t.is(lines.length, 2);
	t.is(lines[0], 'warning coverage-stale src/b.ts: It changed.');
	t.regex(lines[1]!, /next: Run `npm test`\.$/);
});

test('a name cannot make a line of its own, nor a command of a log', t => {
	const lines = linesOf({sites: [sampleSite({file: '::error::x\n##[group]y', arcs: [sampleArc('retry', 'unfired')]})]});
	t.is(lines.length, 2);
	t.true(lines[0]!.startsWith('\\x3a:error::x\\x0a\\x23#[group]y:42 retry.retry unfired 0.68 '));
});
