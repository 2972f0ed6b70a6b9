import {cpSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import type {ReportArc} from '../../src/model/report.ts';
import {scan} from '../../src/scan.ts';
import {ROOT} from '../imports.ts';
import {makeFolder} from '../make-folder.ts';

/**
 * A suite of four test files, recorded by one `NODE_V8_COVERAGE=recorded node --test test/`, a dump for each file; scripts
 * of other folders are taken out, and the folder it ran in is called `file:///prices/`.
 */
const SUITE = join(ROOT, 'test/scan/per-test');

const BASKET = 'coverage-101-1-0.json';
const TAX = 'coverage-104-1-0.json';

async function scanSuite(
	coveragePerTest: string,
): Promise<{arc(site: string, arc: string): ReportArc; messages: string[]}> {
	const {report} = await scan({cwd: SUITE, coveragePerTest: [coveragePerTest]});
	return {
		arc: (site, arc) => report.sites.find(({file}) => file === `src/${site}.js`)!.arcs.find(one => one.arc === arc)!,
		messages: report.diagnostics.filter(({code}) => code.startsWith('coverage')).map(({message}) => message),
	};
}

function copyRecorded(t: ExecutionContext): string {
	const folder = makeFolder(t, {});
	cpSync(join(SUITE, 'recorded'), folder, {recursive: true});
	return folder;
}

test('the alibi: every test file that reached it replaces it, and it succeeds', async t => {
	const {arc, messages} = await scanSuite('recorded');
	const engage = arc('price', 'engage');
	t.is(engage.verdict, 'unfired');
	t.regex(
		engage.why,
		/Reached by 2 test files, replaced in 2 \(`client.get`, first at test\/basket.test.js:9\), and it succeeds in both\.$/,
	);
	t.deepEqual(engage.reachedBy, {count: 2, files: ['test/basket.test.js', 'test/price.test.js']});
	t.is(engage.firedBy, undefined);
	t.deepEqual(
		engage.tests.map(({file, how}) => `${file} ${how}`),
		['test/basket.test.js coverage', 'test/price.test.js coverage', 'test/price.test.js coverage'],
	);
	t.deepEqual(messages, []);
});

test('a near miss: one test file runs the real thing', async t => {
	const {arc} = await scanSuite('recorded');
	const {verdict, why} = arc('stock', 'engage');
	t.is(verdict, 'unfired');
	t.regex(why, /Reached by 2 test files; 1 replaces it for all of its tests .* as far as was read\.$/);
	t.notRegex(why, /in both|in all/);
});

test('a near miss: one test file makes it fail', async t => {
	const {arc} = await scanSuite('recorded');
	const exhaust = arc('tax', 'exhaust');
	t.is(exhaust.verdict, 'unfired');
	t.regex(exhaust.why, /Reached by 2 test files; 2 replace it .*; it succeeds in 1 of them, as far as was read\.$/);
	const retry = arc('tax', 'retry');
	t.is(retry.verdict, 'fired');
	t.regex(retry.why, /Fired by test\/tax.test.js\.$/);
	t.deepEqual(retry.firedBy, {count: 1, files: ['test/tax.test.js']});
});

test('a near miss: one test file is not in the set', async t => {
	const folder = copyRecorded(t);
	rmSync(join(folder, TAX));
	const {arc, messages} = await scanSuite(folder);
	t.regex(
		arc('price', 'engage').why,
		/succeeds there; not every test file is in the set, so this says nothing of the rest\.$/,
	);
	t.is(arc('tax', 'retry').verdict, 'unfired', 'the sum of what is there is the coverage');
	t.regex(messages.join(), /1 of 4 test files is not in the coverage per test file.*: test\/tax.test.js/);
});

test('a test file that the suite does not run is left out by the list', async t => {
	const folder = copyRecorded(t);
	rmSync(join(folder, TAX));
	writeFileSync(join(folder, 'per-test.json'), '{"test/tax.test.js": false}');
	const {arc, messages} = await scanSuite(folder);
	t.regex(arc('price', 'engage').why, /succeeds in both\.$/);
	t.deepEqual(messages, []);
});

test('given beside other coverage, nothing is counted twice', async t => {
	const ran = async (options: object) => {
		const {report} = await scan({cwd: SUITE, ...options});
		const [site] = report.sites.filter(({file}) => file === 'src/price.js');
		return site!.arcs[0]!.why.match(/operation \(line \d+\) ran (.*?) times?/)![1];
	};
	t.is(await ran({coveragePerTest: ['recorded']}), '4');
	t.is(await ran({coverage: ['recorded'], coveragePerTest: ['recorded']}), '4');
	t.is(
		await ran({coverage: [`recorded/${BASKET}`], coveragePerTest: ['recorded']}),
		'2',
		'the verdicts are those of --coverage',
	);
});
