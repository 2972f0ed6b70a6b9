import type {CodeFacts, ExportFact, MemberFact, TermId} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {addToList} from '../util/add-to-list.ts';
import type {Modules} from './modules.ts';
import type {Value} from './values.ts';

/** The facts of all files at hand and what has been evaluated so far. */
export interface Linker {
	files: Map<string, FileState>;
	modules: Modules;
	/** Every name that something in the project bears: a call of any other name leaves the project. */
	names: Set<string>;
	/** Members added after the declaration, by what they are added to; see `expandos.ts`. */
	expandos: Map<string, Map<string, TermRef[]>>;
	/** What scripts declare for all files; see `code-globals.ts`. */
	globals: Map<string, TermRef[]>;
	/** Terms under evaluation. */
	depth: number;
	/** The outermost open term that an evaluation ran into again. */
	lowest: number;
	/** Members being looked up in what a shape is made of: an object may be spread into itself. */
	seeking: Set<string>;
}

export interface FileState {
	file: string;
	facts: FileFacts;
	code: CodeFacts;
	/** By term. */
	memo: Array<Value | undefined>;
	/** Depth at which a term is being evaluated. */
	open: Map<TermId, number>;
	/** How often a term was evaluated without a result that could be kept. */
	tries: Map<TermId, number>;
	exports: Map<string, ExportFact[]>;
	/** By shape, once asked. */
	members: Array<Map<string, MemberFact> | undefined>;
}

export interface TermRef {
	file: string;
	term: TermId;
}

export function createLinker(facts: readonly FileFacts[], modules: Modules): Linker {
	const linker: Linker = {
		files: new Map(),
		modules,
		names: new Set(),
		expandos: new Map(),
		globals: new Map(),
		depth: 0,
		lowest: Number.POSITIVE_INFINITY,
		seeking: new Set(),
	};
	for (const fact of facts) {
		linker.files.set(fact.file, createState(fact));
		collectNames(fact, linker.names);
		for (const {name, term} of fact.role === 'source' ? (fact.code.globals ?? []) : [])
			if (!PLATFORM.has(name)) addToList(linker.globals, name, {file: fact.file, term});
	}
	return linker;
}

/** What the platform has under these names is meant, whatever a file of its own calls so. */
const PLATFORM = new Set([
	...[
		'fetch',
		'process',
		'console',
		'require',
		'module',
		'exports',
		'Promise',
		'Buffer',
		'URL',
		'performance',
		'crypto',
	],
	...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask'],
	...['XMLHttpRequest', 'WebSocket', 'AbortController', 'AbortSignal', 'structuredClone', 'navigator', 'onerror'],
	...['Object', 'Array', 'Function', 'String', 'Number', 'Boolean', 'Symbol', 'Map', 'Set', 'Date', 'Error', 'JSON'],
]);

function createState(facts: FileFacts): FileState {
	const exports = new Map<string, ExportFact[]>();
	for (const entry of facts.code.exports) {
		const known = exports.get(entry.name);
		if (known) known.push(entry);
		else exports.set(entry.name, [entry]);
	}
	return {
		file: facts.file,
		facts,
		code: facts.code,
		memo: [],
		open: new Map(),
		tries: new Map(),
		exports,
		members: [],
	};
}

function collectNames({role, code, functions}: FileFacts, names: Set<string>): void {
	// Ambient declarations have no bodies: their names would turn every matcher of a test runner into a question.
	if (role === 'declaration') return;
	for (const {members} of code.shapes) for (const {name} of members) names.add(name);
	for (const {name} of code.expandos) names.add(name);
	for (const {name} of code.exports) names.add(name);
	for (const {name} of functions) names.add(name.slice(name.lastIndexOf('.') + 1));
}

/** Forgets all results, for what they rest on has changed. */
export function forget(linker: Linker): void {
	for (const state of linker.files.values()) {
		state.memo = [];
		state.tries.clear();
	}
}

/** A lookup that comes back to itself finds nothing new the second time. */
export function seekOnce(linker: Linker, key: string, find: () => Value | undefined): Value | undefined {
	if (linker.seeking.has(key)) return undefined;
	linker.seeking.add(key);
	const found = find();
	linker.seeking.delete(key);
	return found;
}
