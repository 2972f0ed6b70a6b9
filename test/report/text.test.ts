import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import stringWidth from 'string-width';
import type {ReportSite} from '../../src/model/report.ts';
import type {Frames} from '../../src/report/text/page.ts';
import {renderText} from '../../src/report/text.ts';
import {expectGolden} from './golden.ts';
import {
	plainText,
	sampleArc,
	sampleFigures,
	sampleReport,
	sampleSite,
	sampleSummary,
	sampleVerdicts,
} from './sample-report.ts';

const frames: Frames = () => [
	{line: 41, text: '\tasync charge(order: Order) {'},
	{line: 42, text: '\t\treturn pRetry(() => this.gateway.capture(order), {retries: 3});'},
	{line: 43, text: '\t}'},
];

const handler = (line: number, exposure: number): ReportSite =>
	sampleSite({
		id: `handler:${line}`,
		kind: 'handler',
		mechanism: 'hand-rolled',
		file: 'src/log.ts',
		line,
		name: 'flush',
		exposure,
		way: [],
		entryPoints: [],
		steps: [],
		arcs: [sampleArc('enter', 'unfired', {why: 'Its block never ran.'})],
		next: ['a test in which flush fails'],
	});

test('one site shows what, where, why, who tests it, how it is reached and what to write', t => {
	expectGolden(t, 'one-site', renderText(sampleReport(), {...plainText, frames}));
});

test('a narrow ASCII page holds nothing but ASCII and stays within its width', t => {
	const text = renderText(sampleReport(), {...plainText, frames, ascii: true, width: 60});
	expectGolden(t, 'ascii-narrow', text);
	t.regex(text, /^[\n\x20-\x7e]*$/);
	t.true(text.split('\n').every(line => line.length <= 60));
});

test('several kinds: a table, undecided arcs by what would decide them, notes, and what is left out', t => {
	const pool = sampleSite({
		id: 'pool:1',
		kind: 'pool',
		mechanism: 'library:pg',
		file: 'src/db/pool.ts',
		line: 11,
		name: 'createPool',
		operation: 'local',
		certainty: 'likely',
		weight: 0.5,
		exposure: 0.5,
		rank: 3,
		entryPoints: [],
		steps: [],
		way: [],
		arcs: [
			sampleArc('exhaust', 'uncovered', {why: 'No test asks for a connection.', basis: 'counters'}),
			sampleArc('acquire-timeout', 'undecided', {wanted: 'a trace of the run'}),
			sampleArc('resource-error', 'undecided', {wanted: 'a trace of the run'}),
		],
		next: ['a test in which more callers ask at once than the pool has resources'],
	});
	const report = sampleReport({
		sites: [{...handler(3, 0.8), rank: 1}, sampleSite({rank: 2}), pool],
		summary: sampleSummary({
			sites: {retry: 1, pool: 1, handler: 1},
			arcs: {unfired: 4, uncovered: 1, fired: 1, undecided: 2},
			kinds: {
				retry: sampleFigures(),
				pool: sampleFigures({arcs: sampleVerdicts({uncovered: 1, undecided: 2}), errorPathCoverage: 0}),
				handler: sampleFigures({arcs: sampleVerdicts({unfired: 1}), errorPathCoverage: 0}),
			},
			withoutHandlers: sampleFigures({
				sites: 2,
				arcs: sampleVerdicts({unfired: 3, uncovered: 1, fired: 1, undecided: 2}),
				errorPathCoverage: 0.2,
			}),
			external: sampleFigures({sites: 2, arcs: sampleVerdicts({unfired: 4, fired: 1}), errorPathCoverage: 0.2}),
			errorPathCoverage: 0.1667,
			weightedErrorPathCoverage: 0.1,
			gap: 81.4,
		}),
		diagnostics: [
			{level: 'info', code: 'file-skipped', message: 'Generated: not scanned.', file: 'src/gen.ts'},
			{
				level: 'warning',
				code: 'coverage-stale',
				message: 'It changed since the coverage was taken: run the tests again.',
				file: 'src/b.ts',
			},
		],
	});
	expectGolden(t, 'several-kinds', renderText(report, {...plainText, top: 2}));
});

test('handlers follow the other kinds unless they are asked for', t => {
	const report = sampleReport({sites: [handler(3, 0.8), sampleSite()]});
	const order = (handlers: boolean) =>
		[...renderText(report, {...plainText, handlers}).matchAll(/^ \d {2}(\S+)/gm)].map(match => match[1]);
	t.deepEqual(order(false), ['src/payments/charge.ts:42', 'src/log.ts:3']);
	t.deepEqual(order(true), ['src/log.ts:3', 'src/payments/charge.ts:42']);
});

test('a clean run says what was found out', t => {
	const arcs = [
		sampleArc('retry', 'fired'),
		sampleArc('exhaust', 'proven'),
		sampleArc('refuse', 'undecided', {wanted: 'a trace'}),
	];
	const summary = sampleSummary({
		arcs: {fired: 1, proven: 1, undecided: 1},
		errorPathCoverage: 1,
		weightedErrorPathCoverage: 1,
		gap: -8.6,
	});
	expectGolden(t, 'clean', renderText(sampleReport({sites: [sampleSite({arcs, next: []})], summary}), plainText));
});

test('without coverage it says what to run and shows no figure as if it were known', t => {
	const arcs = [sampleArc('retry', 'fired', {basis: 'mocks'}), sampleArc('exhaust', 'undecided', {wanted: 'coverage'})];
	const summary = sampleSummary({
		arcs: {fired: 1, undecided: 1},
		lineCoverage: null,
		errorPathCoverage: null,
		weightedErrorPathCoverage: null,
		gap: null,
	});
	const message = 'No coverage was found, so that little is decided. Run `npm test -- --coverage` and scan again.';
	const diagnostics = [{level: 'info' as const, code: 'coverage-missing' as const, message}];
	expectGolden(
		t,
		'no-coverage',
		renderText(sampleReport({coverage: [], sites: [sampleSite({arcs})], summary, diagnostics}), plainText),
	);
});

test('a project without sites is told so', t => {
	const summary = sampleSummary({sites: {}, arcs: {}, kinds: {}});
	expectGolden(t, 'no-sites', renderText(sampleReport({sites: [], summary}), plainText));
});

test('coverage that does not speak of any site is not called clean', t => {
	const sites = [sampleSite({arcs: [sampleArc('retry', 'undecided')]})];
	const text = renderText(sampleReport({sites, summary: sampleSummary({arcs: {undecided: 1}})}), plainText);
	t.regex(text, /No arc is decided/);
	t.notRegex(text, /Clean/);
});

test('wide characters count as two columns', t => {
	const why = '注文の支払いは十四回始まり、操作も十四回実行された。'.repeat(4);
	const site = sampleSite({file: 'src/支払い/請求.ts', name: '請求する', arcs: [sampleArc('retry', 'unfired', {why})]});
	const text = renderText(sampleReport({sites: [site]}), {...plainText, width: 72});
	expectGolden(t, 'wide', text);
	t.true(text.split('\n').every(line => stringWidth(line) <= 72));
});

test('colour changes nothing but colour', t => {
	const coloured = renderText(sampleReport(), {...plainText, frames, color: true});
	t.true(coloured.includes('\x1b[31m'));
	t.is(stripVTControlCharacters(coloured), renderText(sampleReport(), {...plainText, frames}));
});

test('a place is never cut, however narrow the page', t => {
	const file = `src/${'deep/'.repeat(20)}a.ts`;
	t.true(renderText(sampleReport({sites: [sampleSite({file})]}), {...plainText, width: 40}).includes(`${file}:42`));
});

test('a share below 1 is never shown as 100 %', t => {
	const text = renderText(sampleReport({summary: sampleSummary({errorPathCoverage: 0.9999})}), plainText);
	t.regex(text, /error-path coverage {2}99\.9 %/);
});

test('an arc without weight is listed all the same', t => {
	const text = renderText(sampleReport({sites: [sampleSite({weight: 0, exposure: 0})]}), plainText);
	t.regex(text, /charge\.ts:42/);
});

test('flaws are listed with their place and reason, fired or not', t => {
	const flaws = [{flaw: 'unbounded' as const, line: 43, why: 'It has no limit.'}];
	const site = sampleSite({arcs: [sampleArc('retry', 'fired')], flaws});
	const text = renderText(sampleReport({sites: [site]}), plainText);
	t.regex(text, /\n1 flaw\n {2}src\/payments\/charge\.ts:43 unbounded retry: It has no limit\.\n/);
});

test('ways of many steps keep both ends', t => {
	const way = ['POST /a', 'b', 'c', 'd', 'e', 'f', 'g'];
	const text = renderText(sampleReport({sites: [sampleSite({way})]}), plainText);
	t.regex(text, /reached from src\/server\.ts:20 POST \/a → b → c → … → f → g\n/);
});

test('stand-ins are told apart by what they do', t => {
	const mock = (line: number, outcome: 'succeeds' | 'fails') => ({
		file: 'test/a.test.ts',
		line,
		outcome,
		target: 'fetch',
	});
	const text = (mocks: ReturnType<typeof mock>[]) =>
		renderText(sampleReport({sites: [sampleSite({arcs: [sampleArc('retry', 'unfired', {mocks})]})]}), plainText);
	t.regex(
		text([mock(1, 'succeeds'), mock(2, 'succeeds')]),
		/All 2 stand-ins for fetch succeed \(test\/a\.test\.ts:1, \+1\)\./,
	);
	t.regex(
		text([mock(1, 'succeeds'), mock(2, 'fails')]),
		/1 stand-in for fetch succeeds \(\S+\)\.\s+1 stand-in for fetch fails/,
	);
});

test('an absurd width, a line without end and 10,000 sites are taken calmly', t => {
	const sites = Array.from({length: 10_000}, (_, line) => sampleSite({id: `${line}`, line: line + 1}));
	const endless = () => [{line: 1, text: 'x'.repeat(1_000_000)}];
	for (const width of [0, -1, Number.NaN, 1e9]) {
		const text = renderText(sampleReport({sites}), {...plainText, width, frames: endless});
		t.true(text.length < 20_000);
	}
});

test('tests that the why names are not said again', t => {
	const tests = [{file: 'test/a.test.ts', line: 8, name: 'loads'}];
	const text = (why: string) =>
		renderText(sampleReport({sites: [sampleSite({arcs: [sampleArc('retry', 'unfired', {why, tests})]})]}), plainText);
	t.regex(text('It never ran.'), /1 test stands near it \(test\/a\.test\.ts:8\)\./);
	t.notRegex(text('Reached by 1 test (test/a.test.ts:8), and it succeeds there.'), /stands near it/);
});
