import type {CallAnswer, CalledDeclaration} from '../model/call-question.ts';
import type {CallFact, Target} from '../model/code.ts';
import type {Hierarchy} from './hierarchy.ts';
import type {Linker} from './linker.ts';
import {memberOf} from './members.ts';
import {addCallables, addCallee, addImplementations, createFound, settleFound} from './targets.ts';
import {UNKNOWN, type Value} from './values.ts';

/** What a call calls by what a type checker says of it. */
export function linkAnswer(linker: Linker, hierarchy: Hierarchy, call: CallFact, answer: CallAnswer): Target {
	if (answer.kind === 'external') return {kind: 'external', module: '', path: [call.name]};
	if (answer.kind !== 'project') return {kind: 'unknown'};
	const found = createFound();
	for (const place of answer.at) {
		if (!linker.files.has(place.file)) continue;
		const {callee, receiver} = valuesAt(linker, place);
		addCallee(linker, found, callee, call, 'declared');
		addImplementations(linker, hierarchy, receiver, place.member ?? call.name, found);
		found.declared ??= {file: place.file, line: place.line};
		if (!call.new) addCallables(hierarchy, callee, found);
	}
	return settleFound(found) ?? {kind: 'unknown'};
}

/** The function that starts at a place; else the member of a type, and a value of that type. */
function valuesAt(linker: Linker, place: CalledDeclaration): {callee: Value; receiver?: Value} {
	const {file, line, column, member} = place;
	const {facts, code} = linker.files.get(file)!;
	// The file itself starts where its first function may.
	const fn = facts.functions.findIndex((one, at) => at > 0 && one.line === line && one.column === column);
	const shape = code.shapes.findIndex(({members}) =>
		members.some(one => (fn < 0 ? one.name === member && one.line === line : one.fn === fn)),
	);
	const receiver: Value | undefined = shape < 0 ? undefined : {kind: 'instance', file, shape, declared: true};
	if (fn >= 0) return {callee: {kind: 'function', file, fn}, ...(receiver && {receiver})};
	if (receiver && member !== undefined) return {callee: memberOf(linker, receiver, member), receiver};
	return {callee: signatureAt(linker, file, line)};
}

/** A function type, if it is the only one in its line. */
function signatureAt(linker: Linker, file: string, line: number): Value {
	const {signatures} = linker.files.get(file)!.code;
	const [first, ...more] = [...signatures.keys()].filter(id => signatures[id]!.line === line);
	return first === undefined || more.length > 0 ? UNKNOWN : {kind: 'signature', file, signature: first};
}
