import type {CodeFacts, Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {Guard, Site} from '../model/site.ts';
import type {Seam} from '../model/tests.ts';
import {isExactSeam} from './exact-seams.ts';
import type {TargetOf} from './tests-guards.ts';
import type {Resolve} from './tests-joins.ts';

/** Where the object of a guarded call comes from: what is imported, or what a call made. */
export type Root = {specifier: string; file: string | undefined; name: string} | {call: string; target: Target};

export interface RootSearch {
	files: ReadonlyMap<string, FileFacts>;
	targetOf: TargetOf;
	resolve(from: string, specifier: string): string | undefined;
}

/**
 * The roots of a guarded call, the nearest first: `getClient()` and its module of `const client = getClient(); client.send()`.
 * What is assigned more than once, or handed over, has none.
 */
export function rootsOf(search: RootSearch, site: Site, guard: Guard): Root[] {
	const file = guard.file ?? site.file;
	const code = search.files.get(file)?.code;
	if (guard.call === undefined || !code) return [];
	const target = search.targetOf(file, guard.call);
	const roots = followCallee(search, file, code, guard.call);
	if (target.kind !== 'external' || target.module === '' || target.module === 'global') return roots;
	// What is kept in a field is known by its type alone: the module that it is of.
	return [...roots, importedAs(search, file, target.module, target.path[0] ?? 'default')];
}

const MOST_STEPS = 24;

function followCallee(search: RootSearch, file: string, code: CodeFacts, guarded: number): Root[] {
	const roots: Root[] = [];
	let at = code.calls[guarded]?.callee ?? -1;
	for (let step = 0; step < MOST_STEPS; step++) {
		const term = code.terms[at];
		if (!term) return roots;
		if (term.kind === 'member' || term.kind === 'await' || term.kind === 'element') at = term.of;
		else if (term.kind === 'import') return [...roots, importedAs(search, file, term.module, term.member)];
		else if (term.kind === 'result') {
			const call = code.calls[term.call]!;
			roots.push({call: call.name, target: search.targetOf(file, term.call)});
			at = call.callee;
		} else if (term.kind === 'variable') {
			const {assigned, parameter, init} = code.variables[term.variable]!;
			if (assigned || parameter) return roots;
			at = init;
		} else return roots;
	}
	return roots;
}

const importedAs = ({resolve}: RootSearch, file: string, specifier: string, name: string): Root => ({
	specifier,
	file: resolve(file, specifier),
	name,
});

/** Whether a stand-in is put at the root: then nothing of the real thing is behind it, whatever the test makes of it. */
export function isAtRoot(seam: Seam, root: Root, resolve: Resolve): boolean {
	if ('call' in root) {
		const none = {receiver: '', site: {}, writes: () => false};
		return seam.kind !== 'host' && isExactSeam(seam, {callee: root.call, target: root.target, ...none}, resolve);
	}
	if (seam.kind !== 'module') return false;
	const isSame = root.file === undefined ? seam.specifier === root.specifier : resolve(seam.specifier) === root.file;
	return isSame && (seam.members === undefined ? !seam.partial : hasMember(seam.members, root.name));
}

const hasMember = (members: readonly string[], name: string): boolean =>
	members.includes(name) || (name === '*' && members.length > 0);
