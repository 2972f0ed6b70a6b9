import type {Counters} from '../model/evidence.ts';
import type {LinkedProject} from '../model/graph.ts';
import type {ReportFile, ReportSite, Summary} from '../model/report.ts';
import type {JudgedArc, JudgedSite} from '../model/verdict.ts';
import {type NodeWeight, type WeighOptions, weighNodes} from './centrality.ts';
import type {Held} from './centrality-reach.ts';
import {exposureOf, weighFigures} from './figures.ts';
import {sumExposures} from './figures-exposures.ts';
import {linesByFile, weighLines} from './figures-lines.ts';
import {nextSteps} from './figures-next.ts';
import {rankSites} from './figures-rank.ts';
import {roundShare} from './figures-rounding.ts';
import {createWays, type Reached} from './figures-ways.ts';

/** Judged sites with their weight, exposure and rank, and the figures over all of them; see `docs/figures.md`. */
export function weighSites(
	judged: readonly JudgedSite[],
	linked: LinkedProject,
	counters: Counters,
	{packages = [], ...options}: WeighSitesOptions = {},
): {summary: Summary; files: ReportFile[]; sites: ReportSite[]} {
	const {graph, entryPoints, calls} = linked;
	const {of: nodes, heaviestTo, sumsByEntry} = weighNodes(graph, entryPoints, options);
	const ways = createWays(linked, heaviestTo);
	const weighed = judged.map(site => weighSite(site, nodes.get(site.node), ways(site.node)));
	const sites = rankSites(weighed);
	const byEntry = sumsByEntry(heldByNode(judged, weighed));
	const exposures = sumExposures(sites, packages, entryPoints, byEntry);
	const summary = {...weighFigures(sites, weighLines(sites, counters)), exposures, calls};
	return {summary, files: linesByFile(sites, counters), sites};
}

export interface WeighSitesOptions extends WeighOptions {
	packages?: ReadonlyArray<{folder: string; name?: string}>;
}

/** @param weighed in the order of `judged` */
function heldByNode(judged: readonly JudgedSite[], weighed: readonly ReportSite[]): Map<string, Held> {
	const held = new Map<string, Held>();
	for (const [at, {exposure}] of weighed.entries()) {
		if (exposure === 0) continue;
		const {node} = judged[at]!;
		const known = held.get(node) ?? {exposure: 0, sites: 0};
		held.set(node, {exposure: known.exposure + exposure, sites: known.sites + 1});
	}
	return held;
}

function weighSite(site: JudgedSite, node: NodeWeight | undefined, reached: Reached): ReportSite {
	// A site in code that the graph does not know weighs nothing; it is shown all the same.
	const {weight = 0, reach = 0, pagerank = 0, betweenness = 0} = node ?? {};
	const rounded = roundShare(weight);
	return {
		id: site.id,
		kind: site.kind,
		mechanism: site.mechanism,
		file: site.file,
		line: site.line,
		column: site.column,
		endLine: site.endLine,
		endColumn: site.endColumn,
		name: site.name,
		certainty: site.certainty,
		...(site.implicit ? {implicit: true} : {}),
		operation: site.operation,
		dependencies: site.dependencies ?? [],
		guards: site.guards.map(({file = site.file, line, text}) => ({file, line, text})),
		weight: rounded,
		exposure: roundShare(exposureOf(rounded, site.arcs)),
		rank: 0,
		centrality: {reach: roundShare(reach), pagerank: roundShare(pagerank), betweenness: roundShare(betweenness)},
		...reached,
		arcs: site.arcs.map(reportArc),
		flaws: site.flaws ?? [],
		next: nextSteps(site),
	};
}

/** Tests and stand-ins listed for one arc. A barrel file has every test near it, and nobody reads a thousand. */
const MOST_LISTED = 20;

function reportArc({reading: _, tests, mocks, ...arc}: JudgedArc): ReportSite['arcs'][number] {
	return {...arc, tests: tests.slice(0, MOST_LISTED), mocks: mocks.slice(0, MOST_LISTED)};
}
