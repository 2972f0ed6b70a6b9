import {evaluate} from './evaluate.ts';
import {forget, type Linker, type TermRef} from './linker.ts';
import {partsOf, type Value} from './values.ts';

/** Enters the members that files add to things after their declaration, wherever those are declared. */
export function linkExpandos(linker: Linker): void {
	for (const {file, code} of linker.files.values()) {
		for (const {of, instance, name, value} of code.expandos) {
			for (const thing of partsOf(evaluate(linker, file, of))) {
				const key = keyOfThing(thing, instance);
				if (key !== undefined) enter(linker, key, name, {file, term: value});
			}
		}
	}
	// What was evaluated on the way did not see them.
	forget(linker);
}

function enter(linker: Linker, key: string, name: string, ref: TermRef): void {
	let table = linker.expandos.get(key);
	if (!table) linker.expandos.set(key, (table = new Map()));
	const known = table.get(name);
	if (known) known.push(ref);
	else table.set(name, [ref]);
}

export const expandosOf = (linker: Linker, of: Value, instance: boolean): Map<string, TermRef[]> | undefined =>
	linker.expandos.get(keyOfThing(of, instance) ?? '');

/** `instance`: the member is on what a class or constructor function makes. */
export function keyOfThing(of: Value, instance: boolean): string | undefined {
	switch (of.kind) {
		case 'class':
			return `${instance ? 'instance' : 'static'} ${of.file}#${of.shape}`;
		case 'instance':
			return `instance ${of.file}#${of.shape}`;
		case 'made':
			return `made ${of.file}#${of.fn}`;
		case 'function':
			return `${instance ? 'made' : 'function'} ${of.file}#${of.fn}`;
		default:
			return undefined;
	}
}
