import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import type {Project, ProjectPackage} from '../model/project.ts';
import {linkConsumers} from './entry-consumers.ts';
import {linkDecorated} from './entry-decorators.ts';
import {linkExports} from './entry-exports.ts';
import {linkFileRoutes} from './entry-files.ts';
import {linkResolvers} from './entry-resolvers.ts';
import {linkRoutes} from './entry-routes.ts';
import type {LinkedCalls} from './linked-calls.ts';

const WITHIN_FILES = [linkRoutes, linkConsumers, linkDecorated, linkFileRoutes, linkResolvers];

/**
 * Where the system is entered: routes, consumers and jobs, bins, and what packages export. A package without exports
 * and bins is entered at the modules that nobody imports; if it has no routes either, at all that these export.
 */
export function linkEntryPoints(facts: readonly FileFacts[], project: Project, linked: LinkedCalls): EntryPoint[] {
	const found: EntryPoint[] = [];
	for (const fact of facts) {
		if (fact.role !== 'source') continue;
		for (const link of WITHIN_FILES) found.push(...link(fact, linked));
	}
	const programs = facts.filter(({role, code}) => role === 'source' && code.program);
	found.push(...programs.map(({file}) => runOf(file, 'bin')));
	for (const pack of project.packages) found.push(...ofPackage(pack, facts, project, linked, found));
	return sortEntries(found.filter(({node}) => linked.graph.hasNode(node)));
}

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');

const runOf = (file: string, verb: 'bin' | 'run'): EntryPoint => ({
	node: nodeKey(file, 0),
	file,
	line: 1,
	name: `${verb} ${verb === 'bin' ? baseName(file) : file}`,
	kind: 'bin',
});

function ofPackage(
	pack: ProjectPackage,
	facts: readonly FileFacts[],
	project: Project,
	linked: LinkedCalls,
	others: readonly EntryPoint[],
): EntryPoint[] {
	const sources = new Set(facts.filter(({role}) => role === 'source').map(({file}) => file));
	const resolved = (target: string) => {
		const file = linked.modules.entryFile(pack, target);
		return file !== undefined && sources.has(file) ? [file] : [];
	};
	const bins = new Set(pack.bins.flatMap(resolved));
	const mains = new Set(pack.entries.flatMap(({target}) => (target.includes('*') ? [] : resolved(target))));
	const found = [...bins].map(file => runOf(file, 'bin'));
	for (const file of mains) if (!bins.has(file)) found.push(...linkExports(file, facts, linked));
	return found.length > 0 ? found : ofLoneModules(pack, facts, project, linked, others);
}

function ofLoneModules(
	pack: ProjectPackage,
	facts: readonly FileFacts[],
	project: Project,
	linked: LinkedCalls,
	others: readonly EntryPoint[],
): EntryPoint[] {
	const own = facts.filter(({file, role}) => role === 'source' && packageOf(project, file) === pack);
	const imported = new Set(
		facts.filter(({role}) => role === 'source').flatMap(({file}) => linked.modules.importsOf(file)),
	);
	const lone = own.filter(({file}) => !imported.has(file));
	const files = new Set(own.map(({file}) => file));
	const hasRoutes = others.some(({file}) => files.has(file));
	return lone.flatMap(({file}) => [
		runOf(file, 'run'),
		...(hasRoutes ? [] : linkExports(file, facts, linked).filter(({node}) => node !== nodeKey(file, 0))),
	]);
}

/** The package with the deepest folder around a file. */
function packageOf({packages}: Project, file: string): ProjectPackage | undefined {
	let best: ProjectPackage | undefined;
	for (const pack of packages) {
		const fits = pack.folder === '.' || file.startsWith(`${pack.folder}/`);
		if (fits && (!best || best.folder === '.' || pack.folder.length > best.folder.length)) best = pack;
	}
	return best;
}

function sortEntries(entries: EntryPoint[]): EntryPoint[] {
	const distinct = new Map(entries.map(entry => [`${entry.node} ${entry.kind} ${entry.name}`, entry]));
	const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
	return [...distinct.values()].sort(
		(a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.name, b.name) || compare(a.node, b.node),
	);
}
