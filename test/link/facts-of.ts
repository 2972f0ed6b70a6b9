import {extractCode} from '../../src/extract/calls.ts';
import {extractFunctions} from '../../src/extract/functions.ts';
import {indexFile} from '../../src/extract/walk.ts';
import type {Target} from '../../src/model/code.ts';
import type {FileFacts} from '../../src/model/facts.ts';
import type {CallGraph} from '../../src/model/graph.ts';
import type {Project, ProjectPackage} from '../../src/model/project.ts';

/** Facts of files given as text; files under `test/` are tests. */
export function factsOf(files: Record<string, string>): FileFacts[] {
	return Object.entries(files).map(([file, text]) => {
		const index = indexFile(file, text);
		return {
			file,
			role: file.startsWith('test/') ? 'test' : 'source',
			hash: '',
			lineStarts: [],
			length: text.length,
			anchors: [],
			functions: extractFunctions(index),
			code: extractCode(index),
			sites: [],
			syntaxErrors: [],
		};
	});
}

export const packageOf = (over: Partial<ProjectPackage> = {}): ProjectPackage => ({
	folder: '.',
	entries: [],
	bins: [],
	dependencies: {},
	type: 'module',
	...over,
});

export const projectOf = (over: Partial<Project> = {}): Project => ({
	root: '/',
	name: 'x',
	commit: null,
	files: [],
	packages: [packageOf()],
	configs: [],
	coverage: [],
	...over,
});

/** `f` or `file.ts:f` for each target, the way it was found behind `~`; else the kind and what is known. */
export function showTarget(facts: FileFacts[], target: Target): string {
	if (target.kind === 'external') return `external ${target.module}:${target.path.join('.')}`;
	if (target.kind !== 'project') return target.kind;
	const names = target.to.map(({file, fn, how}) => {
		const name = facts.find(fact => fact.file === file)!.functions[fn]!.name;
		return how === 'exact' ? name : `${name}~${how}`;
	});
	return names.sort().join(' ');
}

/** `caller -> callee (how)` by names, sorted. */
export function showEdges(graph: CallGraph): string[] {
	const name = (node: string) => graph.getNodeAttribute(node, 'name');
	return graph.mapEdges((_, {how}, from, to) => `${name(from)} -> ${name(to)} (${how})`).sort();
}
