import type {LibraryRule, RuleBook} from '../model/rule.ts';
import {hashOfChanged} from './hash-of-changed.ts';

/** Packages whose sites differ by major: only their versions matter. Sorted. */
export const versionedPackages = (book: RuleBook): string[] =>
	Object.keys(book.packages).filter(name => book.packages[name]!.sites.some(site => site.majors));

/**
 * The book where these majors are installed or asked for, by package. A package whose majors are unknown, or none of
 * which its rule knows, keeps all of its sites. The same book where nothing differs.
 */
export function bookFor(book: RuleBook, majors: ReadonlyMap<string, readonly number[]>): RuleBook {
	const changed = versionedPackages(book).flatMap(name => {
		const rule = ruleFor(book.packages[name]!, majors.get(name) ?? []);
		return rule ? [[name, rule] as const] : [];
	});
	if (changed.length === 0) return book;
	return {
		...book,
		hash: hashOfChanged(book, changed),
		packages: Object.fromEntries([...Object.entries(book.packages), ...changed]),
	};
}

/** Undefined where the majors leave the rule as it is. */
function ruleFor(rule: LibraryRule, majors: readonly number[]): LibraryRule | undefined {
	const known = majors.filter(major => rule.majors.includes(major));
	if (known.length === 0) return undefined;
	const isLeft = rule.sites.map(site => !site.majors || site.majors.some(major => known.includes(major)));
	if (!isLeft.includes(false)) return undefined;
	// Sites keep their numbers; a path without sites stays a path of the library.
	const paths = Object.entries(rule.paths).map(([path, numbers]) => [path, numbers.filter(number => isLeft[number])]);
	return {...rule, paths: Object.fromEntries(paths)};
}
