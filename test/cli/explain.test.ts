import test from 'ava';
import {run} from '../../src/cli/run.ts';
import {sampleArc, sampleReport, sampleSite} from '../report/sample-report.ts';
import {fakeWorld} from './fake-world.ts';

const second = sampleSite({
	id: 'timeout:77aa00',
	kind: 'timeout',
	line: 60,
	endLine: 60,
	name: 'Charger.wait\u001b[31m',
	arcs: [
		sampleArc('fire', 'unfired', {
			firedBy: {count: 1, files: ['test/slow.test.ts']},
			suppressed: {line: 59, reason: 'covered by hand'},
			witnesses: [{file: 'src/payments/charge.ts', line: 61, count: null}],
		}),
	],
	flaws: [{flaw: 'unbounded', line: 60, why: 'No limit.'}],
});
const report = sampleReport({sites: [sampleSite(), second]});

const explain = async (...argv: string[]) => {
	const world = fakeWorld(['explain', ...argv], {report});
	return {code: await run(world), out: world.out.join(''), err: world.err.join('')};
};

test('a line inside a site: its arcs with their evidence, the ways in, the weight, what to write', async t => {
	const {code, out, err} = await explain('src/payments/charge.ts:43');
	t.is(code, 0);
	t.is(err, '');
	for (const said of [
		'id retry:3f9a1c, rank 1, a sure site',
		'guards gateway.capture(order) (src/payments/charge.ts:43)',
		'✗ retry  unfired by relation',
		'· test near it: test/charge.test.ts:12 charges',
		'· stand-in for gateway.capture, which succeeds: test/charge.test.ts:5',
		'· src/payments/charge.ts:44 ran 0 times',
		'✓ refuse  fired by counters',
		'talks to package stripe',
		'reach 0.50, pagerank 0.80, betweenness 0.30',
		'another in which it always fails.',
		'docs/sites/retry.md',
	])
		t.true(out.includes(said), said);
	t.false(out.includes('timeout'));
});

test('an id, the beginning of one, and the id of a finding; what is said of suppressed and lone evidence', async t => {
	const [whole, begun, finding] = [
		await explain('timeout:77aa00'),
		await explain('timeout:'),
		await explain('timeout:77aa00.fire'),
	];
	t.is(whole!.code, 0);
	t.is(begun!.out, whole!.out);
	t.is(finding!.out, whole!.out);
	for (const said of [
		'put aside by a comment in line 59: covered by hand',
		'fired by test/slow.test.ts, and by no other: losing it loses the evidence',
		'src/payments/charge.ts:61 has no counter',
		'unbounded, line 60: No limit. Instead:',
	])
		t.true(whole!.out.includes(said), said);
	t.false(whole!.out.includes('\u001b'));
});

test('a line beside all sites leads to the nearest one, and says so', async t => {
	const {code, out} = await explain('./src/payments/charge.ts:58');
	t.is(code, 0);
	t.regex(out, /^No site stands at line 58; this is the nearest one\./);
	t.true(out.includes('timeout:77aa00'));
});

test('json is the site of the report', async t => {
	const {out} = await explain('retry:3f9a1c', '--format', 'json');
	t.deepEqual(JSON.parse(out), [report.sites[0]]);
});

test('what is not there is a mistake of one line', async t => {
	for (const [asked, said] of [
		['src/other.ts:3', 'src/other.ts has no site.'],
		['nothing', 'No site has this id.'],
	] as const) {
		const {code, out, err} = await explain(asked);
		t.is(code, 2);
		t.is(out, '');
		t.true(err.includes(said), err);
	}
});
