import type {LibraryRule, RuleBook} from '../model/rule.ts';
import {byText} from '../util/compare.ts';
import {sha1} from '../util/sha1.ts';
import {indexPaths} from './compile.ts';
import type {UserRules} from './user-rules.ts';

/**
 * The catalogue with a user's rules. For a package of the catalogue their sites are added, and tell where both know a
 * call; with `replace` they stand alone. A module that a user claims is theirs.
 */
export function joinRules(catalogue: RuleBook, user: UserRules): RuleBook {
	const book = withMocks(catalogue, user);
	if (user.rules.length === 0) return user.hash === '' ? book : {...book, hash: joinHash(book, user)};
	const packages = new Map(Object.entries(book.packages));
	for (const {rule, replace} of user.rules) if (replace) packages.delete(rule.package);
	// The last one first, so that the first file by path stands foremost.
	for (const {rule} of [...user.rules].reverse()) {
		const known = packages.get(rule.package);
		packages.set(rule.package, known ? added(rule, known) : rule);
	}
	const joined = bookOf(packages, joinHash(book, user), new Set(user.rules.map(({rule}) => rule.package)));
	return {
		...joined,
		claimed: [...new Set(user.rules.flatMap(({rule}) => rule.modules))].sort(),
		...(book.tests && {tests: book.tests}),
	};
}

/** A mock library of the user stands in place of one of that name, and the modules that it claims are its own. */
function withMocks(book: RuleBook, {mocks, hash}: UserRules): RuleBook {
	if (mocks.length === 0 || !book.tests) return book;
	const {tests} = book;
	const own = mocks.map(({rule}) => rule);
	const names = new Set(own.map(({mock}) => mock));
	const others = tests.mocks.filter(({mock}) => !names.has(mock));
	const joined = sha1(`${tests.hash},${hash}`);
	return {...book, tests: {...tests, hash: joined, mocks: [...others, ...own]}};
}

const joinHash = (book: RuleBook, {hash}: UserRules): string => sha1(`${book.hash},${hash}`);

/** What stands first wins where two sites of a kind are at one place. */
function added(rule: LibraryRule, known: LibraryRule): LibraryRule {
	const both = <T>(of: (each: LibraryRule) => T[]): T[] => [...new Set([...of(rule), ...of(known)])];
	const sites = [...rule.sites, ...known.sites];
	return {
		package: rule.package,
		modules: both(each => each.modules),
		...((rule.members || known.members) && {members: {...known.members, ...rule.members}}),
		majors: both(each => each.majors).sort((a, b) => a - b),
		checked: known.checked || rule.checked,
		docs: known.docs || rule.docs,
		fluent: both(each => each.fluent),
		wrappers: both(each => each.wrappers),
		paths: indexPaths(sites),
		sites,
	};
}

/** By name; `fromEntries` makes own members of any name. `last`: packages that win a module that others claim too. */
export function bookOf(packages: ReadonlyMap<string, LibraryRule>, hash: string, last = new Set<string>()): RuleBook {
	const sorted = [...packages].sort(([a], [b]) => byText(a, b));
	const modules = new Map<string, string>();
	for (const isLast of [false, true]) {
		for (const [name, rule] of sorted) {
			if (last.has(name) === isLast) for (const module of rule.modules) modules.set(module, name);
		}
	}
	return {hash, packages: Object.fromEntries(sorted), modules: Object.fromEntries(modules)};
}
