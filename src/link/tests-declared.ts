import type {FileFacts} from '../model/facts.ts';
import {stemOf} from './tests-names.ts';

/** In how many source files a name is declared: what several declare is a homonym. */
export interface Declared {
	/** Of classes and functions. */
	filesOf(name: string): number;
	filesOfStem(stem: string): number;
}

export function indexDeclared(facts: readonly FileFacts[]): Declared {
	const files = new Map<string, Set<string>>();
	const stems = new Map<string, number>();
	const put = (name: string, file: string): void => {
		const known = files.get(name);
		if (known) known.add(file);
		else files.set(name, new Set([file]));
	};
	for (const {file, role, functions, code} of facts) {
		if (role !== 'source') continue;
		const stem = stemOf(file);
		stems.set(stem, (stems.get(stem) ?? 0) + 1);
		for (const {name} of functions) put(name.slice(name.lastIndexOf('.') + 1), file);
		for (const {kind, name} of code.shapes) if (kind === 'class' && name) put(name, file);
	}
	return {filesOf: name => files.get(name)?.size ?? 0, filesOfStem: stem => stems.get(stem) ?? 0};
}
