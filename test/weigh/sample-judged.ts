import {DirectedGraph} from 'graphology';
import type {Counters} from '../../src/model/evidence.ts';
import type {CallGraph, LinkedProject} from '../../src/model/graph.ts';
import type {ArcName} from '../../src/model/site.ts';
import type {JudgedArc, JudgedSite, Verdict} from '../../src/model/verdict.ts';

export function judgedArc(arc: ArcName, verdict: Verdict, more: Partial<JudgedArc> = {}): JudgedArc {
	const basis = verdict === 'undecided' ? null : 'counters';
	return {arc, verdict, basis, why: verdict, reading: 'block', witnesses: [], tests: [], mocks: [], ...more};
}

export function judgedSite(more: Partial<JudgedSite> = {}): JudgedSite {
	const span = {line: 3, column: 1, endLine: 9, endColumn: 2};
	return {
		...span,
		id: 'retry:1',
		kind: 'retry',
		mechanism: 'hand-rolled',
		file: 'src/a.ts',
		name: 'load',
		certainty: 'sure',
		operation: 'external',
		guards: [{...span, line: 4, text: 'fetch(url)', callee: 'fetch'}],
		arcs: [judgedArc('retry', 'unfired'), judgedArc('exhaust', 'fired')],
		owner: 1,
		fingerprint: 'f',
		node: 'src/a.ts#1',
		ran: {least: 1, most: 1},
		...more,
	};
}

/** Counters that know the lines of the given files and nothing else. */
export const countersOf = (lines: Record<string, [covered: number, total: number]>): Counters => ({
	state: () => 'measured',
	count: () => ({least: 0, most: 0}),
	sees: () => true,
	lines: file => (Object.hasOwn(lines, file) ? {covered: lines[file]![0], total: lines[file]![1]} : undefined),
	sources: [],
});

/** `main` (an exported entry point) calls `load` in `src/a.ts`. */
export function linkedProject(): LinkedProject {
	const graph: CallGraph = new DirectedGraph();
	graph.addNode('src/main.ts#1', {file: 'src/main.ts', line: 1, name: 'main', test: false});
	graph.addNode('src/a.ts#1', {file: 'src/a.ts', line: 2, name: 'load', test: false});
	graph.addDirectedEdge('src/main.ts#1', 'src/a.ts#1', {how: 'exact', calls: 1, fanOut: 1});
	const entry = {node: 'src/main.ts#1', file: 'src/main.ts', line: 1, name: 'export main', kind: 'export' as const};
	return {graph, entryPoints: [entry], sites: [], links: new Map(), calls: {all: 7, unknown: 2}};
}
