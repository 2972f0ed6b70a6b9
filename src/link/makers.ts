import {isEmpty, type Value} from './values.ts';

/** A constructor of the language, or what it makes. */
export interface Maker {
	name: string;
	instance: boolean;
}

/** To which constructor of the language the members of a value belong: `Object`, `String.prototype`, a list, a function. */
export function makerOf(of: Value): Maker | undefined {
	switch (of.kind) {
		case 'external':
			return of.module === 'global' ? makerAt(of.path) : undefined;
		case 'array':
			return made('Array');
		case 'promise':
			return made('Promise');
		case 'function':
		case 'signature':
		case 'callback':
			return made('Function');
		case 'keyed':
			return made(of.name);
		case 'primitive':
			return isEmpty(of) ? undefined : made(of.name.charAt(0).toUpperCase() + of.name.slice(1));
		default:
			return undefined;
	}
}

const made = (name: string): Maker => ({name, instance: true});

function makerAt([name, what, ...more]: readonly string[]): Maker | undefined {
	if (name === undefined || more.length > 0) return undefined;
	if (what === undefined) return {name, instance: false};
	return what === 'prototype' || what === 'new' ? made(name) : undefined;
}

/** Whether it has the member anyway: a stand-in for platforms that lack it is not what runs. True for what is no constructor. */
export function has({name, instance}: Maker, member: string): boolean {
	const maker: unknown = Reflect.get(globalThis, name);
	if (typeof maker !== 'function') return true;
	return member in ((instance ? maker.prototype : maker) ?? {});
}
