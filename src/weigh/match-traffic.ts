import type {Diagnostic} from '../model/diagnostic.ts';
import type {LinkedProject, Traffic} from '../model/graph.ts';
import type {TrafficCount} from '../model/traffic.ts';
import {addToList} from '../util/add-to-list.ts';
import {InputError} from '../util/input-error.ts';

export interface MatchedTraffic {
	traffic: Traffic;
	diagnostics: Diagnostic[];
}

/**
 * Finds the functions that names mean: entry points by their name, routes whatever their parameters are called and wherever the
 * router is mounted, else functions of that name. What several bear is shared among them. Throws an InputError where no name fits.
 */
export function matchTraffic(
	counts: readonly TrafficCount[],
	{graph, entryPoints}: Pick<LinkedProject, 'graph' | 'entryPoints'>,
): MatchedTraffic {
	const find = createFinder(entryPoints, graph);
	const traffic = new Map<string, number>();
	const unmatched: string[] = [];
	for (const {name, count} of counts) {
		const nodes = find(name);
		for (const node of nodes) traffic.set(node, (traffic.get(node) ?? 0) + count / nodes.length);
		if (nodes.length === 0) unmatched.push(name);
	}
	const which = unmatched
		.slice(0, 3)
		.map(name => JSON.stringify(name))
		.join(', ');
	if (traffic.size === 0)
		throw new InputError(
			`None of the ${counts.length} names of the traffic (${which}) is an entry point or function of the sources. See the names with: unfired graph --format json.`,
		);
	if (unmatched.length === 0) return {traffic, diagnostics: []};
	const message = `${unmatched.length} of ${counts.length} names of the traffic are no entry point and no function of the sources (${which}${unmatched.length > 3 ? ', …' : ''}), so that they count nothing. See the names with: unfired graph --format json.`;
	return {traffic, diagnostics: [{level: 'info', code: 'traffic-unmatched', message}]};
}

function createFinder(
	entryPoints: LinkedProject['entryPoints'],
	graph: LinkedProject['graph'],
): (name: string) => string[] {
	const entries = new Map<string, string[]>();
	const routes: Array<Route & {node: string}> = [];
	const functions = new Map<string, string[]>();
	for (const {node, name, kind} of entryPoints) {
		addToList(entries, name, node);
		const route = kind === 'route' ? readRoute(name) : undefined;
		if (route) routes.push({...route, node});
	}
	graph.forEachNode((node, {name, test}) => {
		if (!test) addToList(functions, name, node);
	});
	return name => {
		const route = readRoute(name);
		const found = entries.get(name) ?? (route && nodesOfRoute(routes, route)) ?? functions.get(name) ?? [];
		return [...new Set(found)].sort();
	};
}

interface Route {
	/** Undefined: any. */
	method?: string;
	/** Without parameters' names. */
	segments: string[];
}

/** `GET /orders/:id`, `/orders/{id}`. */
function readRoute(name: string): Route | undefined {
	const [, method, path] = /^(?:([a-z]+)\s+)?(\/\S*)$/i.exec(name) ?? [];
	if (path === undefined) return undefined;
	const segments = path
		.split('/')
		.filter(part => part !== '')
		.map(part => (/^(?::.*|\{.*\}|\[.*\]|<.*>|\*.*)$/.test(part) ? ':' : part));
	return {...(method && !/^all$/i.test(method) && {method: method.toUpperCase()}), segments};
}

/** The routes with that path; else those that end it, the longest of them, for routers are mounted below a prefix. */
function nodesOfRoute(routes: ReadonlyArray<Route & {node: string}>, {method, segments}: Route): string[] | undefined {
	const fitting = routes.filter(
		route =>
			(!method || !route.method || route.method === method) &&
			route.segments.length <= segments.length &&
			route.segments.every((part, at) => part === segments[segments.length - route.segments.length + at]),
	);
	const longest = Math.max(...fitting.map(route => route.segments.length));
	if (fitting.length === 0 || (longest === 0 && segments.length > 0)) return undefined;
	return fitting.filter(route => route.segments.length === longest).map(({node}) => node);
}
