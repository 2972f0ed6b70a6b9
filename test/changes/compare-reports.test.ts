import test from 'ava';
import {compareReports} from '../../src/changes/compare-reports.ts';
import {sampleArc, sampleReport, sampleSite, sampleSummary} from '../report/sample-report.ts';

const site = (...arcs: ReturnType<typeof sampleArc>[]) => sampleSite({arcs});
const told = (before: ReturnType<typeof site>[], after: ReturnType<typeof site>[]) => {
	const {worse, better} = compareReports(sampleReport({sites: before}), sampleReport({sites: after}));
	const tell = (list: typeof worse) => list.map(({arc, before, after}) => `${arc} ${before ?? '-'} ${after ?? '-'}`);
	return {worse: tell(worse), better: tell(better)};
};

test('what fired and does not, what is new, what fires now, what is gone', t => {
	const before = [
		site(sampleArc('retry', 'fired'), sampleArc('recover', 'unfired'), sampleArc('exhaust', 'uncovered')),
	];
	const after = [site(sampleArc('retry', 'unfired'), sampleArc('recover', 'fired'), sampleArc('refuse', 'unfired'))];
	t.deepEqual(told(before, after), {
		worse: ['retry fired unfired', 'refuse - unfired'],
		better: ['recover unfired fired', 'exhaust uncovered -'],
	});
});

test('a site that moved, and one that is uncovered instead of unfired, are no change', t => {
	const before = [site(sampleArc('retry', 'unfired'))];
	const after = [{...site(sampleArc('retry', 'uncovered')), line: 99, file: 'src/moved.ts'}];
	t.deepEqual(told(before, after), {worse: [], better: []});
});

test('evidence that is lost is worse; what was put aside is not', t => {
	t.deepEqual(told([site(sampleArc('retry', 'fired'))], [site(sampleArc('retry', 'undecided'))]).worse, [
		'retry fired undecided',
	]);
	const aside = sampleArc('retry', 'unfired', {suppressed: {line: 1, reason: 'r'}});
	t.deepEqual(told([], [site(aside)]).worse, []);
	t.deepEqual(told([site(sampleArc('retry', 'unfired'))], [site(aside)]).better, []);
});

test('figures before and after', t => {
	const {figures} = compareReports(
		sampleReport({summary: sampleSummary({gap: 20, lineCoverage: null})}),
		sampleReport({summary: sampleSummary({gap: 10, lineCoverage: 0.5})}),
	);
	t.deepEqual(figures[0], {figure: 'lineCoverage', before: null, after: 0.5});
	t.deepEqual(figures[3], {figure: 'gap', before: 20, after: 10});
});
