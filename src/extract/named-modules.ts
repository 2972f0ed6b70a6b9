import type {RuleBook} from '../model/rule.ts';
import {claimedModule} from '../util/local-module.ts';

/** The modules that a user's rules name, as this file imports them; undefined where there are no such rules. */
export function namedModules(
	{claimed}: RuleBook,
	file: string,
): ((specifier: string) => string | undefined) | undefined {
	if (!claimed || claimed.length === 0) return undefined;
	const names = new Set(claimed);
	return specifier => claimedModule(names, file, specifier);
}
