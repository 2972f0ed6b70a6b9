import test from 'ava';
import type {FlawName} from '../../src/model/flaw.ts';
import type {ReportSite} from '../../src/model/report.ts';
import {exposureOf, weighFigures} from '../../src/weigh/figures.ts';
import {linesByFile, weighLines} from '../../src/weigh/figures-lines.ts';
import {countersOf, judgedArc} from './sample-judged.ts';

type Weighed = Pick<ReportSite, 'kind' | 'operation' | 'weight' | 'flaws' | 'arcs'>;

const site = (weight: number, arcs: ReportSite['arcs'], more: Partial<Weighed> = {}): Weighed => ({
	kind: 'retry',
	operation: 'external',
	flaws: [],
	weight,
	arcs,
	...more,
});
const fired = judgedArc('retry', 'fired');
const proven = judgedArc('retry', 'proven');
const unfired = judgedArc('retry', 'unfired');
const uncovered = judgedArc('retry', 'uncovered');
const undecided = judgedArc('retry', 'undecided');

test('error-path coverage is arcs fired or proven of arcs decided', t => {
	const {errorPathCoverage, arcs} = weighFigures([site(1, [fired, proven, unfired, uncovered, undecided])], null);
	t.is(errorPathCoverage, 0.5);
	t.deepEqual(arcs, {uncovered: 1, unfired: 1, fired: 1, proven: 1, undecided: 1});
});

test('weighted, each site shares its weight equally among all its arcs, undecided ones included', t => {
	// Decided: 0.8 + 0.2 / 4 * 2 = 0.9; fired of it: 0.2 / 4 * 2 = 0.1; 0.1 / 0.9 = 0.1111.
	const sites = [site(0.8, [unfired, uncovered]), site(0.2, [fired, fired, undecided, undecided])];
	const figures = weighFigures(sites, 0.9);
	t.is(figures.errorPathCoverage, 0.5);
	t.is(figures.weightedErrorPathCoverage, 0.1111);
	// 90 - 11.11… = 78.88… points, rounded once.
	t.is(figures.gap, 78.9);
	t.is(figures.lineCoverage, 0.9);
});

test('the gap is negative where error paths are better known than lines', t => {
	t.is(weighFigures([site(1, [fired])], 0.625).gap, -37.5);
});

test('nothing decided gives no figure, and never 0 or 100 %', t => {
	const figures = weighFigures([site(1, [undecided])], null);
	t.is(figures.errorPathCoverage, null);
	t.is(figures.weightedErrorPathCoverage, null);
	t.is(figures.gap, null);
	t.is(weighFigures([], 0.9).errorPathCoverage, null);
});

test('stand-ins alone give no figure, because they can only say that an arc fired', t => {
	const byMock = judgedArc('retry', 'fired', {basis: 'mocks'});
	t.is(weighFigures([site(1, [byMock])], null).errorPathCoverage, null);
	t.is(weighFigures([site(1, [byMock, unfired])], null).errorPathCoverage, 0.5);
});

test('without weight there is no weighted figure', t => {
	const figures = weighFigures([site(0, [fired, unfired])], 0.9);
	t.is(figures.errorPathCoverage, 0.5);
	t.is(figures.weightedErrorPathCoverage, null);
	t.is(figures.gap, null);
});

test('figures are given apart for external operations, without handlers, and by kind', t => {
	const handler = site(1, [judgedArc('enter', 'fired')], {kind: 'handler', operation: 'local'});
	const figures = weighFigures([handler, site(1, [unfired])], null);
	t.is(figures.errorPathCoverage, 0.5);
	t.is(figures.external.errorPathCoverage, 0);
	t.is(figures.external.sites, 1);
	t.is(figures.withoutHandlers.errorPathCoverage, 0);
	t.deepEqual(Object.keys(figures.kinds), ['retry', 'handler']);
	t.is(figures.kinds.handler!.errorPathCoverage, 1);
	t.deepEqual(figures.sites, {retry: 1, handler: 1});
});

test('flaws are counted by name, in the order of their names', t => {
	const flaw = (name: FlawName) => ({flaw: name, line: 1, why: ''});
	const {flaws} = weighFigures([site(1, [], {flaws: [flaw('unbounded'), flaw('eager'), flaw('unbounded')]})], null);
	t.is(JSON.stringify(flaws), '{"eager":1,"unbounded":2}');
});

test('exposure is weight times the share of decided arcs that did not fire', t => {
	t.is(exposureOf(0.8, [unfired, uncovered, fired, proven, undecided]), 0.4);
	t.is(exposureOf(0.8, [undecided]), 0);
	t.is(exposureOf(0.8, []), 0);
});

test('line coverage is that of the files with decided arcs, each counted once', t => {
	const counters = countersOf({'a.ts': [9, 10], 'b.ts': [0, 90], 'c.ts': [6, 10]});
	const sites = [
		{file: 'a.ts', arcs: [fired]},
		{file: 'a.ts', arcs: [unfired]},
		{file: 'b.ts', arcs: [undecided]},
		{file: 'c.ts', arcs: [unfired]},
		{file: 'unknown.ts', arcs: [uncovered]},
	];
	t.is(weighLines(sites, counters), 0.75);
	t.is(weighLines([], counters), null);
	t.is(weighLines([{file: 'unknown.ts', arcs: [fired]}], counters), null);
});

test('every file with a site has its line coverage, by name; null where it was not measured', t => {
	const counters = countersOf({'a.ts': [2, 3], 'empty.ts': [0, 0]});
	const sites = ['z.ts', 'a.ts', 'empty.ts', 'a.ts'].map(file => ({file}));
	t.deepEqual(linesByFile(sites, counters), [
		{file: 'a.ts', sites: 2, lines: {total: 3, covered: 2}, lineCoverage: 0.6667},
		{file: 'empty.ts', sites: 1, lines: {total: 0, covered: 0}, lineCoverage: null},
		{file: 'z.ts', sites: 1, lines: null, lineCoverage: null},
	]);
});
