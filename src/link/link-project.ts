import type {FileFacts} from '../model/facts.ts';
import type {LinkedProject} from '../model/graph.ts';
import type {Project} from '../model/project.ts';
import {linkCalls} from './calls.ts';
import {linkEntryPoints} from './entry-points.ts';
import {linkFlaws} from './flaws.ts';
import {linkSites} from './sites.ts';
import {linkTests} from './tests.ts';

/** Puts the files of a project together: what calls what, where it is entered, its sites and the tests near them. */
export function linkProject(facts: readonly FileFacts[], project: Project): LinkedProject {
	const linked = linkCalls(facts, project);
	const sites = linkFlaws(facts, linkSites(facts, linked), linked);
	return {
		graph: linked.graph,
		entryPoints: linkEntryPoints(facts, project, linked),
		sites,
		links: linkTests(facts, sites, linked),
		calls: linked.calls,
	};
}
