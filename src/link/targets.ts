import type {CallFact, Target, TargetFunction} from '../model/code.ts';
import {evaluate} from './evaluate.ts';
import {callableKey, type Hierarchy, linkImplementations} from './hierarchy.ts';
import type {FileState, Linker} from './linker.ts';
import {baseClass} from './members.ts';
import {signaturesOf} from './signatures.ts';
import {armsOf, partsOf, type Value} from './values.ts';

/** What the arms of a callee come to. */
export interface Found {
	functions: Map<string, TargetFunction>;
	declared?: {file: string; line: number};
	external?: {module: string; path: string[]};
	parameter?: {fn: number; index: number};
	unknown: boolean;
}

export const createFound = (): Found => ({functions: new Map(), unknown: false});

/** What a call calls: functions of the project first, and nothing that is not certain. */
export function linkTarget(linker: Linker, hierarchy: Hierarchy, state: FileState, call: CallFact): Target {
	const found = createFound();
	const term = state.code.terms[call.callee];
	const parameter = term?.kind === 'variable' ? state.code.variables[term.variable]?.parameter : undefined;
	const receiver = receiverOf(linker, state, call);
	const callee = calleeOf(linker, state, call);
	addCallee(linker, found, callee, call, isDeclared(receiver) ? 'declared' : 'exact');
	if (parameter && found.functions.size === 0) return {kind: 'parameter', ...parameter};
	addImplementations(linker, hierarchy, receiver, call.name, found);
	if (found.declared && !call.new) addCallables(hierarchy, callee, found);
	return settle(linker, state, call, found);
}

/** `super(…)` calls the constructor of the base class. */
function calleeOf(linker: Linker, state: FileState, call: CallFact): Value {
	const term = state.code.terms[call.callee];
	if (term?.kind === 'super') return baseClass(linker, state.file, term.shape);
	return evaluate(linker, state.file, call.callee);
}

function receiverOf(linker: Linker, state: FileState, call: CallFact): Value | undefined {
	const term = state.code.terms[call.callee];
	if (term?.kind !== 'member' || state.code.terms[term.of]?.kind === 'super') return undefined;
	return evaluate(linker, state.file, term.of);
}

const isDeclared = (receiver: Value | undefined): boolean =>
	receiver !== undefined && armsOf(receiver).some(arm => arm.kind === 'instance' && arm.declared === true);

export function addCallee(
	linker: Linker,
	found: Found,
	callee: Value,
	call: CallFact,
	how: TargetFunction['how'],
): void {
	for (const arm of armsOf(callee)) addArm(linker, found, arm, call, how);
}

function addArm(linker: Linker, found: Found, arm: Value, call: CallFact, how: TargetFunction['how']): void {
	switch (arm.kind) {
		case 'function':
			addFunction(found, arm.file, arm.fn, how);
			return;
		case 'class':
			addConstructor(linker, found, arm, how);
			return;
		case 'signature':
			found.declared ??= {file: arm.file, line: lineOf(linker, arm)};
			return;
		case 'instance':
			addCalledInstance(linker, found, arm, call);
			return;
		case 'both':
			for (const part of arm.of) addArm(linker, found, part, call, how);
			return;
		case 'external':
			addExternal(linker, found, arm, call, how);
			return;
		case 'parameter':
			found.parameter ??= {fn: arm.fn, index: arm.index};
			return;
		case 'union':
			for (const inner of arm.of) addArm(linker, found, inner, call, how);
			return;
		case 'primitive':
			return;
		default:
			found.unknown = true;
	}
}

const lineOf = (linker: Linker, {file, signature}: {file: string; signature: number}): number =>
	linker.files.get(file)!.code.signatures[signature]!.line;

function addFunction(found: Found, file: string, fn: number, how: TargetFunction['how']): void {
	const key = `${file}#${fn}`;
	if (!found.functions.has(key)) found.functions.set(key, {file, fn, how});
}

/** A class without constructor runs that of its base; one without either runs nothing of its own. */
function addConstructor(
	linker: Linker,
	found: Found,
	{file, shape}: {file: string; shape: number},
	how: TargetFunction['how'],
	depth = 0,
): void {
	const fact = linker.files.get(file)!.code.shapes[shape]!;
	if (fact.construct >= 0) {
		addFunction(found, file, fact.construct, how);
		return;
	}
	found.declared ??= {file, line: fact.line};
	const base = depth < 20 ? baseClass(linker, file, shape) : undefined;
	if (base?.kind === 'class') addConstructor(linker, found, base, how, depth + 1);
	else if (base?.kind === 'function') addFunction(found, base.file, base.fn, how);
}

function addCalledInstance(
	linker: Linker,
	found: Found,
	arm: Extract<Value, {kind: 'instance'}>,
	call: CallFact,
): void {
	const [signature] = signaturesOf(linker, arm, call.new ?? false);
	if (!signature) found.unknown = true;
	else found.declared ??= {file: signature.file, line: lineOf(linker, signature)};
}

/** `f.call(x)` and `f.apply(x)` call f; `f.bind(x)` calls nothing. */
function addExternal(
	linker: Linker,
	found: Found,
	arm: Extract<Value, {kind: 'external'}>,
	call: CallFact,
	how: TargetFunction['how'],
): void {
	const name = arm.path.at(-1);
	if (arm.self?.kind === 'function' && (name === 'call' || name === 'apply')) {
		addArm(linker, found, arm.self, call, how);
		return;
	}
	found.external ??= {module: arm.module, path: call.new ? [...arm.path, 'new'] : arm.path};
}

/** Everything that implements or overrides the member below the receiver's class or interface. */
export function addImplementations(
	linker: Linker,
	hierarchy: Hierarchy,
	receiver: Value | undefined,
	name: string,
	found: Found,
): void {
	if (!receiver || (found.functions.size === 0 && !found.declared)) return;
	for (const arm of armsOf(receiver).flatMap(one => (one.kind === 'both' ? one.of : [one]))) {
		if (arm.kind !== 'instance') continue;
		for (const {file, fn} of linkImplementations(linker, hierarchy, arm, name)) {
			addFunction(found, file, fn, 'hierarchy');
		}
	}
}

/** Everything that is written where the function type of the callee is asked for. */
export function addCallables(hierarchy: Hierarchy, callee: Value, found: Found): void {
	for (const part of partsOf(callee)) {
		for (const {file, fn} of hierarchy.callables.get(callableKey(part) ?? '') ?? []) {
			addFunction(found, file, fn, 'hierarchy');
		}
	}
}

/** What of the project was found. */
export function settleFound(found: Found): Target | undefined {
	if (found.functions.size > 0) return {kind: 'project', to: [...found.functions.values()]};
	return found.declared && {kind: 'declared', ...found.declared};
}

/** An arm that is not known leaves known functions standing, but makes nothing external. */
function settle(linker: Linker, state: FileState, call: CallFact, found: Found): Target {
	const own = settleFound(found);
	if (own) return own;
	if (found.parameter) return {kind: 'parameter', ...found.parameter};
	if (found.external && !found.unknown) return {kind: 'external', ...found.external};
	const term = state.code.terms[call.callee];
	if (term?.kind === 'member' && !linker.names.has(term.name)) return {kind: 'external', module: '', path: [term.name]};
	return {kind: 'unknown'};
}
