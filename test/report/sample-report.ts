import type {Figures, Report, ReportArc, ReportFile, ReportSite, Summary} from '../../src/model/report.ts';
import type {ArcName} from '../../src/model/site.ts';
import type {Verdict} from '../../src/model/verdict.ts';
import type {TextOptions} from '../../src/report/text/page.ts';

export const plainText: TextOptions = {color: false, ascii: false, width: 100, top: 10, handlers: false};

export function sampleArc(arc: ArcName, verdict: Verdict, more: Partial<ReportArc> = {}): ReportArc {
	const basis = verdict === 'undecided' ? null : 'counters';
	return {arc, verdict, basis, why: `It is ${verdict}.`, witnesses: [], tests: [], mocks: [], ...more};
}

/** A retry of weight 0.9 with three of its four arcs unfired: exposure 0.675. */
export function sampleSite(more: Partial<ReportSite> = {}): ReportSite {
	const why = 'Started 14 times, and the operation ran 14 times: no attempt was ever repeated.';
	return {
		id: 'retry:3f9a1c',
		kind: 'retry',
		mechanism: 'library:p-retry',
		file: 'src/payments/charge.ts',
		line: 42,
		column: 10,
		endLine: 44,
		endColumn: 3,
		name: 'Charger.charge',
		certainty: 'sure',
		operation: 'external',
		dependencies: [{kind: 'package', name: 'stripe'}],
		guards: [{file: 'src/payments/charge.ts', line: 43, text: 'gateway.capture(order)'}],
		weight: 0.9,
		exposure: 0.675,
		rank: 1,
		centrality: {reach: 0.5, pagerank: 0.8, betweenness: 0.3},
		entryPoints: [{file: 'src/server.ts', line: 20, name: 'POST /orders'}],
		way: ['POST /orders', 'OrderService.place', 'Charger.charge'],
		steps: [
			{file: 'src/server.ts', line: 20, name: 'POST /orders'},
			{file: 'src/orders.ts', line: 7, name: 'OrderService.place'},
			{file: 'src/payments/charge.ts', line: 41, name: 'Charger.charge'},
		],
		arcs: [
			sampleArc('retry', 'unfired', {
				why,
				basis: 'relation',
				tests: [{file: 'test/charge.test.ts', line: 12, name: 'charges'}],
				mocks: [{file: 'test/charge.test.ts', line: 5, outcome: 'succeeds', target: 'gateway.capture'}],
			}),
			sampleArc('recover', 'unfired', {why, basis: 'relation'}),
			sampleArc('exhaust', 'unfired', {
				why: 'The last throw never ran.',
				witnesses: [{file: 'src/payments/charge.ts', line: 44, count: 0}],
			}),
			sampleArc('refuse', 'fired'),
		],
		flaws: [],
		next: ['a test in which capture fails once and then succeeds', 'another in which it always fails'],
		...more,
	};
}

export const sampleVerdicts = (counts: Partial<Record<Verdict, number>>): Record<Verdict, number> => ({
	uncovered: 0,
	unfired: 0,
	fired: 0,
	proven: 0,
	undecided: 0,
	...counts,
});

export const sampleFigures = (more: Partial<Figures> = {}): Figures => ({
	sites: 1,
	arcs: sampleVerdicts({unfired: 3, fired: 1}),
	errorPathCoverage: 0.25,
	weightedErrorPathCoverage: 0.25,
	...more,
});

export function sampleSummary(
	more: Partial<Omit<Summary, 'arcs'>> & {arcs?: Partial<Record<Verdict, number>>} = {},
): Summary {
	const {arcs = {unfired: 3, fired: 1}, ...rest} = more;
	return {
		sites: {retry: 1},
		flaws: {},
		arcs: sampleVerdicts(arcs),
		lineCoverage: 0.914,
		errorPathCoverage: 0.25,
		weightedErrorPathCoverage: 0.25,
		gap: 66.4,
		external: sampleFigures(),
		withoutHandlers: sampleFigures(),
		kinds: {retry: sampleFigures()},
		exposures: {
			files: [{name: 'src/payments/charge.ts', exposure: 0.675, sites: 1}],
			folders: [{name: '.', exposure: 0.675, sites: 1}],
			packages: [{name: 'checkout-service', exposure: 0.675, sites: 1}],
			entryPoints: [{name: 'POST /orders', exposure: 0.675, sites: 1}],
			dependencies: [{name: 'package stripe', exposure: 0.675, sites: 1}],
		},
		suppressed: 0,
		known: 0,
		calls: {all: 100, unknown: 1},
		...rest,
	};
}

export const sampleFile = (more: Partial<ReportFile> = {}): ReportFile => ({
	file: 'src/payments/charge.ts',
	sites: 1,
	lines: {total: 50, covered: 46},
	lineCoverage: 0.92,
	...more,
});

export function sampleReport(more: Partial<Report> = {}): Report {
	return {
		version: 1,
		tool: {name: 'unfired', version: '0.1.0', rules: 'abc123'},
		project: {root: '.', name: 'checkout-service', commit: null, files: 48, lines: 6120, tests: 31},
		coverage: [{path: 'coverage/coverage-final.json', format: 'istanbul', files: 48, matched: 46, stale: 0}],
		summary: sampleSummary(),
		files: [sampleFile()],
		sites: [sampleSite()],
		diagnostics: [],
		...more,
	};
}
