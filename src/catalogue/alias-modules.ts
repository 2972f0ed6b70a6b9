import type {ProjectConfig} from '../model/project.ts';
import type {RuleBook} from '../model/rule.ts';
import {isLocalSpecifier, localModule} from '../util/local-module.ts';
import {hashOfChanged} from './hash-of-changed.ts';

/**
 * The book where this tsconfig holds: a module of the project that a user's rule names by its path is known by its
 * aliases as well (`@/http/client` for `./src/http/client`). The same book where there are none.
 */
export function aliasModules(book: RuleBook, config: ProjectConfig | undefined): RuleBook {
	const locals = (book.claimed ?? []).filter(isLocalSpecifier);
	if (!config || locals.length === 0) return book;
	const aliases = locals.flatMap(module => aliasesOf(module, config).map(alias => [alias, book.modules[module]!]));
	if (aliases.length === 0) return book;
	return {
		...book,
		hash: hashOfChanged(book, aliases),
		modules: Object.fromEntries([...aliases, ...Object.entries(book.modules)]),
		claimed: [...book.claimed!, ...aliases.map(([alias]) => alias!)],
	};
}

function aliasesOf(module: string, {paths, baseUrl}: ProjectConfig): string[] {
	const found = Object.entries(paths).flatMap(([pattern, targets]) =>
		targets.flatMap(target => aliasOf(module, pattern, target)),
	);
	const base = baseUrl === undefined ? undefined : `${localModule('.', baseUrl).replace(/\/$/, '')}/`;
	if (base !== undefined && module.startsWith(base)) found.push(module.slice(base.length));
	return found.flatMap(alias => ENDINGS.map(ending => alias + ending));
}

/** How imports end that mean the same module. */
const ENDINGS = ['', '.js', '.ts', '/index', '/index.js', '/index.ts'];

function aliasOf(module: string, pattern: string, target: string): string[] {
	const star = target.indexOf('*');
	if (star < 0) return localModule('.', target) === module ? [pattern] : [];
	const [before, after] = [`./${target.slice(0, star).replace(/^\.\//, '')}`, target.slice(star + 1)];
	const rest = after.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
	if (!module.startsWith(before) || !module.endsWith(rest)) return [];
	return [pattern.replace('*', () => module.slice(before.length, module.length - rest.length))];
}
