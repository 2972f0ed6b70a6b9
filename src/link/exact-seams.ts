import type {Target} from '../model/code.ts';
import type {Seam} from '../model/tests.ts';
import type {GuardedCall, Resolve} from './tests-joins.ts';

/**
 * Whether a stand-in surely is put at the seam of this very call. Stricter than `joinSeam`, for a name alone proves
 * nothing here: an import, a type, an option of the site's own class or function, a global or a host must say it.
 */
export function isExactSeam(seam: Seam, guard: GuardedCall, resolve: Resolve): boolean {
	switch (seam.kind) {
		case 'module':
			// Members that a factory names are entries of their own; what it leaves out is not there, or the real one.
			return seam.members === undefined && !seam.partial && isOfModule(guard.target, seam.specifier, resolve);
		case 'member':
			return seam.member === guard.callee && isExactMember(seam, guard, resolve);
		case 'option':
			return seam.name === guard.callee && seam.to !== undefined && isOfSite(seam.to, guard);
		case 'argument':
			return isExactArgument(seam, guard);
		case 'global':
			return seam.name === guard.callee && isGlobal(guard.target) && !isMember(guard);
		case 'host':
			return isPlatformClient(guard) && seam.host !== '' && guard.writes(seam.host);
		case 'class':
			return guard.class !== undefined && seam.name === guard.class && seam.members.includes(guard.callee);
		case 'unknown':
			return false;
	}
}

/** Whether a stand-in may be meant for the call by its name alone: what it does must then be known. */
export function mayBeSeam(seam: Seam, {callee, receiver, target}: GuardedCall): boolean {
	switch (seam.kind) {
		case 'member':
			return seam.member === callee || (receiver !== '' && seam.member === receiver);
		case 'option':
		case 'global':
			return seam.name === callee || seam.name === receiver;
		case 'argument':
			return target.kind === 'parameter' || target.kind === 'unknown';
		case 'class':
			return seam.members.length === 0 || seam.members.includes(callee);
		case 'module':
		case 'host':
		case 'unknown':
			return false;
	}
}

function isExactMember(seam: Seam & {kind: 'member'}, {target, class: owner}: GuardedCall, resolve: Resolve): boolean {
	if (seam.module !== undefined) return isOfModule(target, seam.module, resolve);
	return seam.class !== undefined && seam.class === owner;
}

function isOfModule(target: Target, specifier: string, resolve: Resolve): boolean {
	if (target.kind === 'external') return target.module !== '' && plain(target.module) === plain(specifier);
	const file = resolve(specifier);
	return target.kind === 'project' && target.to.length > 0 && target.to.every(to => to.file === file);
}

const plain = (module: string): string => module.replace(/^node:/, '');

const isOfSite = (name: string, {site}: GuardedCall): boolean => name === site.class || name === site.function;

function isExactArgument(seam: Seam & {kind: 'argument'}, {target, taker}: GuardedCall): boolean {
	if (target.kind !== 'parameter' || target.index !== seam.index || taker === undefined) return false;
	const parts = taker.split('.');
	return seam.callee === (parts.at(-1) === 'constructor' ? parts.at(-2) : parts.at(-1));
}

const isGlobal = (target: Target): boolean => target.kind === 'external' && target.module === 'global';

const isMember = ({receiver}: GuardedCall): boolean => !/^(?:|globalThis|global|window|self)$/.test(receiver);

const CLIENTS = /^(?:node-fetch|axios|got|ky|undici|superagent|cross-fetch|needle|phin)$/;

/** The call is one of an HTTP client that the scan knows as such; a function of the project may do more than that. */
function isPlatformClient({target, callee}: GuardedCall): boolean {
	if (target.kind !== 'external') return false;
	return CLIENTS.test(target.module) || (target.module === 'global' && callee === 'fetch');
}
