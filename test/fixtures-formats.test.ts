import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import type {Report, ReportSite} from '../src/model/report.ts';
import {scan} from '../src/scan.ts';
import {ROOT} from './imports.ts';

/** One suite recorded in every format by `fixtures/record.mjs`: one run of c8, one over instrumented sources. */
const FORMATS = [
	'nyc/coverage-final.json',
	'v8',
	'c8/coverage-final.json',
	'nyc/lcov.info',
	'nyc/cobertura-coverage.xml',
	'nyc/clover.xml',
	'c8/lcov.info',
	'c8/cobertura-coverage.xml',
	'c8/clover.xml',
];

/**
 * What each format decides: F fired, U unfired, N uncovered, a dot where it cannot tell. Worked out by hand:
 * - JSON and raw V8 know columns. Raw V8 and nyc know nothing of `main.ts`, which no test loads; c8 lists it.
 * - Lines of instrumented code decide where the witness is alone on its line or its line never ran. Functions and
 *   operands inside a line stay open, but functions that are alone on theirs are counted by name: Clover names none.
 * - Lines of V8 decide what never ran where the whole line did not, and what ran where no range can begin on it. In compiled
 *   files a range may have lost its zeros to another: only where no branch before it in its function was left out is a
 *   line believed to have run. Clover names no branch, so of compiled files it only tells what never ran.
 */
const TABLE = `
                                                     truth  nyc  v8  c8   nyc: lcov cobertura clover   c8: lcov cobertura clover
circuit-breaker.trip         src/breaker.ts:13          F     F   F  F        F       F       F           .       .       .
circuit-breaker.reject       src/breaker.ts:13          F     F   F  F        F       F       F           F       F       .
circuit-breaker.probe-recover src/breaker.ts:13         U     U   U  U        U       U       U           .       .       .
circuit-breaker.probe-fail   src/breaker.ts:13          U     U   U  U        U       U       U           U       U       .
fallback.engage              src/cache.ts:32            F     F   F  F        F       F       F           .       .       .
timeout.fire                 src/deadline.ts:9          F     F   F  F        F       F       F           F       F       .
limiter.saturate             src/enrich.ts:27           F     .   .  .        .       .       .           .       .       .
timeout.fire                 src/enrich.ts:31           U     U   U  .        U       U       U           .       .       .
fallback.engage              src/enrich.ts:33           U     U   U  .        U       U       U           .       .       .
timeout.fire                 src/enrich.ts:36           U     .   .  .        .       .       .           .       .       .
handler.enter                src/enrich.ts:38           F     F   F  F        F       F       F           F       F       .
pool.exhaust                 src/http.ts:14             U     .   .  .        .       .       .           .       .       .
pool.resource-error          src/http.ts:14             F     .   .  .        .       .       .           .       .       .
timeout.fire                 src/http.ts:21             U     .   .  .        .       .       .           .       .       .
retry.retry                  src/http.ts:22             F     F   F  F        F       F       F           F       F       .
retry.recover                src/http.ts:22             F     .   .  .        .       .       .           .       .       .
retry.exhaust                src/http.ts:22             F     .   .  .        .       .       .           .       .       .
retry.refuse                 src/http.ts:22             F     .   .  .        .       .       .           .       .       .
timeout.fire                 src/http.ts:42             U     .   .  .        .       .       .           .       .       .
handler.enter                src/http.ts:43             U     U   U  U        U       U       U           .       .       .
handler.enter                src/image-store.ts:11      U     U   U  U        .       .       .           .       .       .
handler.enter                src/image-store.ts:13      U     U   U  U        U       U       U           U       U       .
handler.enter                src/image-store.ts:18      F     F   F  F        F       F       F           F       F       .
fallback.engage              src/image-store.ts:30      F     F   F  F        F       F       F           F       F       .
fallback.fail                src/image-store.ts:30      U     .   .  .        .       .       .           .       .       .
handler.enter                src/main.ts:24             N     .   .  N        .       .       .           N       N       N
handler.enter                src/main.ts:46             N     .   .  N        .       .       .           N       N       N
fallback.engage              src/prices.ts:21           F     F   F  F        F       F       F           .       .       .
fallback.fail                src/prices.ts:21           U     U   U  U        U       U       U           .       .       .
handler.enter                src/report.ts:9            F     .   F  F        .       .       .           .       .       .
fallback.engage              src/report.ts:15           U     U   U  U        .       .       .           .       .       .
handler.enter                src/report.ts:20           F     F   F  F        F       F       F           F       F       .
handler.enter                src/report.ts:27           U     U   U  U        U       U       .           .       .       .
retry.retry                  src/search-index.ts:31     F     F   F  F        F       F       F           .       .       .
retry.recover                src/search-index.ts:31     F     .   .  .        .       .       .           .       .       .
retry.exhaust                src/search-index.ts:31     U     U   U  U        U       U       U           .       .       .
retry.refuse                 src/search-index.ts:31     U     U   U  U        .       .       .           .       .       .
timeout.fire                 src/search-index.ts:36     U     .   .  .        .       .       .           .       .       .
timeout.fire                 src/search-index.ts:59     U     U   U  U        U       U       .           .       .       .
pool.exhaust                 src/session-pool.ts:17     F     F   F  F        F       F       F           F       F       .
pool.acquire-timeout         src/session-pool.ts:17     U     U   U  U        U       U       U           U       U       .
pool.resource-error          src/session-pool.ts:17     F     F   F  F        F       F       F           F       F       .
pool.release-on-error        src/session-pool.ts:17     U     U   U  U        U       U       U           U       U       .
timeout.fire                 src/session-pool.ts:59     U     U   U  U        U       U       U           U       U       .
timeout.fire                 src/stock-stream.ts:50     U     U   U  U        U       U       .           .       .       .
handler.enter                src/stock-stream.ts:56     U     U   U  U        U       U       .           .       .       .
retry.retry                  src/stock-stream.ts:60     F     F   F  F        .       .       .           .       .       .
retry.recover                src/stock-stream.ts:60     F     .   .  .        .       .       .           .       .       .
retry.exhaust                src/stock-stream.ts:60     U     U   U  U        U       U       U           U       U       .
fallback.engage              src/stock-stream.ts:82     F     F   F  F        .       .       .           .       .       .
fallback.engage              src/supplier.ts:28         F     F   F  F        F       F       F           F       F       .
fallback.engage              src/supplier.ts:42         F     F   F  F        .       .       .           .       .       .
fallback.engage              src/supplier.ts:46         U     U   U  U        U       U       .           .       .       .
handler.enter                src/sync.ts:30             F     F   F  F        F       F       F           .       .       .
fallback.engage              src/sync.ts:44             U     U   U  U        U       U       .           .       .       .
handler.enter                src/watch.ts:23            N     N   N  N        N       N       N           N       N       N
`;

interface Expected {
	sites: Array<{kind: string; file: string; line: number; arcs: Record<string, {truth: string}>}>;
}

const readVerdicts = async (format: string): Promise<Report> =>
	(await scan({dir: 'fixtures/catalog-sync', cwd: ROOT, coverage: [`fixtures/catalog-sync/formats/${format}`]})).report;

const expected: Expected = JSON.parse(readFileSync(join(ROOT, 'fixtures/catalog-sync/expected.json'), 'utf8'));
const reports = Promise.all(FORMATS.map(readVerdicts));

const LETTERS: Record<string, string> = {fired: 'F', unfired: 'U', uncovered: 'N', undecided: '.'};

test('the same suite in every format: those that can tell agree, those that cannot say so', async t => {
	t.deepEqual(rowsOf(await reports), TABLE.trim().split('\n').slice(1).map(squeeze));
});

test('no format contradicts what happened', async t => {
	for (const row of rowsOf(await reports)) {
		const [arc, , truth, ...verdicts] = row.split(' ');
		const wrong = verdicts.filter(verdict => verdict !== '.' && verdict !== truth);
		t.deepEqual(wrong, [], arc);
	}
});

const squeeze = (row: string): string => row.trim().replace(/\s+/g, ' ');

function rowsOf(all: readonly Report[]): string[] {
	return expected.sites.flatMap(site =>
		Object.entries(site.arcs).flatMap(([arc, {truth}]) => {
			const found = all.map(report => nearest(report, site)?.arcs.find(one => one.arc === arc));
			// What a scan does not find is no matter of formats.
			if (!found[0]) return [];
			const letters = found.map(one => LETTERS[one?.verdict ?? 'undecided']);
			return [[`${site.kind}.${arc}`, `${site.file}:${site.line}`, LETTERS[truth], ...letters].join(' ')];
		}),
	);
}

function nearest({sites}: Report, {kind, file, line}: Expected['sites'][number]): ReportSite | undefined {
	const near = sites.filter(site => site.kind === kind && site.file === file && Math.abs(site.line - line) <= 1);
	return near.sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0];
}
