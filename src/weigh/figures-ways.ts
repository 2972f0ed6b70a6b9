import type {CallGraph, EntryPoint, LinkedProject} from '../model/graph.ts';
import type {ReportSite} from '../model/report.ts';
import {findWays, type Way, type Weights} from './centrality.ts';

/** More would not be read: the nearest few show how a site is reached. */
const MOST_ENTRY_POINTS = 5;

export type Reached = Pick<ReportSite, 'entryPoints' | 'way' | 'steps' | 'heaviest'>;
type Step = ReportSite['steps'][number];

/** From where a node is reached, the shortest way to it and the heaviest. Answers are kept: many sites stand in one function. */
export function createWays(
	{graph, entryPoints}: Pick<LinkedProject, 'graph' | 'entryPoints'>,
	heaviestTo: Weights['heaviestTo'],
): (node: string) => Reached {
	const known = new Map<string, Reached>();
	const shortest = findWays(graph, entryPoints);
	const nameOf = new Map(entryPoints.map(entry => [entry.node, entry]));
	const heaviest = (node: string, other: Way | undefined): Pick<Reached, 'heaviest'> => {
		const nodes = heaviestTo(node);
		if (!other || nodes.length === 0 || nodes.join(' ') === other.nodes.join(' ')) return {};
		const entry = nameOf.get(nodes[0]!);
		return {heaviest: entry ? stepsOf(graph, {entry, nodes}) : nodes.map(one => placeOf(graph.getNodeAttributes(one)))};
	};
	return node => {
		const found = known.get(node);
		if (found) return found;
		const ways = shortest(node, MOST_ENTRY_POINTS);
		const reached = {...describeWays(graph, ways), ...heaviest(node, ways[0])};
		known.set(node, reached);
		return reached;
	};
}

function describeWays(graph: CallGraph, ways: readonly Way[]): Reached {
	const [shortest] = ways;
	const steps = shortest ? stepsOf(graph, shortest) : [];
	return {entryPoints: ways.map(({entry}) => placeOf(entry)), way: namesOf(steps), steps};
}

/** Files stand for their top-level code; functions without a name say nothing on a way, unless they are its end. */
function namesOf(steps: readonly Step[]): string[] {
	const named = steps.filter(({name}, index) => name !== '<anonymous>' || index === steps.length - 1);
	return named.map(({name, file}) => (name === '<module>' ? file : name));
}

function stepsOf(graph: CallGraph, {entry, nodes}: Way): Step[] {
	const functions = nodes.map(node => placeOf(graph.getNodeAttributes(node)));
	// An entry point that is the function itself (`export createPool`) would say the same twice.
	const same = functions[0]?.name === entry.name.split(' ').at(-1);
	return [placeOf(entry), ...functions.slice(same ? 1 : 0)];
}

const placeOf = ({file, line, name}: Pick<EntryPoint, 'file' | 'line' | 'name'>): Step => ({file, line, name});
