import type {Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {type CallGraph, nodeKey} from '../model/graph.ts';

/** Whether the calls of a test lead to a site's function, over the call graph. */
export interface Runs {
	/** `lines`: those of a test; what stands outside of all tests of the file is run for each. */
	leadTo(node: string, test: string, lines: {line: number; endLine: number}): boolean;
	/** Whether a test file is seen to call anything of a source file. */
	enters(test: string, file: string): boolean;
}

export interface RunsInput {
	graph: CallGraph;
	targetOf(file: string, call: number): Target;
}

/** By function of the sources: the lines of a test file that call it, and whether one of them stands outside of all tests. */
type Entries = ReadonlyMap<string, Entry>;

interface Entry {
	lines: number[];
	shared: boolean;
}

/** Helpers of tests are followed so far: a test that starts the application does it through one or two. */
const DEEPEST = 3;

/** Asked for few pairs, so that nothing is worked out before. */
export function indexRuns(files: ReadonlyMap<string, FileFacts>, {graph, targetOf}: RunsInput): Runs {
	const callers = new Map<string, ReadonlySet<string>>();
	const entries = new Map<string, Entries>();
	const leading = new Map<string, readonly Entry[]>();
	const callersOf = (node: string) => {
		let known = callers.get(node);
		if (!known) callers.set(node, (known = collectCallers(graph, node)));
		return known;
	};
	const entriesOf = (file: string) => {
		let known = entries.get(file);
		if (!known) entries.set(file, (known = collectEntries(files, targetOf, file)));
		return known;
	};
	const leadingTo = (node: string, test: string) => {
		const key = `${node} ${test}`;
		let known = leading.get(key);
		if (!known) {
			const from = callersOf(node);
			known = [...entriesOf(test)].flatMap(([entered, entry]) => (from.has(entered) ? entry : []));
			leading.set(key, known);
		}
		return known;
	};
	return {
		enters: (test, file) => [...entriesOf(test).keys()].some(node => node.startsWith(`${file}#`)),
		leadTo: (node, test, {line, endLine}) =>
			leadingTo(node, test).some(({lines, shared}) => shared || lines.some(at => at >= line && at <= endLine)),
	};
}

/** The node and all that call it, however far. */
function collectCallers(graph: CallGraph, node: string): Set<string> {
	const found = new Set([node]);
	const waiting = graph.hasNode(node) ? [node] : [];
	for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
		for (const caller of graph.inNeighbors(at)) {
			// Importing a file calls nothing that its own top-level code does not call.
			if (!found.has(caller) && (at === node || !isModule(at))) {
				found.add(caller);
				waiting.push(caller);
			}
		}
	}
	return found;
}

const isModule = (node: string): boolean => node.endsWith('#0');

/** Functions of the sources that a test file calls, through its own functions and helpers too. */
function collectEntries(files: ReadonlyMap<string, FileFacts>, targetOf: RunsInput['targetOf'], test: string): Entries {
	const found = new Map<string, Entry>();
	const tests = files.get(test)?.tests?.tests ?? [];
	const known = new Set<string>();
	const enter = (node: string, at: number) => {
		const entry = found.get(node) ?? {lines: [], shared: false};
		found.set(node, entry);
		entry.lines.push(at);
		entry.shared ||= !tests.some(({line, endLine}) => at >= line && at <= endLine);
	};
	const visit = (file: string, owner: number | undefined, line: number | undefined, depth: number): void => {
		const facts = files.get(file);
		for (const [id, call] of (facts?.code.calls ?? []).entries()) {
			if (owner !== undefined && !isWithin(facts!, call.owner, owner)) continue;
			const target = targetOf(file, id);
			if (target.kind !== 'project') continue;
			for (const to of target.to) {
				const at = line ?? call.line;
				const node = nodeKey(to.file, to.fn);
				if (known.has(`${at} ${node}`)) continue;
				known.add(`${at} ${node}`);
				if (files.get(to.file)?.role !== 'test') enter(node, at);
				else if (depth < DEEPEST) visit(to.file, to.fn, at, depth + 1);
			}
		}
	};
	visit(test, undefined, undefined, 0);
	return found;
}

function isWithin({functions}: FileFacts, fn: number, around: number): boolean {
	for (let at = fn; at > 0; at = functions[at]!.parent) if (at === around) return true;
	return fn === around;
}
