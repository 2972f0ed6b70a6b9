import type {FileFacts} from '../model/facts.ts';
import {type CallGraph, nodeKey} from '../model/graph.ts';
import type {OpenEnd, SiteDraft} from '../model/site.ts';
import type {ProjectView} from '../model/view.ts';
import type {LinkedCalls} from './linked-calls.ts';

/** Calls on the way back: a longer detour is some other loop of the program. */
const MOST_STEPS = 5;

/** Whether every end that the file alone could not close is closed by the rest of the project. */
export function linkOpenEnds(
	linked: LinkedCalls,
	view: Pick<ProjectView, 'resolve'>,
	fact: FileFacts,
	draft: SiteDraft,
): boolean {
	return (draft.open ?? []).every(end =>
		end.kind === 'outside' ? view.resolve(fact.file, end.module) === undefined : isClosed(linked, fact, end),
	);
}

type WayBack = Exclude<OpenEnd, {kind: 'outside'}>;

const isClosed = (linked: LinkedCalls, fact: FileFacts, end: WayBack): boolean =>
	leadsBack(linked, fact, end) === (end.kind === 'reaches');

function leadsBack(linked: LinkedCalls, fact: FileFacts, {call, to}: WayBack): boolean {
	const made = fact.code.calls[call];
	if (!made) return false;
	const target = linked.targetOf(fact.file, call);
	const start = target.kind === 'project' ? [...target.to] : [];
	// Whoever is called, what it is given may be run: `setTimeout(() => this.connect())`.
	const given = made.args.flatMap(argument => linked.functionsOf(fact.file, argument));
	const nodes = [...start, ...given].map(({file, fn}) => nodeKey(file, fn));
	return leadsTo(linked.graph, nodes, nodeKey(fact.file, to));
}

/** Breadth-first over sure edges. */
export function leadsTo(graph: CallGraph, start: readonly string[], to: string): boolean {
	const seen = new Set(start);
	let layer = [...seen];
	for (let step = 0; layer.length > 0 && step <= MOST_STEPS; step++) {
		if (seen.has(to)) return true;
		const next: string[] = [];
		for (const node of layer) {
			if (!graph.hasNode(node)) continue;
			graph.forEachOutEdge(node, (_, {how}, __, target) => {
				if (how === 'may' || seen.has(target)) return;
				seen.add(target);
				next.push(target);
			});
		}
		layer = next;
	}
	return seen.has(to);
}
