import {DirectedGraph} from 'graphology';
import {type AccessFact, ANY_MEMBER, type CallFact, type MemberFact, type TermId} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {type CallGraph, type EdgeHow, nodeKey} from '../model/graph.ts';
import type {AccessorFunction} from './accessors.ts';
import type {Flow} from './flows.ts';
import type {LinkedCalls} from './linked-calls.ts';

type Answers = Pick<LinkedCalls, 'modules' | 'targetOf' | 'functionsOf'> & {
	/** The getters or setters that an access runs. */
	accessorsOf(file: string, access: AccessFact, kind: 'get' | 'set'): AccessorFunction[];
	/** What calls reach in ways that their callees do not show. */
	flows: readonly Flow[];
};

/** Surest first: an edge found in several ways bears the surest. */
const HOW_ORDER: readonly EdgeHow[] = ['exact', 'declared', 'hierarchy', 'callback', 'event', 'may'];

/**
 * Builds the call graph of the source files: a node for each function with a body, top-level code included. Test files
 * are left out: what a test calls weighs nothing, and there are more such calls than of all other kinds together.
 */
export function linkGraph(all: readonly FileFacts[], answers: Answers): CallGraph {
	const graph: CallGraph = new DirectedGraph();
	const facts = all.filter(({role}) => role !== 'test');
	const known = new Set(facts.map(({file}) => file));
	for (const {file, role, functions} of facts) {
		for (const [fn, {name, line}] of functions.entries()) {
			graph.addNode(nodeKey(file, fn), {file, line, name, test: role === 'test'});
		}
	}
	for (const fact of facts) {
		for (const [id, call] of fact.code.calls.entries()) addCall(graph, answers, fact, id, call);
		for (const access of fact.code.accesses ?? []) addAccess(graph, answers, fact, access);
		for (const {owner, value} of fact.code.handed) addCallbacks(graph, answers, fact, owner, value);
		for (const module of answers.modules.importsOf(fact.file)) {
			if (known.has(module)) addEdge(graph, nodeKey(fact.file, 0), nodeKey(module, 0), 'exact', 1);
		}
	}
	for (const {from, to, how, fanOut} of answers.flows)
		addEdge(graph, nodeKey(from.file, from.fn), nodeKey(to.file, to.fn), how, fanOut);
	for (const fact of facts) addLoose(graph, fact);
	return graph;
}

function addCall(graph: CallGraph, answers: Answers, fact: FileFacts, id: number, call: CallFact): void {
	const from = nodeKey(fact.file, call.owner);
	const target = answers.targetOf(fact.file, id);
	if (target.kind === 'project') {
		for (const {file, fn, how} of target.to) addEdge(graph, from, nodeKey(file, fn), how, target.to.length);
	}
	if (WITHDRAWERS.has(call.name)) return;
	for (const argument of call.args) addCallbacks(graph, answers, fact, call.owner, argument);
}

/** What is given to these is called no more. */
const WITHDRAWERS = new Set(['off', 'removeListener', 'removeEventListener']);

function addAccess(graph: CallGraph, answers: Answers, fact: FileFacts, access: AccessFact): void {
	const from = nodeKey(fact.file, access.owner);
	const found = [
		...(access.gets ? answers.accessorsOf(fact.file, access, 'get') : []),
		...(access.sets ? answers.accessorsOf(fact.file, access, 'set') : []),
	];
	for (const {file, fn, declared} of found)
		addEdge(
			graph,
			from,
			nodeKey(file, fn),
			access.name === ANY_MEMBER ? 'may' : declared ? 'declared' : 'exact',
			found.length,
		);
}

/**
 * A function that is passed on is called by somebody on behalf of the function that passes it. Functions in an
 * object or list written in place are passed as well; those in objects from elsewhere are not this call's doing.
 */
function addCallbacks(graph: CallGraph, answers: Answers, fact: FileFacts, owner: number, argument: TermId): void {
	const from = nodeKey(fact.file, owner);
	const passed: Passed = {terms: [], functions: []};
	collectPassed(fact, argument, 0, passed);
	for (const fn of passed.functions) addEdge(graph, from, nodeKey(fact.file, fn), 'callback', 1);
	for (const term of passed.terms) {
		for (const {file, fn} of answers.functionsOf(fact.file, term)) {
			addEdge(graph, from, nodeKey(file, fn), 'callback', 1);
		}
	}
}

interface Passed {
	terms: TermId[];
	/** Of the same file. */
	functions: number[];
}

const MOST_NESTING = 3;

function collectPassed(fact: FileFacts, id: TermId, depth: number, passed: Passed): void {
	const term = fact.code.terms[id];
	if (!term || depth > MOST_NESTING) return;
	switch (term.kind) {
		case 'shape':
			for (const {fn, value} of membersWritten(fact, term.shape)) {
				if (fn !== undefined) passed.functions.push(fn);
				else collectPassed(fact, value, depth + 1, passed);
			}
			return;
		case 'list':
			for (const of of term.of) collectPassed(fact, of, depth + 1, passed);
			return;
		case 'function':
		case 'variable':
		case 'member':
		case 'import':
		case 'result':
		case 'either':
			passed.terms.push(id);
	}
}

function membersWritten({code}: FileFacts, shape: number): readonly MemberFact[] {
	const fact = code.shapes[shape]!;
	return fact.kind === 'object' ? fact.members : [];
}

/** Functions that their surroundings hand out in ways that no call shows; only possible, and better than losing them. */
function addLoose(graph: CallGraph, {file, role, functions, code}: FileFacts): void {
	if (role !== 'source') return;
	for (const [fn, {parent}] of functions.entries()) {
		const {value, accessor} = code.bodies[fn]!;
		if (!((value && parent > 0) || accessor) || graph.inDegree(nodeKey(file, fn)) > 0) continue;
		addEdge(graph, nodeKey(file, parent), nodeKey(file, fn), 'may', 1);
	}
}

function addEdge(graph: CallGraph, from: string, to: string, how: EdgeHow, fanOut: number): void {
	if (!graph.hasNode(from) || !graph.hasNode(to)) return;
	graph.updateDirectedEdge(from, to, known => ({
		how: known.how !== undefined && HOW_ORDER.indexOf(known.how) <= HOW_ORDER.indexOf(how) ? known.how : how,
		calls: (known.calls ?? 0) + 1,
		fanOut: Math.min(known.fanOut ?? fanOut, fanOut),
	}));
}
