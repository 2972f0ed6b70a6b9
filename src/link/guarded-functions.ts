import type {CallFact, Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {nodeKey} from '../model/graph.ts';
import {addToList} from '../util/add-to-list.ts';
import type {LinkedCalls} from './linked-calls.ts';

/** For those that look at what runs when a guarded call does. */
export interface GuardSearch {
	files: ReadonlyMap<string, FileFacts>;
	linked: LinkedCalls;
	/** Ids of the calls that a function makes. */
	callsOf(node: string): readonly number[];
	/** The functions that a call runs: its targets, and those that it is given. */
	startOf(fact: FileFacts, target: Target, call: CallFact): string[];
}

export function createGuardSearch(facts: readonly FileFacts[], linked: LinkedCalls): GuardSearch {
	const calls = new Map<string, number[]>();
	for (const {file, code} of facts) {
		for (const [id, {owner}] of code.calls.entries()) addToList(calls, nodeKey(file, owner), id);
	}
	return {
		files: new Map(facts.map(fact => [fact.file, fact])),
		linked,
		callsOf: node => calls.get(node) ?? [],
		startOf(fact, target, call) {
			const targets = target.kind === 'project' ? target.to : [];
			const given = call.args.flatMap(argument => linked.functionsOf(fact.file, argument));
			return [...targets, ...given].map(({file, fn}) => nodeKey(file, fn));
		},
	};
}
