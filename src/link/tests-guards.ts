import type {Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {Guard, Site} from '../model/site.ts';
import type {GuardedCall} from './tests-joins.ts';
import {namesOfSite} from './tests-names.ts';

export type TargetOf = (file: string, call: number) => Target;

/** The guarded calls of a site, with whom they call. */
export function readGuards(site: Site, files: ReadonlyMap<string, FileFacts>, targetOf: TargetOf): GuardedCall[] {
	const names = namesOfSite(site);
	return site.guards
		.filter(({callee, behind}) => callee !== '' && !behind)
		.map(guard => {
			const file = guard.file ?? site.file;
			const facts = files.get(file);
			const target: Target = guard.call === undefined ? {kind: 'unknown'} : targetOf(file, guard.call);
			const loads = LOADS.exec(guard.text)?.[1];
			return {
				callee: guard.callee,
				receiver: receiverOf(guard, facts),
				target,
				...ownerOf(target, facts, files),
				...(loads !== undefined && {loads}),
				...(target.kind === 'parameter' && {takes: {file, fn: target.fn}}),
				site: names,
				writes: text => guard.text.includes(text) || writes(facts, text),
			};
		});
}

const LOADS = /^(?:require|import)\(\s*['"]([^'"]+)['"]/;

/** Calls that the one function behind a guarded call makes to what is outside of the project. */
export function readInnerCalls(
	{target, site}: GuardedCall,
	files: ReadonlyMap<string, FileFacts>,
	targetOf: TargetOf,
): GuardedCall[] {
	if (target.kind !== 'project' || target.to.length !== 1) return [];
	const {file, fn} = target.to[0]!;
	return (files.get(file)?.code.calls ?? []).flatMap((call, id): GuardedCall[] => {
		const inner = call.owner === fn && call.name !== '' ? targetOf(file, id) : undefined;
		if (inner?.kind !== 'external' || inner.module === '') return [];
		return [{callee: call.name, receiver: '', target: inner, inner: true, site, writes: () => false}];
	});
}

const writes = (facts: FileFacts | undefined, text: string): boolean =>
	facts?.code.terms.some(term => term.kind === 'primitive' && term.text?.includes(text)) ?? false;

/** `client` of `this.client.query(sql)`. */
function receiverOf(guard: Guard, facts: FileFacts | undefined): string {
	const text = (guard.call === undefined ? undefined : facts?.code.calls[guard.call]?.text) ?? guard.text;
	const end = new RegExp(`([\\w$#]+)(?:\\([^()]*\\))?[!?]*\\s*\\.\\s*${escaped(guard.callee)}(?:[^\\w$]|$)`).exec(text);
	return end?.[1] ?? '';
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function ownerOf(
	target: Target,
	facts: FileFacts | undefined,
	files: ReadonlyMap<string, FileFacts>,
): Pick<GuardedCall, 'class' | 'file' | 'taker'> {
	switch (target.kind) {
		case 'project': {
			const [first] = target.to;
			const parts = first ? files.get(first.file)?.functions[first.fn]?.name.split('.') : undefined;
			const owner = parts && parts.length > 1 ? parts[0] : undefined;
			return {...(first && {file: first.file}), ...(owner && {class: owner})};
		}
		case 'external': {
			const made = target.path.indexOf('new');
			return made > 0 ? {class: target.path[made - 1]!} : {};
		}
		case 'parameter': {
			const taker = facts?.functions[target.fn]?.name;
			return taker ? {taker} : {};
		}
		default:
			return {};
	}
}
