import type {LibraryRule, RuleBook} from '../model/rule.ts';
import {ARCS, SITE_KINDS, type SiteKind} from '../model/site.ts';
import {type DescribedSite, describeSites} from './describe-rule.ts';
import {renderTests} from './render-tests.ts';

/** What stands before it in `docs/rules.md` is written by hand. */
export const MARKER = '<!-- From here on made of rules/libraries: npm run docs:rules -->';

/** The catalogue as Markdown, one table a kind, rows by package. */
export function renderPage(book: RuleBook): string {
	const packages = Object.values(book.packages);
	const kinds = SITE_KINDS.map(kind => ({kind, rows: packages.flatMap(rule => rowsOf(rule, kind))}));
	const sizeOf = (kind: SiteKind) => packages.filter(({sites}) => sites.some(site => site.kind === kind)).length;
	const toc = kinds.map(({kind}) => `[${kind}](#${kind}) ${sizeOf(kind)}`).join(' · ');
	return [
		MARKER,
		'',
		`# The catalogue: ${packages.length} packages`,
		'',
		toc,
		'',
		...kinds.flatMap(({kind, rows}) => renderTable(kind, rows)),
		...(book.tests ? renderTests(book.tests) : []),
	].join('\n');
}

/** `page` with everything from the marker on made anew. */
export const renewPage = (page: string, book: RuleBook): string => page.slice(0, endOfHand(page)) + renderPage(book);

function endOfHand(page: string): number {
	const at = page.indexOf(MARKER);
	return at < 0 ? page.length : at;
}

const HEAD = ['Package', 'Majors', 'Read', 'Entry points', 'Arcs that code shows', 'Arcs inside the library'];

function renderTable(kind: SiteKind, rows: readonly string[][]): string[] {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const title = [`## ${kind}`, '', `[What it is, its arcs and what to write](sites/${kind}.md)`, ''];
	return [...title, line(HEAD), line(HEAD.map(() => '---')), ...rows.map(line), ''];
}

/** A row for what is asked for and one for what happens by default, each for the majors that have it. */
function rowsOf(rule: LibraryRule, kind: SiteKind): string[][] {
	const groups = new Map<string, DescribedSite[]>();
	for (const site of describeSites(rule).filter(each => each.kind === kind)) {
		const key = `${site.implicit ? 1 : 0} ${(site.majors ?? rule.majors).join(', ')}`;
		groups.set(key, [...(groups.get(key) ?? []), site]);
	}
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sites]) => rowOf(rule, sites));
}

function rowOf({package: name, docs, majors, checked}: LibraryRule, sites: readonly DescribedSite[]): string[] {
	const {implicit, majors: own = majors, kind} = sites[0]!;
	const link = `[${name}](${docs})`;
	return [
		implicit ? `${link} *by default*` : link,
		own.join(', '),
		checked,
		renderEntries(sites),
		...renderArcs(kind, sites),
	];
}

const MOST_ENTRIES = 5;

/** Entries, then the options at which a site is. */
function renderEntries(sites: readonly DescribedSite[]): string {
	const entries = [...new Set(sites.flatMap(site => site.entries))];
	const more = entries.length - MOST_ENTRIES;
	const shown = entries.slice(0, MOST_ENTRIES).map(renderCode).join(', ') + (more > 0 ? ` and ${more} more` : '');
	const options = [...new Set(sites.flatMap(site => site.at ?? []))];
	return options.length > 0 ? `${shown}, at ${options.map(renderCode).join(', ')}` : shown;
}

const renderCode = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

/** By code if any of the sites shows it; `*` where code can rule it out and never show it. */
function renderArcs(kind: SiteKind, sites: readonly DescribedSite[]): [string, string] {
	const arcs = sites.flatMap(site => site.arcs);
	const names = ARCS[kind].filter(name => arcs.some(({arc}) => arc === name));
	const ofArc = (name: string) => arcs.filter(({arc}) => arc === name);
	const isShown = (name: string) => ofArc(name).some(({shownBy}) => shownBy.length > 0);
	const mark = (name: string) => (ofArc(name).some(({ruledOutBy}) => ruledOutBy.length > 0) ? `${name}*` : name);
	return [
		names.filter(isShown).join(', '),
		names
			.filter(name => !isShown(name))
			.map(mark)
			.join(', '),
	];
}
