import type {CallFact} from '../model/code.ts';
import type {FileFacts, FunctionFact} from '../model/facts.ts';
import type {Guard, SiteDraft} from '../model/site.ts';
import type {CallRef, ProjectView} from '../model/view.ts';
import type {LinkedCalls} from './linked-calls.ts';

const MOST_GUARDS = 5;
const MOST_CALLERS = 12;

export interface Search {
	files: ReadonlyMap<string, FileFacts>;
	linked: LinkedCalls;
	view: ProjectView;
}

/**
 * A wrapper runs what its callers pass: `retry(() => fetch(url))`. Where a site guards the call of a parameter, the
 * operations of the functions passed come first; the call itself stays where some callers or what they pass is unknown.
 */
export function linkWrapped(search: Search, fact: FileFacts, draft: SiteDraft): Guard[] {
	return draft.guards.flatMap(guard => guardsBehind(search, fact, guard)).slice(0, MOST_GUARDS);
}

function guardsBehind(search: Search, fact: FileFacts, guard: Guard): Guard[] {
	const {linked, view} = search;
	if (guard.call === undefined || guard.file !== undefined) return [guard];
	const target = linked.targetOf(fact.file, guard.call);
	if (target.kind !== 'parameter') return [guard];
	const {calls, all} = view.callersOf(fact.file, target.fn);
	const passed = calls.slice(0, MOST_CALLERS).map(call => passedBy(search, call, target.index));
	const isWhole = all && calls.length > 0 && calls.length <= MOST_CALLERS && passed.every(given => given.length > 0);
	const found = passed.flat().map(given => (given.file === fact.file ? withoutFile(given) : given));
	return isWhole ? found : [...found, guard];
}

/** The operations in what one call passes; none where that is not known. */
function passedBy({files, linked}: Search, {file, call}: CallRef, index: number): Guard[] {
	const term = files.get(file)?.code.calls[call]?.args[index] ?? -1;
	return linked.functionsOf(file, term).flatMap(target => {
		const fact = files.get(target.file);
		if (!fact) return [];
		// A function with a name of its own is the operation, what stands in place only holds it.
		if (!fact.code.bodies[target.fn]?.value) return [guardOf(target.file, fact.functions[target.fn]!)];
		const calls = [...fact.code.calls.entries()].filter(([, {owner}]) => owner === target.fn);
		const awaited = calls.filter(([, {awaited: isAwaited}]) => isAwaited);
		const chosen = awaited.length > 0 ? awaited : calls;
		return chosen.map(([id, made]) => guardAt(target.file, id, made));
	});
}

function guardOf(file: string, {line, column, endLine, endColumn, name}: FunctionFact): Guard {
	const callee = name.slice(name.lastIndexOf('.') + 1);
	return {line, column, endLine, endColumn, text: name, callee, file};
}

function withoutFile({file: _, ...guard}: Guard): Guard {
	return guard;
}

function guardAt(file: string, call: number, {line, column, name, text}: CallFact): Guard {
	const span = {line, column, endLine: line, endColumn: column + name.length};
	return {...span, text: `${text}(…)`, callee: name, call, file};
}
