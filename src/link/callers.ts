import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import type {CallRef} from '../model/view.ts';
import type {LinkedCalls} from './linked-calls.ts';
import {armsOf} from './values.ts';

export interface Callers {
	calls: CallRef[];
	/** Nobody else can call it. */
	all: boolean;
}

/** Who calls a function, among the source files. Prepared when first asked. */
export function linkCallers(
	facts: readonly FileFacts[],
	linked: LinkedCalls,
	entries: readonly EntryPoint[],
): (file: string, fn: number) => Callers {
	let index: Index | undefined;
	return (file, fn) => {
		index ??= indexCalls(facts, linked, entries);
		const node = nodeKey(file, fn);
		return {calls: index.callers.get(node) ?? [], all: isClosed(index, linked, file, fn)};
	};
}

interface Index {
	files: Map<string, FileFacts>;
	callers: Map<string, CallRef[]>;
	/** Last names of calls that may run more than is known. */
	loose: Set<string>;
	/** Functions that are called from outside, and constructors of classes that are handed on. */
	open: Set<string>;
}

function indexCalls(facts: readonly FileFacts[], linked: LinkedCalls, entries: readonly EntryPoint[]): Index {
	const files = new Map(facts.map(fact => [fact.file, fact]));
	const index: Index = {files, callers: new Map(), loose: new Set(), open: new Set(entries.map(({node}) => node))};
	for (const fact of facts) {
		if (fact.role !== 'source') continue;
		for (const [call, {name, args}] of fact.code.calls.entries()) {
			const target = linked.targetOf(fact.file, call);
			if (target.kind === 'project') {
				for (const {file, fn} of target.to) put(index.callers, nodeKey(file, fn), {file: fact.file, call});
			} else if (target.kind === 'unknown' || target.kind === 'declared') {
				index.loose.add(name);
			}
			for (const argument of args) openPassed(index, linked, fact, argument);
		}
		for (const shape of fact.code.shapes) {
			for (const {value} of shape.members) openPassed(index, linked, fact, value);
			if (shape.decorators && shape.construct >= 0) index.open.add(nodeKey(fact.file, shape.construct));
		}
		for (const {value} of fact.code.expandos) openPassed(index, linked, fact, value);
	}
	return index;
}

const MAY_HOLD: ReadonlySet<string> = new Set(['function', 'shape', 'import', 'variable', 'member', 'either']);

function put(callers: Map<string, CallRef[]>, node: string, call: CallRef): void {
	const known = callers.get(node);
	if (known) known.push(call);
	else callers.set(node, [call]);
}

/** What is handed on is called or made by whoever gets it: `items.map(load)`, `container.register(Service)`. */
function openPassed(index: Index, linked: LinkedCalls, fact: FileFacts, id: number): void {
	const term = fact.code.terms[id];
	if (term?.kind === 'list') for (const item of term.of) openPassed(index, linked, fact, item);
	if (!term || !MAY_HOLD.has(term.kind)) return;
	for (const arm of armsOf(linked.valueOf(fact.file, id))) {
		if (arm.kind === 'function') index.open.add(nodeKey(arm.file, arm.fn));
		if (arm.kind !== 'class') continue;
		const construct = index.files.get(arm.file)?.code.shapes[arm.shape]?.construct ?? -1;
		if (construct >= 0) index.open.add(nodeKey(arm.file, construct));
	}
}

/** Every way to the function is one of the calls that were found. */
function isClosed({files, loose, open}: Index, {graph}: LinkedCalls, file: string, fn: number): boolean {
	const node = nodeKey(file, fn);
	const name = files.get(file)?.functions[fn]?.name ?? '';
	if (open.has(node) || !graph.hasNode(node) || loose.has(name.slice(name.lastIndexOf('.') + 1))) return false;
	return !graph.someInEdge(node, (_, {how}) => how === 'callback' || how === 'may');
}
