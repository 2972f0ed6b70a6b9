import type {MemberFact} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import type {LinkedCalls} from './linked-calls.ts';
import {armsOf, type Value} from './values.ts';

/** Objects in exported objects: an API is written no deeper. */
const MOST_NESTING = 3;

/** What can be called from outside through a module: its functions, the public methods of its classes and objects. */
export function linkExports(file: string, facts: readonly FileFacts[], linked: LinkedCalls): EntryPoint[] {
	const files = new Map(facts.map(fact => [fact.file, fact]));
	const found = new Map<string, EntryPoint>();
	const collector: Collector = {files, linked, found, seen: new Set()};
	add(collector, file, 0, `import ${file}`);
	collectModule(collector, file, 0);
	return [...found.values()];
}

interface Collector {
	files: Map<string, FileFacts>;
	linked: LinkedCalls;
	found: Map<string, EntryPoint>;
	/** Modules and shapes looked at. */
	seen: Set<string>;
}

function add({files, found}: Collector, file: string, fn: number, name?: string): void {
	const fact = files.get(file)?.functions[fn];
	const node = nodeKey(file, fn);
	if (!fact || found.has(node)) return;
	found.set(node, {node, file, line: fact.line, name: name ?? `export ${fact.name}`, kind: 'export'});
}

function isNew({seen}: Collector, key: string): boolean {
	if (seen.has(key)) return false;
	seen.add(key);
	return true;
}

function collectModule(collector: Collector, file: string, depth: number): void {
	const fact = collector.files.get(file);
	if (!fact || !isNew(collector, file)) return;
	for (const {term, type} of fact.code.exports) {
		if (!type) for (const value of valuesOf(collector, fact, term)) collectValue(collector, value, depth);
	}
	for (const module of fact.code.stars) {
		const target = collector.linked.modules.resolve(file, module);
		if (target !== undefined) collectModule(collector, target, depth);
	}
}

/** Behind an annotation the value itself says more. */
function valuesOf({linked}: Collector, {file, code}: FileFacts, id: number): Value[] {
	const term = code.terms[id];
	const variable = term?.kind === 'variable' ? code.variables[term.variable] : undefined;
	const terms = variable && variable.type >= 0 && variable.init >= 0 ? [id, variable.init] : [id];
	return terms.map(one => linked.valueOf(file, one));
}

function collectValue(collector: Collector, value: Value, depth: number): void {
	if (depth > MOST_NESTING) return;
	for (const arm of armsOf(value)) {
		if (arm.kind === 'function') collectFunction(collector, arm.file, arm.fn, depth);
		else if (arm.kind === 'class' || arm.kind === 'instance') collectShape(collector, arm, depth);
		else if (arm.kind === 'signature')
			for (const to of collector.linked.callablesOf(arm)) add(collector, to.file, to.fn);
		else if (arm.kind === 'module') collectModule(collector, arm.file, depth + 1);
		else if (arm.kind === 'both') for (const part of arm.of) collectValue(collector, part, depth);
	}
}

/** A function with members or a prototype gives these to the outside as well. */
function collectFunction(collector: Collector, file: string, fn: number, depth: number): void {
	add(collector, file, fn);
	if (!isNew(collector, `f${file}#${fn}`)) return;
	for (const term of collector.linked.addedTo({kind: 'function', file, fn})) {
		collectValue(collector, collector.linked.valueOf(term.file, term.term), depth + 1);
	}
}

type Shaped = Extract<Value, {kind: 'class' | 'instance'}>;

function collectShape(collector: Collector, value: Shaped, depth: number): void {
	const {file, shape, kind} = value;
	for (const target of collector.linked.callablesOf(value)) add(collector, target.file, target.fn);
	const fact = collector.files.get(file)?.code.shapes[shape];
	if (!fact || !isNew(collector, `${file}#${shape}`)) return;
	if (kind === 'class' && fact.construct >= 0) add(collector, file, fact.construct);
	for (const member of fact.members) {
		if (member.hidden) continue;
		for (const target of declaredTargets(collector, value, member)) add(collector, target.file, target.fn);
		if (member.fn !== undefined) add(collector, file, member.fn);
		else if (member.value >= 0) collectHeld(collector, fact.kind, collector.linked.valueOf(file, member.value), depth);
	}
	for (const term of fact.extends) collectValue(collector, collector.linked.valueOf(file, term), depth);
	if (kind === 'class') collectAdded(collector, value, depth);
}

/** What an exported interface promises is kept by those that implement it. */
function declaredTargets({linked}: Collector, value: Shaped, {name}: MemberFact): Array<{file: string; fn: number}> {
	return value.kind === 'instance' && value.declared ? linked.implementationsOf(value, name) : [];
}

/** A field of a class is state, unless it holds a function; an exported object is an API all through. */
function collectHeld(collector: Collector, holder: string, value: Value, depth: number): void {
	if (value.kind === 'function') add(collector, value.file, value.fn);
	else if (holder !== 'class') collectValue(collector, value, depth + 1);
}

function collectAdded(collector: Collector, value: Shaped, depth: number): void {
	for (const {file, term} of collector.linked.addedTo(value)) {
		const added = collector.linked.valueOf(file, term);
		if (added.kind === 'function') collectValue(collector, added, depth + 1);
	}
}
