import type {FileFacts} from '../model/facts.ts';
import type {FileRole} from '../model/project.ts';
import type {RuleBook} from '../model/rule.ts';
import type {SiteDraft} from '../model/site.ts';
import {sha1} from '../util/sha1.ts';
import {extractAnchors} from './anchors.ts';
import {extractCode} from './calls.ts';
import {extractFlaws} from './flaws/extract-flaws.ts';
import {extractFunctions} from './functions.ts';
import {extractIgnoreHints, markHidden} from './ignore-hints.ts';
import {extractLineMarks} from './line-marks.ts';
import {namedModules} from './named-modules.ts';
import {extractSites} from './sites/extract-sites.ts';
import {extractLibraries, type LibrarySites} from './sites/library.ts';
import {extractUnknownOptions} from './sites/library-unknown.ts';
import {extractSuppressions} from './suppressions.ts';
import {extractTests} from './tests.ts';
import {type FileIndex, indexFile, syntaxErrors} from './walk.ts';

export interface SourceText {
	/** Relative to the scanned root. */
	file: string;
	role: FileRole;
	text: string;
	/** False: no coverage will be laid over it. */
	covered?: boolean;
	/** Names of getters and setters anywhere in the project. */
	accessors?: ReadonlySet<string>;
}

/** Everything that one file says, as plain data. The tree is dropped on return. */
export function extractFile({file, role, text, covered = true, accessors}: SourceText, book: RuleBook): FileFacts {
	const index = {...indexFile(file, text), named: namedModules(book, file)};
	const libraries: LibrarySites = role === 'source' ? extractLibraries(index, book) : {sites: []};
	const facts: FileFacts = {
		file,
		role,
		hash: sha1(text),
		lineStarts: [...index.source.getLineStarts()],
		length: text.length,
		anchors: role === 'source' && covered ? extractAnchors(index) : [],
		functions: extractFunctions(index),
		code: extractCode(index, role === 'source' ? accessors : undefined),
		sites: role === 'source' ? extractFlaws(index, sitesOf(index, book, libraries.sites)) : [],
		syntaxErrors: syntaxErrors(index),
	};
	if (role === 'source') {
		if (covered) facts.lineMarks = extractLineMarks(index);
		const ignored = extractIgnoreHints(index);
		if (ignored.length > 0) facts.ignored = ignored;
		facts.sites = markHidden(facts.sites, ignored);
		const suppressions = extractSuppressions(index);
		if (suppressions.length > 0) facts.suppressions = suppressions;
	}
	if (libraries.seen) facts.library = libraries.seen;
	if (role === 'test') facts.tests = extractTests(index, book.tests);
	return facts;
}

function sitesOf(index: FileIndex, book: RuleBook, known: readonly SiteDraft[]): SiteDraft[] {
	const unknown = extractUnknownOptions(index, book);
	return oneOfEach([...known, ...unknown], extractSites(index));
}

/**
 * One construct, one site: what the catalogue names is not reported again by its form, for the rule knows more of it.
 */
export function oneOfEach(all: readonly SiteDraft[], byForm: readonly SiteDraft[]): SiteDraft[] {
	const fromLibraries = all.filter(({implicit}) => !implicit);
	const taken = new Set(fromLibraries.map(startOf));
	const kinds = new Set(fromLibraries.map(site => `${site.kind} ${site.line}`));
	const decided = new Set(fromLibraries.filter(({kind}) => kind === 'queue').flatMap(witnessLines));
	const own = byForm.filter(site => {
		if (taken.has(startOf(site)) || kinds.has(`${site.kind} ${site.line}`)) return false;
		// The ack decision of a consumer that the catalogue knows is that consumer's.
		return site.kind !== 'queue' || !witnessLines(site).some(line => decided.has(line));
	});
	const asked = new Set([...fromLibraries, ...own].map(site => `${site.kind} ${startOf(site)}`));
	// A default of a library takes nothing away from what the source shows.
	const silent = all.filter(site => site.implicit && !asked.has(`${site.kind} ${startOf(site)}`));
	return [...fromLibraries, ...own, ...silent].sort((a, b) => a.line - b.line || a.column - b.column);
}

const witnessLines = ({arcs}: SiteDraft): number[] => arcs.flatMap(({witnesses}) => witnesses.map(({line}) => line));

const startOf = ({line, column}: SiteDraft): string => `${line}:${column}`;
