import type {ts} from '@ts-morph/common';
import type {CodeFacts, Term, TermId} from '../model/code.ts';
import type {FileIndex} from './walk.ts';

/** What is being written down of a file, and which of its nodes have been entered already. */
export interface Tables {
	index: FileIndex;
	code: CodeFacts;
	/** Terms by their content. */
	interned: Map<string, TermId>;
	shapes: Map<ts.Node, number>;
	signatures: Map<ts.Node, number>;
	variables: Map<ts.Node, number>;
	aliases: Map<ts.Node, number>;
	generics: Map<ts.Node, number>;
	/** Interfaces and aliases by container and name. */
	types: Map<ts.Node, Map<string, ts.Node>>;
	/** Functions used with `new` or with a prototype. */
	constructors: Set<ts.Node>;
	/** How deep the walk into expressions is; generated files nest deeper than the call stack allows. */
	depth: number;
}

export const MOST_DEPTH = 60;
export const NOTHING: TermId = -1;

export function createTables(index: FileIndex): Tables {
	return {
		index,
		code: {
			imports: [],
			exports: [],
			stars: [],
			terms: [],
			variables: [],
			bodies: [],
			signatures: [],
			shapes: [],
			aliases: [],
			generics: [],
			expandos: [],
			calls: [],
			handed: [],
		},
		interned: new Map(),
		shapes: new Map(),
		signatures: new Map(),
		variables: new Map(),
		aliases: new Map(),
		generics: new Map(),
		types: new Map(),
		constructors: new Set(),
		depth: 0,
	};
}

/** Enters a term once. */
export function intern(tables: Tables, term: Term): TermId {
	const key = keyOf(term);
	const known = tables.interned.get(key);
	if (known !== undefined) return known;
	const id = tables.code.terms.push(term) - 1;
	tables.interned.set(key, id);
	return id;
}

function keyOf(term: Term): string {
	switch (term.kind) {
		case 'member':
			return `m${term.of}.${term.name}`;
		case 'variable':
			return `v${term.variable}`;
		case 'function':
			return `f${term.fn}`;
		case 'result':
			return `r${term.call}`;
		case 'import':
			return `i${term.member}:${term.module}`;
		default:
			return JSON.stringify(term);
	}
}

/** One of several values; nothing known of one of them leaves the others standing. */
export function either(tables: Tables, of: TermId[]): TermId {
	const distinct = [...new Set(of)];
	return distinct.length === 1 ? distinct[0]! : intern(tables, {kind: 'either', of: distinct});
}

export const primitive = (tables: Tables, name: string): TermId => intern(tables, {kind: 'primitive', name});
