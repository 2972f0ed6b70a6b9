import type {ExportFact} from '../model/code.ts';
import {evaluate} from './evaluate.ts';
import {type Linker, seekOnce} from './linker.ts';
import {memberOf} from './members.ts';
import {UNKNOWN, type Value} from './values.ts';

/** What a file exports under a name; `*` is the module as a whole. Follows re-exports, stars and cycles of both. */
export function exportOf(linker: Linker, file: string, name: string): Value {
	const state = linker.files.get(file);
	if (!state) return UNKNOWN;
	const whole = state.exports.get('export=')?.at(-1);
	if (name === '*') return whole ? evaluate(linker, file, whole.term) : {kind: 'module', file};
	const found = findExport(linker, file, name, false, new Set());
	if (found) return found.kind === 'fact' ? evaluate(linker, found.file, found.fact.term) : found.value;
	// `module.exports = exports` leads back to this very file.
	if (whole)
		return name === 'default'
			? evaluate(linker, file, whole.term)
			: (seekOnce(linker, `export ${file} ${name}`, () => memberOf(linker, evaluate(linker, file, whole.term), name)) ??
					UNKNOWN);
	// A CommonJS module that is imported as default is its exports.
	return name === 'default' && state.exports.size > 0 && !state.exports.has('default')
		? {kind: 'module', file}
		: UNKNOWN;
}

export type FoundExport = {kind: 'fact'; file: string; fact: ExportFact} | {kind: 'value'; value: Value};

/** Where a name is exported; with `type` the type of that name before the value. */
export function findExport(
	linker: Linker,
	file: string,
	name: string,
	type: boolean,
	seen: Set<string>,
): FoundExport | undefined {
	const state = linker.files.get(file);
	if (!state || seen.has(file)) return undefined;
	seen.add(file);
	const facts = state.exports.get(name) ?? [];
	const fact =
		(type && facts.find(one => one.type)) || facts.findLast(one => !one.type) || (type ? undefined : facts[0]);
	if (fact) return {kind: 'fact', file, fact};
	// `export *` leaves out the default.
	if (name === 'default') return undefined;
	return findInStars(linker, file, name, type, seen);
}

/** A star of a package is asked last: it would claim every name. */
function findInStars(
	linker: Linker,
	file: string,
	name: string,
	type: boolean,
	seen: Set<string>,
): FoundExport | undefined {
	let outside: FoundExport | undefined;
	for (const module of linker.files.get(file)!.code.stars) {
		const target = linker.modules.resolve(file, module);
		const found = target === undefined ? undefined : findExport(linker, target, name, type, seen);
		if (found?.kind === 'fact') return found;
		outside ??= found ?? (target === undefined ? {kind: 'value', value: starValue(module, name)} : undefined);
	}
	return outside;
}

const starValue = (module: string, name: string): Value =>
	/^[./]/.test(module) ? UNKNOWN : {kind: 'external', module, path: [name]};
