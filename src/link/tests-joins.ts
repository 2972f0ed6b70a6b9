import type {Target} from '../model/code.ts';
import type {StandInDetail} from '../model/graph.ts';
import type {Seam} from '../model/tests.ts';
import type {SiteNames} from './tests-names.ts';
import {isCommon, isDistinctive, plainName} from './tests-names.ts';

type Join = StandInDetail['join'];

/** A guarded call with what is known of whom it calls. */
export interface GuardedCall {
	callee: string;
	/** Last name of the object it is called on; empty without one. */
	receiver: string;
	target: Target;
	/** Class of the target, where the target is known. */
	class?: string;
	/** Project file of the target. */
	file?: string;
	/** Name of the function whose parameter is called. */
	taker?: string;
	/** Function whose parameter is called. */
	takes?: {file: string; fn: number};
	/** The module that a `require` or `import()` loads. */
	loads?: string;
	/** Made by the function that the site calls, and by nothing else that the site does. */
	inner?: true;
	site: SiteNames;
	/** String literals of the site's file. */
	writes(text: string): boolean;
}

/** The file that a specifier means to the test; undefined outside of the project. */
export type Resolve = (specifier: string) => string | undefined;

/** Whether the test calls, by this last name, this function of the project. */
export type Calls = (name: string, of: {file: string; fn: number}) => boolean;

/** Whether a stand-in is put at the seam of a guarded call, and how surely. Never a bare common name. */
export function joinSeam(seam: Seam, guard: GuardedCall, resolve: Resolve, calls?: Calls): Join | undefined {
	if (guard.inner) return joinInner(seam, guard, resolve);
	switch (seam.kind) {
		case 'module':
			return isOfModule(guard, seam.specifier, resolve) || guard.loads === seam.specifier ? 'named' : undefined;
		case 'member':
			return seam.member === guard.callee ? joinMember(seam, guard, resolve) : undefined;
		case 'option':
			return seam.name === guard.callee ? joinOption(seam, guard) : undefined;
		case 'argument':
			return joinArgument(seam, guard, calls);
		case 'global':
			return seam.name === guard.callee && isGlobal(guard) ? 'named' : undefined;
		case 'host':
			return joinHost(seam, guard);
		case 'class':
			return joinClass(seam, guard);
		case 'unknown':
			return undefined;
	}
}

/** What the function that the site calls does itself: only what is surely the same thing counts, and weakly. */
function joinInner(seam: Seam, guard: GuardedCall, resolve: Resolve): Join | undefined {
	const isSame =
		(seam.kind === 'module' && isOfModule(guard, seam.specifier, resolve)) ||
		(seam.kind === 'global' && seam.name === guard.callee && isGlobal(guard)) ||
		(seam.kind === 'member' &&
			seam.member === guard.callee &&
			seam.module !== undefined &&
			isOfModule(guard, seam.module, resolve));
	return isSame ? 'near' : undefined;
}

const sameModule = (a: string, b: string): boolean => a.replace(/^node:/, '') === b.replace(/^node:/, '');

function isOfModule({target, file}: GuardedCall, specifier: string, resolve: Resolve): boolean {
	if (target.kind === 'external' && target.module !== '' && sameModule(target.module, specifier)) return true;
	return file !== undefined && resolve(specifier) === file;
}

/** Objects of the platform that tests silence or fix. */
const PLATFORM = /^(?:console|process|Date|Math|JSON|performance|Error|Object|Promise)$/;

/** What a log call does decides nothing. */
const LOGS = /log(?:ger)?$/i;

function joinMember(seam: Seam & {kind: 'member'}, guard: GuardedCall, resolve: Resolve): Join | undefined {
	const object = lastPart(seam.object);
	if (LOGS.test(plainName(object)) || LOGS.test(guard.receiver)) return undefined;
	if (seam.module !== undefined && isOfModule(guard, seam.module, resolve)) return 'named';
	if (seam.class !== undefined && isSameClass(seam.class, guard)) return 'named';
	if (PLATFORM.test(object)) return object === guard.receiver ? 'named' : undefined;
	// Both are known and they are not the same: a homonym.
	if (seam.class !== undefined && guard.class !== undefined) return undefined;
	if (guard.receiver !== '' && plainName(object) === plainName(guard.receiver)) return 'named';
	// `fetch(url)`: no object's member.
	if (guard.receiver === '' && guard.target.kind === 'external' && guard.target.module === 'global') return undefined;
	if (isCommon(seam.member)) return undefined;
	return isDistinctive(seam.member) ? 'named' : 'near';
}

function joinOption(seam: Seam & {kind: 'option'}, guard: GuardedCall): Join | undefined {
	const isPlatform = guard.target.kind === 'external' && guard.target.module !== '';
	if (isPlatform && guard.receiver === '') return isCommon(seam.name) ? undefined : 'near';
	const isToSite = seam.to !== undefined && (seam.to === guard.site.class || seam.to === guard.site.function);
	if (isToSite || /^(?:this|_?opts|_?options|_?config|_?settings|_?params)$/.test(guard.receiver)) return 'named';
	// A key of some object: one word alone may be a key of any other.
	if (!isDistinctive(seam.name) && seam.to === undefined) return undefined;
	if (isCommon(seam.name)) return undefined;
	return guard.target.kind === 'project' ? 'near' : 'named';
}

/** The test passes the function at the very place whose parameter the site calls. */
function joinArgument(seam: Seam & {kind: 'argument'}, guard: GuardedCall, calls?: Calls): Join | undefined {
	if (guard.target.kind !== 'parameter' || guard.target.index !== seam.index || !guard.taker) return undefined;
	if (guard.takes && calls?.(seam.callee, guard.takes)) return 'named';
	const parts = guard.taker.split('.');
	const taker = parts.at(-1) === 'constructor' ? parts.at(-2) : parts.at(-1);
	return taker === seam.callee ? 'named' : undefined;
}

function isGlobal({target, receiver}: GuardedCall): boolean {
	if (target.kind === 'external') return target.module === 'global';
	return target.kind === 'unknown' && /^(?:|globalThis|global|window|self)$/.test(receiver);
}

const HTTP = /^(?:fetch|got|ky|axios|request|superagent|get|post|put|patch|delete|head|makeRequest|send)$/;

/** A host is the seam of every HTTP call to it; that this call goes there only a literal in the file can say. */
function joinHost(seam: Seam & {kind: 'host'}, guard: GuardedCall): Join | undefined {
	// A function of the project may wrap the client: its name must speak of it then.
	const isHttp = guard.target.kind === 'project' ? /fetch|request|http/i.test(guard.callee) : HTTP.test(guard.callee);
	if (!isHttp) return undefined;
	return seam.host !== '' && guard.writes(seam.host) ? 'named' : 'near';
}

function joinClass(seam: Seam & {kind: 'class'}, guard: GuardedCall): Join | undefined {
	if (seam.members.length > 0 && !seam.members.includes(guard.callee)) return undefined;
	if (!isSameClass(seam.name, guard) && !isNamedFor(guard.receiver, seam.name)) return undefined;
	return seam.members.length > 0 ? 'named' : 'near';
}

function isSameClass(name: string, guard: GuardedCall): boolean {
	const wanted = withoutPrefix(name);
	if (guard.class !== undefined) return withoutPrefix(guard.class) === wanted;
	return guard.receiver === 'this' ? guard.site.class === name : isNamedFor(guard.receiver, name);
}

/** `this.projectStore` holds an `IProjectStore`. */
const isNamedFor = (receiver: string, name: string): boolean =>
	receiver.length > 2 && plainName(receiver) === plainName(withoutPrefix(name));

const withoutPrefix = (name: string) => name.replace(/^I(?=[A-Z][a-z])/, '');

const lastPart = (object: string): string => /([\w$]+)(?:\([^)]*\))?[)!?]*$/.exec(object)?.[1] ?? object;
