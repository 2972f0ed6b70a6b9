import {posix} from 'node:path';

/** A module of the project by its path: `./src/http/client`, `../client.ts`. */
export const isLocalSpecifier = (specifier: string): boolean => /^\.{1,2}(?:\/|$)/.test(specifier);

/** The name under which one of these modules is claimed, as `file` imports it. */
export function claimedModule(claimed: ReadonlySet<string>, file: string, specifier: string): string | undefined {
	const name = isLocalSpecifier(specifier) ? localModule(posix.dirname(file), specifier) : specifier;
	return claimed.has(name) ? name : undefined;
}

/** One name for a module of the project, from its root: `./src/http/client`, whatever extension or index file is written. */
export function localModule(folder: string, specifier: string): string {
	const path = posix.join(folder, specifier).replace(/\/$|^\.$/, '');
	return `./${path.replace(/\.[cm]?[jt]sx?$/, '').replace(/(^|\/)index$/, '')}`;
}
