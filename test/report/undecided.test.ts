import test from 'ava';
import {renderText} from '../../src/report/index.ts';
import {plainText, sampleReport} from './sample-report.ts';

function undecided() {
	const report = sampleReport();
	for (const arc of report.sites[0]!.arcs) Object.assign(arc, {verdict: 'undecided', basis: null});
	report.summary.arcs = {uncovered: 0, unfired: 0, fired: 0, proven: 0, undecided: report.sites[0]!.arcs.length};
	return report;
}

test('without coverage the sites are ranked by weight all the same', t => {
	const text = renderText({...undecided(), coverage: []}, plainText);
	t.regex(text, /Without coverage little can be decided/);
	const message = 'No coverage was found. Run `npx jest` and scan again.';
	const diagnostics = [{level: 'info' as const, code: 'coverage-missing' as const, message}];
	const advised = renderText({...undecided(), coverage: [], diagnostics}, plainText);
	t.is(advised.split(message).length, 2, 'said once');
	t.true(advised.indexOf(message) < advised.indexOf('through which most flows'));
	t.regex(text, /through which most flows\n\n 1 {2}src\/payments\/charge\.ts:42/);
});

test('coverage of another repository is never a clean run', t => {
	const report = undecided();
	report.sites[0]!.arcs[0]!.verdict = 'fired';
	report.summary.arcs.fired = 1;
	const coverage = [{path: 'x.json', format: 'istanbul' as const, files: 3, matched: 0, stale: 0}];
	const text = renderText({...report, coverage}, plainText);
	t.notRegex(text, /Clean/);
	t.regex(text, /speaks of none of these files/);
});
