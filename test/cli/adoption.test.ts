import {cpSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {run} from '../../src/cli/run.ts';
import type {CriticalFigures, Report, ReportSite} from '../../src/model/report.ts';
import {ROOT} from '../imports.ts';
import {makeFolder} from '../make-folder.ts';
import {sampleArc, sampleFigures, sampleReport, sampleSite, sampleSummary} from '../report/sample-report.ts';
import {fakeWorld} from './fake-world.ts';

const ran = async (argv: string[], report: Report, cwd = '/nowhere') => {
	const world = fakeWorld(argv, {report, cwd});
	const code = await run(world);
	return {code, out: world.out.join(''), err: world.err.join(''), asked: world.asked};
};

const FILE = 'unfired-baseline.json';
const kept = (root: string) => JSON.parse(readFileSync(join(root, FILE), 'utf8'));

test('a baseline holds findings by id, and says what came and went', async t => {
	const root = makeFolder(t, {});
	const flaws = [{flaw: 'unbounded' as const, line: 42, why: 'No limit.'}];
	const first = await ran(['baseline'], sampleReport({sites: [sampleSite({flaws})]}), root);
	t.is(first.code, 0);
	t.regex(first.out, /^\+ src\/payments\/charge.ts {2}Charger.charge {2}retry:3f9a1c.exhaust\n/);
	t.regex(first.out, /unfired-baseline.json holds 4 findings: 4 added, 0 removed.\n$/);
	t.deepEqual(
		kept(root).findings.map(({id}: {id: string}) => id),
		['exhaust', 'flaw/unbounded', 'recover', 'retry'].map(arc => `retry:3f9a1c.${arc}`),
	);
	t.false(readFileSync(join(root, FILE), 'utf8').includes('line'));

	const [gone] = kept(root).findings;
	const baseline = {path: FILE, entries: 4, stale: [gone]};
	const sites = [sampleSite({arcs: [sampleArc('retry', 'unfired'), sampleArc('recover', 'unfired', {known: true})]})];
	const second = await ran(['baseline', '--dry-run'], sampleReport({sites, baseline}), root);
	t.regex(second.out, /^- .*retry:3f9a1c.exhaust\n/);
	t.regex(second.out, /would hold 3 findings: 0 added, 1 removed/);
	t.is(kept(root).findings.length, 4, 'a dry run writes nothing');
	t.is(second.asked[0]?.baseline, join(root, FILE));
});

test('--prune takes out what is stale and adds nothing', async t => {
	const stale = [{id: 'retry:old.exhaust', file: 'src/a.ts', name: 'a'}];
	const root = makeFolder(t, {[FILE]: JSON.stringify({version: 1, findings: stale})});
	const {out} = await ran(['baseline', '--prune'], sampleReport({baseline: {path: FILE, entries: 1, stale}}), root);
	t.regex(out, /holds 0 findings: 0 added, 1 removed/);
	t.deepEqual(kept(root), {version: 1, findings: []});
});

test('what is undecided today stays, what a comment puts aside leaves', async t => {
	const entry = (arc: string) => ({id: `retry:3f9a1c.${arc}`, file: 'src/payments/charge.ts', name: 'Charger.charge'});
	const root = makeFolder(t, {[FILE]: JSON.stringify({version: 1, findings: [entry('recover'), entry('exhaust')]})});
	const arcs = [
		sampleArc('recover', 'undecided'),
		sampleArc('exhaust', 'unfired', {known: true, suppressed: {line: 1, reason: 'no'}}),
	];
	await ran(
		['baseline'],
		sampleReport({sites: [sampleSite({arcs})], baseline: {path: FILE, entries: 2, stale: []}}),
		root,
	);
	t.deepEqual(kept(root).findings, [entry('recover')]);
});

test('hostile names reach neither terminal nor lines of the file', async t => {
	const root = makeFolder(t, {});
	const name = 'a\x1b[2J\u202e\n"}, {"id": "x';
	const {out} = await ran(['baseline'], sampleReport({sites: [sampleSite({name, file: name})]}), root);
	t.notRegex(out, /[^\P{C}\n]/u);
	t.is(kept(root).findings[0].name, name);
	t.is(readFileSync(join(root, FILE), 'utf8').split('\n').length, 10);
});

test('the ratchet only tightens, unless it is let go', async t => {
	const root = makeFolder(t, {});
	const figures = (errorPathCoverage: number, gap: number) =>
		sampleReport({
			summary: sampleSummary({errorPathCoverage, gap}),
			...(existsSync(join(root, FILE)) && {baseline: {path: FILE, entries: 0, stale: [], ratchet: kept(root).ratchet}}),
		});
	await ran(['baseline'], figures(0.5, 40), root);
	t.deepEqual(kept(root).ratchet, {errorPathCoverage: 0.5, weightedErrorPathCoverage: 0.25, gap: 40});
	const mixed = await ran(['baseline'], figures(0.6, 45), root);
	t.regex(mixed.out, /The ratchet is tightened to: error-path coverage 60.0 %.\n/);
	t.regex(mixed.out, /stays where figures got worse: gap 40.0 points. To let it follow: --loosen/);
	t.deepEqual(kept(root).ratchet, {errorPathCoverage: 0.6, weightedErrorPathCoverage: 0.25, gap: 40});
	t.regex((await ran(['baseline', '--loosen'], figures(0.6, 45), root)).out, /is loosened to: gap 45.0 points/);
	t.is(kept(root).ratchet.gap, 45);

	t.is((await ran(['--ratchet'], figures(0.6, 45), root)).code, 0);
	t.is((await ran(['--ratchet'], figures(0.5995, 45.1), root)).code, 0, 'rounding and weights move a little');
	const worse = await ran(['--ratchet', '--quiet'], figures(0.55, 46), root);
	t.is(worse.code, 1);
	t.is(
		worse.err,
		'unfired: Error-path coverage got worse: 55.0 %, and it was 60.0 % (--ratchet, unfired-baseline.json). If that is meant: unfired baseline --loosen.\n' +
			'unfired: The gap got worse: 46.0 points, and it was 45.0 points (--ratchet, unfired-baseline.json). If that is meant: unfired baseline --loosen.\n',
	);
	const none = await ran(['--ratchet', '--quiet'], sampleReport());
	t.is(none.code, 2);
	t.regex(none.err, /no figures to hold on to. Keep those of today with: unfired baseline/);
});

test('stale entries stop a build only where that is asked for', async t => {
	const stale = [{id: 'retry:old.exhaust', file: 'src/a.ts', name: 'a'}];
	const report = sampleReport({baseline: {path: FILE, entries: 1, stale}});
	t.is((await ran(['--quiet'], report)).code, 0);
	const strict = await ran(['--quiet', '--strict-baseline'], report);
	t.is(strict.code, 1);
	t.is(
		strict.err,
		'unfired: 1 entry of the baseline unfired-baseline.json is stale (--strict-baseline). Remove with: unfired baseline --prune.\n',
	);
});

const aside = (more: {known?: true; suppressed?: {line: number; reason: string}}): ReportSite =>
	sampleSite({
		arcs: sampleSite().arcs.map(arc => (arc.verdict === 'unfired' ? {...arc, ...more} : arc)),
		flaws: [{flaw: 'unbounded', line: 42, why: 'No limit.', ...more}],
	});

test('what is put aside or known stops nothing, and stays in the figures', async t => {
	for (const site of [
		aside({known: true}),
		aside({suppressed: {line: 41, reason: 'ours'}}),
		sampleSite({unchanged: true}),
	]) {
		const report = sampleReport({sites: [site], summary: sampleSummary({known: 4})});
		t.is((await ran(['--quiet', '--fail-on', 'unfired,flaw,exposure=0.1'], report)).code, 0);
		t.is((await ran(['--quiet', '--max-gap', '60'], report)).code, 1);
	}
	const [retry, ...rest] = sampleSite().arcs;
	const partly = sampleReport({sites: [sampleSite({arcs: [{...retry!, known: true}, ...rest]})]});
	t.is((await ran(['--quiet', '--fail-on', 'exposure=0.4'], partly)).code, 1);
	t.is((await ran(['--quiet', '--fail-on', 'exposure=0.45'], partly)).code, 0, 'two of three arcs are new');
});

test('the text report counts what is put aside, and says why', async t => {
	const report = sampleReport({
		sites: [aside({suppressed: {line: 41, reason: 'a\x1b[2J gateway of theirs'}})],
		summary: sampleSummary({suppressed: 4, known: 2}),
	});
	const {out} = await ran([], report);
	t.regex(out, /2 findings are in the baseline, 4 are suppressed by a comment: counted in every figure/);
	t.regex(out, /charge.ts:42 retry.exhaust: a\\x1b\[2J gateway of theirs/);
	t.regex(out, /Nothing new/);
	t.notRegex(out, /greatest exposure|1 flaw/);
});

const figuresFor = (patterns: string[], more: Partial<CriticalFigures> = {}): CriticalFigures => ({
	...sampleFigures(),
	patterns,
	files: 1,
	lineCoverage: 0.9,
	gap: 65,
	exposure: 0.675,
	...more,
});

test('in critical files any finding stops', async t => {
	const critical = [figuresFor(['src/payments/**'])];
	const report = sampleReport({summary: sampleSummary({critical})});
	const {code, err, asked} = await ran(['--quiet', '--critical', 'src/payments/**'], report);
	t.is(code, 1);
	t.is(
		err,
		'unfired: In critical "src/payments/**": 1 site has arcs that never fired under the tests (--fail-on unfired); the first is src/payments/charge.ts:42.\n',
	);
	t.deepEqual(asked[0]?.critical, [['src/payments/**']]);
	t.is((await ran(['--quiet', '--critical', 'src/orders/**'], report)).code, 0);
	t.is(
		(await ran(['--quiet', '--critical', 'src/payments/**'], sampleReport({sites: [aside({known: true})]}))).code,
		0,
	);
	const twice = await ran(['--quiet', '--critical', 'src/a/**', '--critical', 'payments/'], report);
	t.regex(twice.err, /^unfired: In critical payments\/: 1 site/);
});

test('critical modules of a configuration have thresholds of their own', async t => {
	const {readCritical} = await import('../../src/cli/critical.ts');
	const {checkAdoption} = await import('../../src/cli/adoption-gates.ts');
	const files = ['src/payments/**', '!src/payments/test/**'];
	const report = sampleReport({summary: sampleSummary({critical: [figuresFor(files)]})});
	const judged = (module: Record<string, unknown>) =>
		checkAdoption(report, {critical: readCritical([{files, ...module}]), strictBaseline: false, ratchet: false}, false);
	t.regex(judged({})[0]!, /1 site has arcs that never fired/);
	t.deepEqual(judged({failOn: 'never'}), []);
	t.deepEqual(judged({failOn: ['exposure=0.7']}), []);
	t.deepEqual(judged({minErrorPathCoverage: 25, maxGap: '65', maxExposure: 0.7}), []);
	t.is(judged({minErrorPathCoverage: 26, maxGap: 60, maxExposure: 0.5}).length, 3);
	for (const [wrong, said] of [
		[{files: []}, /names no files/],
		[{files: ['']}, /names no files/],
		[{maxgap: 1}, /has no "maxgap"; it may have files, failOn/],
		[{maxGap: 'much'}, /maxGap that is no number from -100 to 100/],
		[{failOn: 'always'}, /none of unfired, flaw/],
	] as const)
		t.throws(() => judged(wrong), {message: said});
	t.throws(() => readCritical([7]), {message: /names no files/});
});

const fixture = (t: Parameters<typeof makeFolder>[0]) => {
	const root = makeFolder(t, {});
	cpSync(join(ROOT, 'fixtures/checkout'), root, {
		recursive: true,
		filter: path => !/node_modules/.test(path.slice(ROOT.length)),
	});
	return root;
};

test('a repository is adopted: baseline, then nothing stops until something is new', async t => {
	const root = fixture(t);
	const real = async (...argv: string[]) => {
		const {scan: _, ...world} = fakeWorld([...argv, '--no-cache'], {cwd: root});
		const code = await run(world);
		return {code, out: world.out.join(''), err: world.err.join('')};
	};
	const gates = ['--fail-on', 'unfired', '--strict-baseline', '--ratchet', '--quiet'];
	t.is((await real('--fail-on', 'unfired', '--quiet')).code, 1);
	t.regex((await real('baseline')).out, /holds 29 findings: 29 added, 0 removed/);
	t.is((await real(...gates)).code, 0);
	t.is((await real('--no-baseline', '--fail-on', 'unfired', '--quiet')).code, 1);
	t.regex((await real('baseline')).out, /as before/);

	const text = readFileSync(join(root, FILE), 'utf8');
	writeFileSync(
		join(root, FILE),
		text
			.replace(/.*"retry:.*\.retry".*\n/, '')
			.replace(/"findings": \[/, '$&\n{"id": "retry:gone.exhaust", "file": "src/gone.ts", "name": "gone"},'),
	);
	const changed = await real(...gates);
	t.is(changed.code, 1);
	t.regex(changed.err, /1 site has arcs that never fired[\s\S]*1 entry of the baseline/);
	t.regex((await real('--format', 'json')).out, /"code": "baseline-stale",\n.*1 entry of the baseline is stale/);

	writeFileSync(join(root, FILE), '{"version": 1,\n"findings": [7]}');
	const broken = await real('--quiet');
	t.is(broken.code, 2);
	t.regex(broken.err, /unfired-baseline.json cannot be read: line 2 is no entry/);
	t.is((await real('baseline')).code, 2);
	t.is((await real('--baseline', 'gone.json')).code, 2);
	t.is((await real('baseline', '--no-baseline')).code, 2);
});

test('critical modules have figures of their own, and a pattern that matches nothing is told', async t => {
	const {scan: _, ...world} = fakeWorld(
		['--no-cache', '--format', 'json', '--critical', './src/payments/**', '--critical', 'src/{payments,orders}/**'],
		{cwd: join(ROOT, 'fixtures/checkout')},
	);
	t.is(await run(world), 1);
	const {summary, diagnostics, sites} = JSON.parse(world.out.join(''));
	const own = sites.filter(({file}: {file: string}) => file.startsWith('src/payments/'));
	t.is(summary.critical[0].files, 3);
	t.is(summary.critical[0].sites, own.length);
	t.not(summary.critical[0].errorPathCoverage, summary.errorPathCoverage);
	t.is(summary.critical[1].files, 0);
	const told = diagnostics.filter(({code}: {code: string}) => code === 'critical-unmatched');
	t.is(told.length, 1);
	t.regex(
		told[0].message,
		/"src\/\{payments,orders\}\/\*\*" of a critical module matches no source file.*without braces/,
	);
});

test('a baseline without coverage is no baseline', async t => {
	const {code, err} = await ran(['baseline'], sampleReport({coverage: []}), makeFolder(t, {}));
	t.is(code, 2);
	t.regex(err, /cannot be written without coverage/);
});
