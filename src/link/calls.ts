import type {AskChecker, CallCounts} from '../model/call-question.ts';
import type {AccessFact, Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {Project} from '../model/project.ts';
import {addToList} from '../util/add-to-list.ts';
import {accessorsOf, familyOf} from './accessors.ts';
import {askUnknown, type Targets} from './ask-unknown.ts';
import {evaluate} from './evaluate.ts';
import {expandosOf, linkExpandos} from './expandos.ts';
import type {Flow} from './flows.ts';
import {eventFlows, streamFlows} from './flows-events.ts';
import {givenFlows} from './flows-given.ts';
import {namedFlows} from './flows-named.ts';
import {linkGiven} from './given.ts';
import {linkGraph} from './graph.ts';
import {callableKey, type Hierarchy, linkHierarchy, linkImplementations} from './hierarchy.ts';
import type {LinkedCalls} from './linked-calls.ts';
import {createLinker, type Linker, type TermRef} from './linker.ts';
import {memberOf} from './members.ts';
import {linkModules} from './modules.ts';
import {linkTarget} from './targets.ts';
import {linkAnswer} from './typed-targets.ts';
import {armsOf, functionsIn, type Value} from './values.ts';

/**
 * Resolves every call of the files against their facts alone: no checker, no disk.
 * @param ask answers for calls that stay unknown; what it says stands before anything is made of the targets
 */
export function linkCalls(facts: readonly FileFacts[], project: Project, ask?: AskChecker): LinkedCalls {
	const modules = linkModules(facts, project);
	const linker = createLinker(facts, modules);
	linkExpandos(linker);
	const hierarchy = linkHierarchy(linker);
	const targets = rememberTargets(linker, hierarchy);
	const targetOf = targets.of;
	const asked =
		ask &&
		askUnknown(facts, targets, ask, (file, call, answer) =>
			linkAnswer(linker, hierarchy, linker.files.get(file)!.code.calls[call]!, answer),
		);
	const value = (file: string, term: number) => evaluate(linker, file, term);
	const functionsOf = (file: string, term: number) => functionsIn(value(file, term));
	const accessors = (file: string, {of, name}: AccessFact, kind: 'get' | 'set') =>
		accessorsOf(linker, value(file, of), name, kind);
	const flowsOf = (sources: readonly FileFacts[]): Flow[] => {
		const memberFunctions = (of: Value, name: string) => {
			const own = functionsIn(memberOf(linker, of, name));
			const declared = own.length > 0 ? [] : armsOf(of);
			return [
				...own,
				...declared.flatMap(arm => (arm.kind === 'instance' ? linkImplementations(linker, hierarchy, arm, name) : [])),
			];
		};
		const puts = linkPuts(linker, sources);
		const putInto = (of: () => Value, name: string) => {
			const places = puts.get(name);
			if (!places) return [];
			return [...familyOf(linker, of())].flatMap(key => places.get(key) ?? []);
		};
		const answers = {
			targetOf,
			functionsOf,
			valueOf: value,
			memberValue: (of: Value, name: string) => memberOf(linker, of, name),
			memberFunctions,
			familyOf: (one: Value) => familyOf(linker, one),
			putInto,
			isPut: (name: string) => (puts.get(name)?.size ?? 0) > 0,
		};
		const given = linkGiven(sources, answers);
		return [givenFlows, namedFlows, eventFlows, streamFlows].flatMap(flows => flows(sources, answers, given));
	};
	const addedTo = (thing: Value) =>
		[true, false].flatMap(instance => [...(expandosOf(linker, thing, instance)?.values() ?? [])].flat());
	const flows = flowsOf(facts.filter(({role}) => role === 'source'));
	return {
		graph: linkGraph(facts, {modules, targetOf, functionsOf, accessorsOf: accessors, flows}),
		flows,
		modules,
		targetOf,
		functionsOf,
		valueOf: value,
		addedTo,
		callablesOf: type => hierarchy.callables.get(callableKey(type) ?? '') ?? [],
		implementationsOf: (of, name) => linkImplementations(linker, hierarchy, of, name),
		calls: {...countCalls(facts, targetOf), ...asked},
	};
}

/** What was put into members, by the member's name and the shape that it is of. */
function linkPuts(linker: Linker, sources: readonly FileFacts[]): Map<string, Map<string, TermRef[]>> {
	const puts = new Map<string, Map<string, TermRef[]>>();
	for (const {file, code} of sources) {
		for (const {of, name, value} of [...(code.puts ?? []), ...code.expandos]) {
			const places = puts.get(name) ?? new Map<string, TermRef[]>();
			puts.set(name, places);
			for (const key of familyOf(linker, evaluate(linker, file, of))) addToList(places, key, {file, term: value});
		}
	}
	return puts;
}

function rememberTargets(linker: Linker, hierarchy: Hierarchy): Targets {
	const known = new Map<string, Target[]>();
	const targetsIn = (file: string): Target[] => {
		let targets = known.get(file);
		if (!targets) known.set(file, (targets = []));
		return targets;
	};
	return {
		of(file, call) {
			const state = linker.files.get(file);
			const fact = state?.code.calls[call];
			if (!state || !fact) return {kind: 'unknown'};
			return (targetsIn(file)[call] ??= linkTarget(linker, hierarchy, state, fact));
		},
		replace(file, call, target) {
			targetsIn(file)[call] = target;
		},
	};
}

function countCalls(facts: readonly FileFacts[], targetOf: LinkedCalls['targetOf']): CallCounts {
	const counts = {all: 0, unknown: 0};
	for (const {file, role, code} of facts) {
		if (role !== 'source') continue;
		for (const id of code.calls.keys()) {
			counts.all++;
			if (targetOf(file, id).kind === 'unknown') counts.unknown++;
		}
	}
	return counts;
}
