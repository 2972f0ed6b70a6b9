import type {Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {FlawDraft, FlawEnd} from '../model/flaw.ts';
import type {Site} from '../model/site.ts';
import {linkDisabled} from './flaws-disabled.ts';
import {indexHanded, indexListeners, isHeard, type Listener} from './flaws-listeners.ts';
import type {LinkedCalls} from './linked-calls.ts';

/** The sites with those flaws that the whole project bears out, in order of lines. */
export function linkFlaws(facts: readonly FileFacts[], sites: readonly Site[], linked: LinkedCalls): Site[] {
	const files = new Map(facts.map(fact => [fact.file, fact]));
	const disabled = linkDisabled(facts, sites, linked.modules);
	let listeners: Listener[] | undefined;
	let handed: Set<string> | undefined;
	const project: Project = {
		files,
		linked,
		listeners: () => (listeners ??= indexListeners(facts, linked)),
		handed: () => (handed ??= indexHanded(facts, linked)),
	};
	return sites.map(site => {
		const own: readonly FlawDraft[] = site.flaws ?? [];
		const kept = own.filter(({open}) => !open || isBorneOut(project, site.file, open));
		const all = [...kept.map(({flaw, line, why}) => ({flaw, line, why})), ...(disabled.get(site.id) ?? [])];
		const {flaws: _, ...rest} = site;
		return all.length > 0 ? {...rest, flaws: all.sort((a, b) => a.line - b.line)} : rest;
	});
}

interface Project {
	files: ReadonlyMap<string, FileFacts>;
	linked: LinkedCalls;
	listeners(): Listener[];
	handed(): Set<string>;
}

function isBorneOut({files, linked, listeners, handed}: Project, file: string, end: FlawEnd): boolean {
	switch (end.kind) {
		case 'rejects':
			return isRejection(files, linked.targetOf(file, end.call));
		case 'unheard':
			return !isHeard(listeners(), end) && !end.names.some(name => handed().has(name));
	}
}

/** An asynchronous function never throws at once, whatever fails in it. What is not known may. */
function isRejection(files: ReadonlyMap<string, FileFacts>, target: Target): boolean {
	if (target.kind === 'external') return isPromiseApi(target.module, target.path);
	if (target.kind !== 'project' || target.to.length === 0) return false;
	return target.to.every(({file, fn}) => {
		const body = files.get(file)?.code.bodies[fn];
		return body?.async === true && !body.generator;
	});
}

/** Functions of the platform and of well-known clients that are `async` in their source. */
function isPromiseApi(module: string, path: readonly string[]): boolean {
	const name = module.replace(/^node:/, '');
	if (name === 'fs/promises') return path.length === 1;
	if (name === 'fs') return path[0] === 'promises' && path.length === 2;
	if (name === 'axios') return /^(request|get|delete|head|options|post|put|patch)$/.test(path.at(-1) ?? '');
	return name === 'node-fetch' && path.length <= 1 && (path[0] ?? 'default') === 'default';
}
