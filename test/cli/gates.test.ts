import test from 'ava';
import {run} from '../../src/cli/run.ts';
import {sampleReport, sampleSite, sampleSummary} from '../report/sample-report.ts';
import {fakeWorld} from './fake-world.ts';

/** A retry of exposure 0.675, error-path coverage 25 %, a gap of 66.4 points. */
const stopped = async (argv: string, report = sampleReport()) => {
	const world = fakeWorld(argv.split(' '), {report});
	return [await run(world), world.err.join('')] as const;
};

test('nothing stops a build that names no gate', async t => {
	t.deepEqual(await stopped('--fail-on never'), [0, '']);
});

test('unfired arcs and exposure', async t => {
	const [code, said] = await stopped('--fail-on unfired');
	t.is(code, 1);
	t.is(
		said,
		'unfired: 1 site has arcs that never fired under the tests (--fail-on unfired); the first is src/payments/charge.ts:42.\n',
	);
	t.is((await stopped('--fail-on exposure=0.6'))[0], 1);
	t.is((await stopped('--fail-on exposure=0.675'))[0], 0);
	t.is((await stopped('--fail-on flaw'))[0], 0);
	t.is((await stopped('--fail-on flaw,unfired'))[0], 1);
});

test('plain handlers count only when asked for', async t => {
	const report = sampleReport({sites: [sampleSite({kind: 'handler'})]});
	t.is((await stopped('--fail-on unfired', report))[0], 0);
	t.is((await stopped('--fail-on unfired --handlers', report))[0], 1);
});

test('a flaw stops where flaws do', async t => {
	const report = sampleReport({sites: [sampleSite({flaws: [{flaw: 'unbounded', line: 42, why: 'No limit.'}]})]});
	t.deepEqual(await stopped('--fail-on flaw', report), [
		1,
		'unfired: 1 site has a flaw (--fail-on flaw); the first is src/payments/charge.ts:42.\n',
	]);
});

test('figures against their bounds, at the bound fine', async t => {
	t.is((await stopped('--min-error-path-coverage 25'))[0], 0);
	t.deepEqual(await stopped('--min-error-path-coverage 25.5'), [
		1,
		'unfired: Error-path coverage is 25.0 %, below --min-error-path-coverage 25.5.\n',
	]);
	t.is((await stopped('--max-gap 66.4'))[0], 0);
	t.deepEqual(await stopped('--max-gap 60'), [1, 'unfired: The gap is 66.4 points, above --max-gap 60.\n']);
});

test('a gate without a figure does not pass in silence', async t => {
	const summary = sampleSummary({gap: null, errorPathCoverage: null});
	const [code, said] = await stopped('--max-gap 60', sampleReport({summary, coverage: []}));
	t.is(code, 2);
	t.regex(said, /cannot be judged without coverage/);
	t.regex((await stopped('--min-error-path-coverage 1', sampleReport({summary})))[1], /no arc is decided/);
});
