import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {Ajv} from 'ajv';
import formats from 'ajv-formats';
import test from 'ava';
import type {Log, Result} from 'sarif';
import {FLAWS} from '../../src/model/flaw.ts';
import type {Report} from '../../src/model/report.ts';
import {ARCS} from '../../src/model/site.ts';
import {renderSarif} from '../../src/report/sarif.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

const validate = compileOfficialSchema();
const parse = (report: Report): Log => JSON.parse(renderSarif(report));
const resultsOf = (report: Report): Result[] => parse(report).runs[0]!.results!;

/** The schema was written for draft 4, where `id` was what `$id` is now; one of its patterns is no Unicode pattern. */
function compileOfficialSchema() {
	const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
	const file = new URL('lib/schemas/sarif-2.1.0-rtm.5.json', `file://${path}`);
	const {$schema: _, id: __, ...schema} = JSON.parse(readFileSync(file, 'utf8'));
	const ajv = new Ajv({strict: false, unicodeRegExp: false, allErrors: true});
	formats.default(ajv);
	return ajv.compile(schema);
}

/** In no order, so that only the rank can bring one about. */
const ofSites = (count: number): Report =>
	sampleReport({
		sites: Array.from({length: count}, (_, index) =>
			sampleSite({id: `retry:${index}`, rank: index + 1, line: index + 1, arcs: [sampleArc('retry', 'unfired')]}),
		).reverse(),
	});

test('the log is valid SARIF 2.1.0', t => {
	const bare = sampleSite({id: 'x', guards: [], way: [], steps: [], entryPoints: [], next: [], name: '<module>'});
	const report = sampleReport({
		sites: [sampleSite(), bare],
		diagnostics: [
			{level: 'info', code: 'file-skipped', message: 'Generated [code].', file: 'src/gen.ts'},
			{level: 'error', code: 'coverage-broken', message: 'Not JSON.', file: '/tmp/coverage.json'},
		],
	});
	for (const each of [report, sampleReport({sites: []})])
		t.true(validate(parse(each)), JSON.stringify(validate.errors));
	t.false(validate({version: '2.1.0', runs: [{}]}), 'the schema is in force');
});

test('there is a rule for each arc of each kind, with text for people', t => {
	const {rules} = parse(sampleReport()).runs[0]!.tool.driver;
	t.is(rules!.length, Object.values(ARCS).flat().length + FLAWS.length);
	t.is(rules![4]!.id, 'unfired/retry.retry');
	for (const rule of rules!) {
		t.true(rule.shortDescription!.text.length <= 1024 && rule.fullDescription!.text.length <= 1024);
		t.regex(rule.help!.markdown!, /What to write/);
		t.false('security-severity' in rule.properties!);
	}
});

test('a flaw is a result of its own, whatever the arcs say', t => {
	const flaws = [
		{flaw: 'unlistened' as const, line: 43, why: 'Nobody listens to [it].'},
		{flaw: 'unlistened' as const, line: 44, why: 'Nor here.'},
	];
	const report = sampleReport({sites: [sampleSite({arcs: [sampleArc('retry', 'fired')], flaws})]});
	t.true(validate(parse(report)), JSON.stringify(validate.errors));
	const [first, second] = resultsOf(report);
	const {rules} = parse(report).runs[0]!.tool.driver;
	t.is(rules![first!.ruleIndex!]!.id, 'flaw/unlistened');
	t.is(first!.level, 'warning');
	t.is(first!.locations![0]!.physicalLocation!.region!.startLine, 43);
	t.regex(first!.message.text!, /Nobody listens to \\\[it\\\]\./);
	t.not(first!.partialFingerprints!['unfiredSite/v1'], second!.partialFingerprints!['unfiredSite/v1']);
});

test('only uncovered and unfired arcs become results', t => {
	const arcs = [
		sampleArc('retry', 'fired'),
		sampleArc('recover', 'unfired'),
		sampleArc('exhaust', 'undecided'),
		sampleArc('refuse', 'uncovered'),
	];
	const results = resultsOf(sampleReport({sites: [sampleSite({arcs})]}));
	t.deepEqual(
		results.map(({ruleId}) => ruleId),
		['unfired/retry.recover', 'unfired/retry.refuse'],
	);
	const [unfired, uncovered] = results.map(({message}) => message.text!);
	t.true(
		unfired!.startsWith(
			'Covered, never triggered: the retry in Charger.charge never succeeded after a failed attempt. ',
		),
	);
	t.true(
		uncovered!.startsWith(
			'No test runs the retry in Charger.charge, so it never met an error that it must not retry. ',
		),
	);
});

test('a result points at one line, its operation, its witnesses and its way', t => {
	const result = resultsOf(sampleReport())[2]!;
	const [location] = result.locations!;
	t.deepEqual(location!.physicalLocation, {
		artifactLocation: {uri: 'src/payments/charge.ts', uriBaseId: '%SRCROOT%'},
		region: {startLine: 42, startColumn: 10, endLine: 42},
	});
	t.is(location!.logicalLocations![0]!.fullyQualifiedName, 'Charger.charge');
	t.deepEqual(
		result.relatedLocations!.map(({id, message, physicalLocation}) => [
			id,
			message!.text,
			physicalLocation!.region!.startLine,
		]),
		[
			[1, 'guarded operation: gateway.capture(order)', 43],
			[2, 'runs only if it happens; ran 0 times', 44],
		],
	);
	const [flow] = result.codeFlows!;
	t.deepEqual(
		flow!.threadFlows[0]!.locations.map(({location}) => location!.physicalLocation!.region!.startLine),
		[20, 7, 41, 42],
	);
	t.deepEqual(result.partialFingerprints, {'unfiredSite/v1': 'retry:3f9a1c.exhaust'});
	t.regex(result.message.text!, /Guarded operation: \[gateway\.capture\(order\)\]\(1\)\./);
});

test('the rule of a result is the one at its index', t => {
	const {results, tool} = parse(sampleReport()).runs[0]!;
	for (const {ruleId, ruleIndex} of results!) t.is(tool.driver.rules![ruleIndex!]!.id, ruleId!);
});

test('brackets of names and code cannot forge a link', t => {
	const guards = [{file: 'a.ts', line: 1, text: 'calls[0]()'}];
	const [result] = resultsOf(sampleReport({sites: [sampleSite({name: '[x](http://y)', guards})]}));
	t.regex(result!.message.text!, /the retry in \\\[x\\\]\(http:\/\/y\) never/);
	t.regex(result!.message.text!, /\[calls\\\[0\\\]\(\)\]\(1\)/);
});

test('weight makes a warning, unless the site is local or a plain handler', t => {
	const level = (more: Parameters<typeof sampleSite>[0]) =>
		resultsOf(sampleReport({sites: [sampleSite(more)]}))[0]!.level;
	t.is(level({weight: 0.25}), 'warning');
	t.is(level({weight: 0.2499}), 'note');
	t.is(level({operation: 'local'}), 'note');
	t.is(level({kind: 'handler', arcs: [sampleArc('enter', 'unfired')]}), 'note');
});

test('paths are relative, encoded and without a dot before them', t => {
	const uri = (file: string) =>
		resultsOf(sampleReport({sites: [sampleSite({file})]}))[0]!.locations![0]!.physicalLocation!.artifactLocation!.uri!;
	t.is(uri('./src/a b#c%.ts'), 'src/a%20b%23c%25.ts');
	t.is(uri('src/ü.ts'), 'src/%C3%BC.ts');
	t.is(uri('c:x/a.ts'), 'c%3Ax/a.ts');
});

test('5,000 results of the highest rank are kept, and the rest is owned up to', t => {
	const told = (count: number) => {
		const [{results, invocations}] = parse(ofSites(count)).runs as [Log['runs'][number]];
		return [results!.length, invocations![0]!.toolExecutionNotifications!.map(({message}) => message.text)] as const;
	};
	t.deepEqual(told(5000), [5000, []]);
	const [length, [note]] = told(5001);
	t.is(length, 5000);
	t.regex(note!, /^1 results of the lowest rank are left out/);
	const last = resultsOf(ofSites(5001)).at(-1)!;
	t.is(last.locations![0]!.physicalLocation!.region!.startLine, 5000);
});

test('what is put aside is told only when asked for, with its reason', t => {
	const site = sampleSite({
		arcs: [
			sampleArc('retry', 'unfired', {suppressed: {line: 41, reason: 'Tried by hand\u202e.'}}),
			sampleArc('recover', 'unfired', {known: true}),
			sampleArc('exhaust', 'unfired'),
			sampleArc('refuse', 'fired', {known: true}),
		],
		flaws: [{flaw: 'eager', line: 43, why: 'It does not wait.'}],
	});
	const report = sampleReport({sites: [site, sampleSite({...site, id: 'retry:2', unchanged: true})]});
	t.deepEqual(
		resultsOf(report).map(({ruleId, suppressions}) => [ruleId, suppressions]),
		[
			['unfired/retry.exhaust', undefined],
			['flaw/eager', undefined],
		],
	);
	const asked = JSON.parse(renderSarif(report, {includeSuppressed: true}));
	t.true(validate(asked), JSON.stringify(validate.errors));
	t.deepEqual(
		asked.runs[0].results.map(({ruleId, suppressions}: Result) => [ruleId, suppressions]),
		[
			['unfired/retry.retry', [{kind: 'inSource', status: 'accepted', justification: 'Tried by hand\\u202e.'}]],
			['unfired/retry.recover', [{kind: 'external', status: 'accepted', justification: 'It is in the baseline.'}]],
			['unfired/retry.exhaust', []],
			['flaw/eager', []],
		],
	);
});

test('the category ends with one slash, so that uploads of one category replace each other', t => {
	const id = (sarifCategory?: string) =>
		JSON.parse(renderSarif(sampleReport(), sarifCategory === undefined ? {} : {sarifCategory})).runs[0]
			.automationDetails.id;
	t.deepEqual([id(), id('api'), id('unfired/api/')], ['unfired/', 'api/', 'unfired/api/']);
});

test('the end of a way of thousands of steps is kept', t => {
	const steps = Array.from({length: 3000}, (_, index) => ({file: 'src/a.ts', line: index + 1, name: `f${index}`}));
	const [result] = resultsOf(sampleReport({sites: [sampleSite({steps})]}));
	const {locations} = result!.codeFlows![0]!.threadFlows[0]!;
	t.is(locations.length, 1000);
	t.is(locations.at(-2)!.location!.message!.text, 'f2999');
});

test('diagnostics are notifications; an error says that the run did not succeed', t => {
	const [run] = parse(
		sampleReport({
			diagnostics: [{level: 'error', code: 'coverage-broken', message: 'Not JSON.', file: '../coverage.json'}],
		}),
	).runs;
	const [invocation] = run!.invocations!;
	t.false(invocation!.executionSuccessful);
	t.deepEqual(invocation!.toolExecutionNotifications, [
		{descriptor: {id: 'coverage-broken'}, level: 'error', message: {text: 'Not JSON.'}},
	]);
	const [descriptor] = run!.tool.driver.notifications!;
	t.is(descriptor!.id, 'coverage-broken');
	t.is(descriptor!.shortDescription!.text, 'Coverage could not be read.');
});
