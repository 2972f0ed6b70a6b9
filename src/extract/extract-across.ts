import type {CallFact} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {LibraryRule, RuleBook, SiteRule} from '../model/rule.ts';
import type {SiteDraft} from '../model/site.ts';
import type {ProjectView} from '../model/view.ts';
import {oneOfEach} from './extract-file.ts';
import {extractFlaws} from './flaws/extract-flaws.ts';
import {markHidden} from './ignore-hints.ts';
import {pathOf} from './origins-steps.ts';
import {openShelf} from './others.ts';
import {extractLibraries} from './sites/library.ts';
import {stepsIn} from './sites/library-uses.ts';

/**
 * The sites of a file once more, now with what the files say that its names, callers and types lead to; undefined where
 * the rest of the project has nothing to add.
 */
export function extractAcross(
	facts: FileFacts,
	view: ProjectView,
	book: RuleBook,
	read: (file: string) => string | undefined,
): SiteDraft[] | undefined {
	const calls = wantedCalls(facts, view, book);
	// Opened anew for each file: trees are large.
	const index = calls && openShelf(view, book, read).open(facts.file);
	if (!index) return undefined;
	const {sites} = extractLibraries(index, book, calls);
	const all = oneOfEach(
		sites,
		facts.sites.filter(site => isByForm(site, book)),
	);
	return markHidden(extractFlaws(index, all), facts.ignored);
}

/** No rule made it: packages that the catalogue does not know are told by what they are given. */
const isByForm = ({mechanism}: SiteDraft, book: RuleBook): boolean =>
	!mechanism.startsWith('library:') || !Object.hasOwn(book.packages, mechanism.slice('library:'.length));

/** The calls that lead to a library, if the file alone missed one that makes a site, or could not read all of its options. */
function wantedCalls({file, code, library}: FileFacts, view: ProjectView, book: RuleBook): Set<number> | undefined {
	const calls = new Set(library?.calls);
	let isWanted = library?.open === true;
	for (const [id, call] of code.calls.entries()) {
		if (calls.has(id)) continue;
		const called = view.calledOf(file, id);
		if (!called || !Object.hasOwn(book.modules, called.module)) continue;
		const rule = book.packages[book.modules[called.module]!]!;
		calls.add(id);
		isWanted ||= sitesAt(rule, called).some(site => mayHold(site, call));
	}
	return isWanted ? calls : undefined;
}

function sitesAt(rule: LibraryRule, called: Parameters<typeof stepsIn>[1]): SiteRule[] {
	const path = pathOf(stepsIn(rule, called));
	return Object.hasOwn(rule.paths, path) ? rule.paths[path]!.map(number => rule.sites[number]!) : [];
}

/** A site that stands at an option needs the argument that holds it. */
const mayHold = ({at, options}: SiteRule, {args}: CallFact): boolean =>
	!at || options.some(position => position < args.length) || at.some(key => key.includes('#'));
