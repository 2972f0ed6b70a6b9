import type {FileFacts} from '../model/facts.ts';
import type {LinkedProject} from '../model/graph.ts';
import type {Project} from '../model/project.ts';
import {type LinkedCalls, linkCalls} from './calls.ts';
import {linkEntryPoints} from './entry-points.ts';
import {linkSites} from './sites.ts';

/** Finds the tests near each site and what stands in for its operation there. */
export type TestLinker = (
	facts: readonly FileFacts[],
	sites: LinkedProject['sites'],
	linked: LinkedCalls,
) => LinkedProject['links'];

/** Puts the files of a project together: what calls what, where it is entered, and its sites. */
export function linkProject(
	facts: readonly FileFacts[],
	project: Project,
	linkTests: TestLinker = () => new Map(),
): LinkedProject {
	const linked = linkCalls(facts, project);
	const sites = linkSites(facts, linked);
	return {
		graph: linked.graph,
		entryPoints: linkEntryPoints(facts, project, linked),
		sites,
		links: linkTests(facts, sites, linked),
		calls: linked.calls,
	};
}
