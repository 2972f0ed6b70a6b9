import type {Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {EntryPoint} from '../model/graph.ts';
import type {ProjectView} from '../model/view.ts';
import {linkCallers} from './callers.ts';
import type {LinkedCalls} from './linked-calls.ts';
import {armsOf, type Value} from './values.ts';

/** What the linked calls tell of each file's surroundings. */
export function linkView(
	facts: readonly FileFacts[],
	linked: LinkedCalls,
	entries: readonly EntryPoint[],
): ProjectView {
	const files = new Map(facts.map(fact => [fact.file, fact]));
	let written: Set<string> | undefined;
	return {
		resolve: linked.modules.resolve,
		callersOf: linkCallers(facts, linked, entries),
		functionsOf(file, call) {
			const target = linked.targetOf(file, call);
			return target.kind === 'project' ? target.to.filter(({how}) => how !== 'hierarchy') : [];
		},
		calledOf(file, call) {
			const made = files.get(file)?.code.calls[call];
			if (!made) return undefined;
			return stepsOf(linked.targetOf(file, call), made.new) ?? inheritedOf(files, linked, file, call);
		},
		isWritten: name => (written ??= writtenNames(facts, linked)).has(name),
	};
}

/** `['Pool', 'new', 'query']` as the catalogue writes it: the default export is the module, what is made is `()`. */
function stepsOf(target: Target, constructed = false): {module: string; steps: string[]} | undefined {
	if (target.kind !== 'external' || target.module === '' || target.module === 'global') return undefined;
	const [first, ...rest] = target.path;
	const path = first === 'default' ? rest : target.path;
	if (path.includes('[]')) return undefined;
	// That the last one is constructed, the call itself shows.
	const steps = constructed && path.at(-1) === 'new' ? path.slice(0, -1) : path;
	return {module: target.module, steps: steps.map(step => (step === 'new' ? '()' : step))};
}

/** `new Http(…)` where `Http` has no constructor but that of the package's class it extends. */
function inheritedOf(files: Map<string, FileFacts>, linked: LinkedCalls, file: string, call: number) {
	const made = files.get(file)?.code.calls[call];
	if (!made?.new || linked.targetOf(file, call).kind !== 'declared') return undefined;
	const base = armsOf(linked.valueOf(file, made.callee)).map(arm => outsideBase(files, linked, arm));
	return base.length === 1 ? base[0] : undefined;
}

const MOST_BASES = 8;

function outsideBase(
	files: Map<string, FileFacts>,
	linked: LinkedCalls,
	value: Value,
	depth = 0,
): {module: string; steps: string[]} | undefined {
	if (value.kind !== 'class' || depth > MOST_BASES) return undefined;
	const {code} = files.get(value.file)!;
	const shape = code.shapes[value.shape]!;
	// What is extended is written down as an instance: the class stands behind it.
	const term = code.terms[shape.extends[0] ?? -1];
	if (shape.construct >= 0 || term?.kind !== 'type') return undefined;
	const base = linked.valueOf(value.file, term.of);
	return base.kind === 'external' ? stepsOf(base) : outsideBase(files, linked, base, depth + 1);
}

/** Members that some file assigns of what it imports. */
function writtenNames(facts: readonly FileFacts[], {modules}: LinkedCalls): Set<string> {
	const names = new Set<string>();
	for (const {file, role, code} of facts) {
		if (role !== 'source') continue;
		for (const {module, path} of code.written ?? []) {
			if (modules.resolve(file, module) !== undefined) for (const name of path) names.add(name);
		}
	}
	return names;
}
