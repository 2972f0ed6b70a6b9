import {adviseCoverage} from './advise-coverage.ts';
import {buildReport} from './build-report.ts';
import {loadRulesFor} from './catalogue/index.ts';
import {chooseBooks} from './choose-books.ts';
import {readPerTest} from './evidence/per-test/read-per-test.ts';
import {readEvidence} from './evidence/read-evidence.ts';
import {extractProject} from './extract-across.ts';
import {extractFiles, type Failure} from './extract-files.ts';
import {judgeSites} from './judge/judge-sites.ts';
import {linkProject} from './link/link-project.ts';
import type {Diagnostic} from './model/diagnostic.ts';
import type {FileFacts} from './model/facts.ts';
import type {Report} from './model/report.ts';
import {CERTAINTIES, type Certainty, placesOfArcs} from './model/site.ts';
import type {Progress} from './progress.ts';
import {openProject} from './project/open-project.ts';
import {normaliseOptions, type ScanOptions} from './scan-options.ts';
import {InputError} from './util/input-error.ts';
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
export async function scan(
	options: ScanOptions,
	onProgress: (progress: Progress) => void = () => {},
): Promise<ScanResult> {
	const {dir, cwd, coverage, coveragePerTest, coverageRoot, certainty, implicit} = normaliseOptions(options);

	onProgress({phase: 'project'});
	const {project, read, diagnostics: found} = openProject(dir, {cwd, coverage, coveragePerTest});
	refuse(found);
	const {book, diagnostics: rules} = loadRulesFor(project.root);

	const bookFor = chooseBooks(book, project);
	const {facts, failures, diagnostics: syntax} = extractFiles(project.files, read, bookFor, onProgress);

	onProgress({phase: 'link'});
	const linked = linkProject(facts, project, view => {
		const all = extractProject(facts, view, read, bookFor, failures);
		return implicit ? all : all.map(withoutImplicit);
	});

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

	onProgress({phase: 'judge'});
	const judged = judgeSites(linked, evidence.counters, perTest).filter(isCertain(certainty));

	onProgress({phase: 'weigh'});
	const {sites, summary} = weighSites(judged, linked, evidence.counters);

	const hasCoverage = evidence.counters.sources.length > 0;
	const advice = hasCoverage ? [] : [adviseCoverage(project, facts, book.tests?.runners ?? [])];
	const report = buildReport({
		project,
		facts,
		rules: book.hash,
		coverage: evidence.counters.sources,
		sites,
		summary,
		diagnostics: [...advice, ...found, ...rules, ...syntax, ...evidence.diagnostics, ...(perTest?.diagnostics ?? [])],
	});
	return {report, failures, read: file => read(file)?.text};
}

/** Of level `error`: no folder, no sources, named coverage missing. */
function refuse(diagnostics: readonly Diagnostic[]): void {
	const fatal = diagnostics.find(({level}) => level === 'error');
	if (fatal) throw new InputError(fatal.message);
}

const withoutImplicit = (facts: FileFacts): FileFacts => ({
	...facts,
	sites: facts.sites.filter(site => !site.implicit),
});

const isCertain =
	(least: Certainty) =>
	(site: {certainty: Certainty}): boolean =>
		CERTAINTIES.indexOf(site.certainty) <= CERTAINTIES.indexOf(least);
