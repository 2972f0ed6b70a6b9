import {readFileSync} from 'node:fs';
import {Ajv2020, type AnySchemaObject} from 'ajv/dist/2020.js';
import test from 'ava';
import {ARCS, CERTAINTIES, SITE_KINDS} from '../../src/model/site.ts';
import {VERDICTS} from '../../src/model/verdict.ts';
import {renderJson} from '../../src/report/json.ts';
import {sampleArc, sampleReport, sampleSite, sampleSummary} from './sample-report.ts';

const schema: AnySchemaObject = JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8'));

/** The schema lets readers meet new keys; here every key must be one that it describes. */
function closed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(closed);
	if (typeof value !== 'object' || value === null) return value;
	const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
	if (copy.type === 'object' && copy.properties) copy.additionalProperties = false;
	return copy;
}

const validate = new Ajv2020({allErrors: true, allowUnionTypes: true}).compile(closed(schema) as AnySchemaObject);

const full = sampleReport({
	since: {ref: 'main', commit: 'e'.repeat(40), sites: 1},
	baseline: {
		path: 'unfired-baseline.json',
		entries: 2,
		stale: [{id: 'a.retry', file: 'a.ts', name: 'f'}],
		ratchet: {errorPathCoverage: 0.5, weightedErrorPathCoverage: 0.4, gap: 20},
	},
	project: {root: '.', name: 'a', commit: 'f'.repeat(40), files: 1, lines: 2, tests: 3},
	summary: sampleSummary({flaws: {unbounded: 1}, calls: {all: 9, unknown: 1, asked: 3, answered: 2}}),
	sites: [
		sampleSite({
			implicit: true,
			arcs: [
				sampleArc('exhaust', 'undecided', {wanted: 'a trace', witnesses: [{file: 'a.ts', line: 1, count: null}]}),
				sampleArc('retry', 'unfired', {suppressed: {line: 2, reason: 'r'}, known: true}),
				sampleArc('retry', 'fired', {mocks: [{file: 'a.test.ts', line: 1, outcome: 'mixed', target: 'fetch'}]}),
			],
			flaws: [{flaw: 'unbounded', line: 3, why: 'No limit.'}],
			heaviest: [{file: 'a.ts', line: 1, name: 'POST /pay'}],
			unchanged: true,
		}),
	],
	diagnostics: [{level: 'warning', code: 'coverage-stale', message: 'Changed.', file: 'a.ts'}],
});

test('reports are valid and hold no key that the schema does not describe', t => {
	const nothing = {lineCoverage: null, errorPathCoverage: null, weightedErrorPathCoverage: null, gap: null};
	for (const report of [
		full,
		sampleReport(),
		sampleReport({coverage: [], sites: [], summary: sampleSummary(nothing)}),
	]) {
		t.true(validate(JSON.parse(renderJson(report))), JSON.stringify(validate.errors));
	}
});

test('the schema refuses what the contract forbids', t => {
	const wrong = [
		{...full, version: 2},
		{...full, sites: [sampleSite({line: 0})]},
		{...full, sites: [sampleSite({weight: 1.5})]},
		{...full, sites: [sampleSite({kind: 'breaker' as 'retry'})]},
		{...full, sites: [sampleSite({arcs: [sampleArc('retry', 'maybe' as 'fired')]})]},
	];
	for (const report of wrong) t.false(validate(report));
});

test('the schema knows the words of the model', t => {
	const {$defs} = schema;
	t.deepEqual($defs.kind.enum, [...SITE_KINDS]);
	t.deepEqual($defs.arcName.enum, [...new Set(Object.values(ARCS).flat())]);
	t.deepEqual($defs.verdict.enum, [...VERDICTS]);
	t.deepEqual($defs.site.properties.certainty.enum, [...CERTAINTIES]);
});

test('keys have one order, whatever order the report was built in', t => {
	const turned = Object.fromEntries(Object.entries(full).reverse()) as unknown as typeof full;
	t.is(renderJson(turned), renderJson(full));
	t.deepEqual(Object.keys(JSON.parse(renderJson(turned))), Object.keys(schema.properties));
	t.deepEqual(Object.keys(JSON.parse(renderJson(full)).sites[0]), Object.keys(schema.$defs.site.properties));
});

test('two spaces, a line break at the end, and nothing lost', t => {
	const json = renderJson(full);
	t.true(json.startsWith('{\n  "version": 1,\n  "tool": {\n    "name": "unfired",'));
	t.true(json.endsWith('\n}\n'));
	t.deepEqual(JSON.parse(json), full);
});
