import type {AskChecker} from '../model/call-question.ts';
import type {FileFacts} from '../model/facts.ts';
import type {LinkedProject} from '../model/graph.ts';
import type {Project} from '../model/project.ts';
import type {ProjectView} from '../model/view.ts';
import {linkCalls} from './calls.ts';
import {linkEntryPoints} from './entry-points.ts';
import {linkFlaws} from './flaws.ts';
import {linkReplaced} from './replaced.ts';
import {linkSites} from './sites.ts';
import {linkTestFiles} from './test-files.ts';
import {linkTests} from './tests.ts';
import {linkView} from './view.ts';

/** The same files, with the sites that the view of the whole project adds. */
export type LookAgain = (view: ProjectView) => readonly FileFacts[];

/** Puts the files of a project together: what calls what, where it is entered, its sites and the tests near them. */
export function linkProject(
	given: readonly FileFacts[],
	project: Project,
	lookAgain: LookAgain = () => given,
	ask?: AskChecker,
): LinkedProject {
	const linked = linkCalls(given, project, ask);
	const entryPoints = linkEntryPoints(given, project, linked);
	const view = linkView(given, linked, entryPoints);
	const facts = lookAgain(view);
	const sites = linkFlaws(facts, linkSites(facts, linked, view), linked);
	return {
		graph: linked.graph,
		entryPoints,
		sites,
		links: linkTests(facts, sites, {...linked, setups: project.setups ?? []}),
		calls: linked.calls,
		testFiles: linkTestFiles(facts, linked.modules.importsOf),
		replacedIn: linkReplaced(facts, sites, linked),
	};
}
