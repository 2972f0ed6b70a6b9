import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {Ajv} from 'ajv';
import {Ajv2020} from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import test from 'ava';
import type {Report, ReportSite} from '../src/model/report.ts';
import {renderJson, renderSarif} from '../src/report/index.ts';
import {scan} from '../src/scan.ts';
import {ROOT} from './imports.ts';

/** See fixtures/README.md. */
interface Expected {
	sites: ExpectedSite[];
	notSites: Array<{file: string; line: number; kind: string; why: string}>;
}

interface ExpectedSite {
	kind: string;
	file: string;
	line: number;
	endLine: number;
	operation: string;
	confidence?: 'arguable';
	arcs: Record<string, {truth: string; verdict: string; mayBeUndecided?: boolean}>;
}

/** What a scan does not find or decide yet. An entry whose gap is closed fails the test: take it out. */
const KNOWN_GAPS: Record<string, string[]> = {
	checkout: [],
	weather: [],
	notifications: [],
	'catalog-sync': [],
};

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

const scanFixture = async (name: string, cwd = ROOT) =>
	(await scan({dir: cwd === ROOT ? `fixtures/${name}` : name, cwd})).report;

for (const [name, gaps] of Object.entries(KNOWN_GAPS)) {
	const expected: Expected = readJson(join(ROOT, 'fixtures', name, 'expected.json'));
	const scanned = scanFixture(name);

	test(`${name}: no verdict contradicts what happened`, async t => {
		const pairs = pairSites(expected, await scanned);
		for (const [{kind, file, line, arcs}, site] of pairs) {
			for (const {arc, verdict} of site.arcs) {
				const truth = arcs[arc]?.truth ?? verdict;
				t.true(verdict === 'undecided' || verdict === truth, `${kind}.${arc} ${file}:${line} ${verdict}, was ${truth}`);
			}
		}
		t.true(pairs.size > 10);
	});

	test(`${name}: sites, operations and verdicts are those worked out by hand, but for known gaps`, async t => {
		t.deepEqual(differences(expected, await scanned).sort(), [...gaps].sort());
	});

	test(`${name}: the reports are valid, and the same again from another folder`, async t => {
		const report = await scanned;
		const json = renderJson(report);
		t.true(isReport(JSON.parse(json)), JSON.stringify(isReport.errors));
		t.true(isSarif(JSON.parse(renderSarif(report))), JSON.stringify(isSarif.errors));
		t.is(renderJson(await scanFixture(name, join(ROOT, 'fixtures'))), json);
	});
}

const isReport = new Ajv2020({allowUnionTypes: true}).compile(readJson(join(ROOT, 'schema/report.json')));
const isSarif = compileSarif();

/** The schema was written for draft 4, where `id` was what `$id` is now; one of its patterns is no Unicode pattern. */
function compileSarif() {
	const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
	const {$schema: _, id: __, ...schema} = readJson(join(path, '../lib/schemas/sarif-2.1.0-rtm.5.json'));
	const ajv = new Ajv({strict: false, unicodeRegExp: false});
	formats.default(ajv);
	return ajv.compile(schema);
}

/** Each expected site with the nearest reported one of its file, kind and lines. */
function pairSites({sites}: Expected, report: Report): Map<ExpectedSite, ReportSite> {
	const near = sites.flatMap(site =>
		report.sites
			.filter(found => found.file === site.file && found.kind === site.kind && overlap(site, found))
			.map(found => ({site, found, distance: Math.abs(site.line - found.line)})),
	);
	const pairs = new Map<ExpectedSite, ReportSite>();
	const taken = new Set<ReportSite>();
	for (const {site, found} of near.sort((a, b) => a.distance - b.distance)) {
		if (pairs.has(site) || taken.has(found)) continue;
		pairs.set(site, found);
		taken.add(found);
	}
	return pairs;
}

type Lines = Pick<ReportSite, 'line' | 'endLine'>;

/** One line of grace: a chain's call, a declaration around its value. */
const overlap = (a: Lines, b: Lines): boolean => a.line <= b.endLine + 1 && b.line <= a.endLine + 1;

function differences(expected: Expected, report: Report): string[] {
	const pairs = pairSites(expected, report);
	const found = new Set(pairs.values());
	const missed = expected.sites
		.filter(site => !pairs.has(site) && site.confidence !== 'arguable')
		.map(({kind, file, line}) => `missed: ${kind} ${file}:${line}`);
	const arguable = expected.sites.filter(({confidence}) => confidence === 'arguable');
	// A reader who does not hold an arguable construct for that kind of site holds it for another.
	const more = report.sites
		.filter(site => !found.has(site) && !arguable.some(({file, line}) => file === site.file && line === site.line))
		.map(({kind, file, line}) => {
			const denied = expected.notSites.some(no => no.kind === kind && no.file === file && no.line === line);
			return `${denied ? 'no site' : 'unexpected'}: ${kind} ${file}:${line}`;
		});
	return [...missed, ...more, ...[...pairs].flatMap(([site, reported]) => differencesOf(site, reported))];
}

function differencesOf({kind, file, line, operation, arcs}: ExpectedSite, reported: ReportSite): string[] {
	const at = `${file}:${line}`;
	const different = reported.operation === operation ? [] : [`operation: ${kind} ${at} is ${operation}`];
	for (const [arc, {verdict, mayBeUndecided}] of Object.entries(arcs)) {
		const given = reported.arcs.find(one => one.arc === arc)?.verdict ?? 'absent';
		const isFine = given === verdict || (given === 'undecided' && mayBeUndecided);
		if (!isFine) different.push(`verdict: ${kind}.${arc} ${at} is ${verdict}, not ${given}`);
	}
	for (const {arc} of reported.arcs) {
		if (!Object.hasOwn(arcs, arc)) different.push(`no arc: ${kind}.${arc} ${at}`);
	}
	return different;
}
