import {adviseCoverage} from './advise-coverage.ts';
import {buildReport} from './build-report.ts';
import {verdictsOf} from './cache/last-verdicts.ts';
import {readPerTest} from './evidence/per-test/read-per-test.ts';
import {readEvidence} from './evidence/read-evidence.ts';
import {readTraces} from './evidence/traces/read-traces.ts';
import type {Failure} from './extract-files.ts';
import {findSites} from './find-sites.ts';
import {judgeSites} from './judge/judge-sites.ts';
import type {LastVerdicts} from './model/last-verdicts.ts';
import type {Report} from './model/report.ts';
import {isCertain, placesOfArcs} from './model/site.ts';
import type {Progress} from './progress.ts';
import {readTraffic} from './project/read-traffic.ts';
import type {NormalOptions} from './scan-options.ts';
import {siftFindings} from './sift-findings.ts';
import {matchTraffic} from './weigh/match-traffic.ts';
import {weighCritical} from './weigh/weigh-critical.ts';
import {weighSites} from './weigh/weigh-sites.ts';

export interface ScanResult {
	report: Report;
	/** Text of a scanned file, for code frames. */
	read(file: string): string | undefined;
	/** Files at which unfired itself failed: bugs of ours. The rest of the scan went on without them. */
	failures: Failure[];
}

/**
 * The pipeline: one call a step, no logic of its own. Runs nothing of the repository and writes nothing.
 * Throws an InputError where there is nothing to scan; whatever else is wrong with the repository is a diagnostic.
 */
export async function scanSources(
	options: NormalOptions,
	onProgress: (progress: Progress) => void,
	build?: string,
): Promise<ScanResult & {root: string; verdicts: LastVerdicts}> {
	const {dir, cwd, coverage, coveragePerTest, coverageRoot, traces, certainty, implicit, precise, weight} = options;
	const {cache, ignore} = options;

	const kept = cache !== undefined && build !== undefined ? {folder: cache, build} : undefined;
	const found = findSites({dir, cwd, coverage, coveragePerTest, traces, ignore, implicit, precise, kept}, onProgress);
	const {project, facts, linked, book, failures, read} = found;

	onProgress({phase: 'evidence'});
	const asked = {
		root: project.root,
		files: facts,
		places: linked.sites.flatMap(({arcs}) => placesOfArcs(arcs)),
		coverageRoot,
		packages: project.packages.map(({folder}) => folder),
		progress: (read: {done: number; total: number}) => onProgress({phase: 'evidence', ...read}),
	};
	const perTest = project.coveragePerTest?.length
		? readPerTest({...asked, folders: project.coveragePerTest, tests: linked.testFiles ?? []})
		: undefined;
	const evidence =
		perTest && coverage.length === 0 ? perTest.readAll() : readEvidence({...asked, coverage: project.coverage});

	const traced = readTraces({root: project.root, traces: project.traces ?? [], files: facts});

	onProgress({phase: 'judge'});
	const judged = judgeSites(linked, evidence.counters, {perTest, trace: traced.counters});
	const sifted = siftFindings(judged, facts, {root: project.root, cwd, baseline: options.baseline});

	onProgress({phase: 'weigh'});
	const matched = options.traffic === undefined ? undefined : matchTraffic(readTraffic(options.traffic, cwd), linked);
	const weighed = weighSites(sifted.sites.filter(isCertain(certainty)), linked, evidence.counters, {
		by: weight,
		...(matched && {traffic: matched.traffic}),
		packages: project.packages,
	});

	const sources = facts.filter(({role}) => role === 'source').map(({file}) => file);
	const modules = weighCritical(options.critical, sources, weighed.sites, evidence.counters);

	const hasCoverage = evidence.counters.sources.length + traced.sources.length > 0;
	const advice = hasCoverage ? [] : [adviseCoverage(project, facts, book.tests?.runners ?? [])];
	const report = buildReport({
		project,
		facts,
		rules: book.hash,
		coverage: [...evidence.counters.sources, ...traced.sources],
		...weighed,
		summary: {...weighed.summary, ...(modules.critical.length > 0 && {critical: modules.critical})},
		...(sifted.baseline && {baseline: sifted.baseline}),
		diagnostics: [
			...advice,
			...found.diagnostics,
			...evidence.diagnostics,
			...(perTest?.diagnostics ?? []),
			...traced.diagnostics,
			...(matched?.diagnostics ?? []),
			...sifted.diagnostics,
			...modules.diagnostics,
		],
	});
	const verdicts = verdictsOf(weighed.sites, facts);
	return {report, failures, verdicts, root: project.root, read: file => read(file)?.text};
}
