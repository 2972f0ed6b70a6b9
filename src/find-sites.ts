import {openFactsStore} from './cache/facts-store.ts';
import {loadRulesFor} from './catalogue/index.ts';
import {type Checker, openChecker} from './checker/ask-checker.ts';
import {chooseBooks} from './choose-books.ts';
import {extractProject} from './extract-across.ts';
import {extractFiles, type Failure} from './extract-files.ts';
import {linkProject} from './link/link-project.ts';
import type {Diagnostic} from './model/diagnostic.ts';
import type {FileFacts} from './model/facts.ts';
import type {LinkedProject} from './model/graph.ts';
import type {Project} from './model/project.ts';
import type {RuleBook} from './model/rule.ts';
import type {ProjectView} from './model/view.ts';
import type {Progress} from './progress.ts';
import {openProject} from './project/open-project.ts';
import {InputError} from './util/input-error.ts';

export interface SitesRequest {
	dir: string;
	cwd: string;
	coverage: readonly string[];
	coveragePerTest: readonly string[];
	/** Traces in place of the one in the usual place. */
	traces: readonly string[];
	/** Patterns of files to leave out. */
	ignore?: readonly string[];
	implicit: boolean;
	/**
	 * The folder holds only some files of a repository: without a source there are no sites, and nothing is said that the
	 * files that are not here could take back.
	 */
	isPart?: boolean;
	/** Rules that were read before. */
	book?: RuleBook;
	/** Ask the type checker about calls that the facts leave unknown. */
	precise?: boolean;
	/** Where facts are kept from one scan to the next, and the build of the tool that reads them. */
	kept?: {folder: string; build: string};
}

export interface FoundSites {
	project: Project;
	book: RuleBook;
	facts: FileFacts[];
	linked: LinkedProject;
	read(file: string): {text: string} | undefined;
	/** Files at which unfired itself failed. */
	failures: Failure[];
	diagnostics: Diagnostic[];
}

/**
 * The first half of every command: what the sources say, before any evidence. Runs nothing of the repository and writes
 * nothing. Throws an InputError where there is nothing to look at.
 */
export function findSites(request: SitesRequest, onProgress: (progress: Progress) => void): FoundSites {
	const {dir, cwd, coverage, coveragePerTest, traces, ignore, implicit, precise, kept} = request;
	onProgress({phase: 'project'});
	const {project, read, diagnostics: found} = openProject(dir, {cwd, coverage, coveragePerTest, traces, ignore});
	refuse(request.isPart ? found.filter(({code}) => code !== 'no-sources') : found);
	const {book, diagnostics: rules} = request.book ? {book: request.book, diagnostics: []} : loadRulesFor(project.root);

	const bookFor = chooseBooks(book, project);
	const store = kept && openFactsStore(kept.folder, project.root, kept.build);
	const {
		facts,
		failures,
		diagnostics: syntax,
	} = extractFiles(project.files, read, bookFor, onProgress, {
		covered: project.coverage.length + (project.coveragePerTest?.length ?? 0) > 0,
		...(store && {store}),
	});
	store?.save();

	onProgress({phase: 'link'});
	const checker: Checker | undefined = precise ? openChecker({project, read}) : undefined;
	const lookAgain = (view: ProjectView) => {
		const all = extractProject(facts, view, read, bookFor, failures);
		const stated = implicit ? all : all.map(withoutImplicit);
		return request.isPart ? stated.map(withoutRevocable) : stated;
	};
	const linked = linkProject(facts, project, lookAgain, checker?.ask);
	const unasked = checker?.diagnostics() ?? [];
	return {project, book, facts, linked, read, failures, diagnostics: [...found, ...rules, ...syntax, ...unasked]};
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

/**
 * What looks like a package may be a folder of the project under an alias, and whoever listens to a client's errors may do
 * so in any file.
 */
const withoutRevocable = (facts: FileFacts): FileFacts => ({
	...facts,
	sites: facts.sites
		.filter(({open = []}) => !open.some(({kind}) => kind === 'outside'))
		.map(site => (site.flaws ? {...site, flaws: site.flaws.filter(({open}) => open?.kind !== 'unheard')} : site)),
});
