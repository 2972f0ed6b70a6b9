import type {StandInDetail} from '../model/graph.ts';
import type {Seam, StandIn} from '../model/tests.ts';
import type {MockRef} from '../model/verdict.ts';

/** What a stand-in comes to as a whole. Several behaviours are a sequence or a condition: both outcomes then. */
export function outcomeOf(behaviours: StandIn['behaviours']): MockRef['outcome'] {
	const kinds = new Set(behaviours.map(({kind}) => kind));
	if (kinds.has('failure')) return kinds.has('success') || kinds.has('unknown') ? 'mixed' : 'fails';
	if (kinds.has('latency')) return 'delays';
	return kinds.has('success') && !kinds.has('unknown') ? 'succeeds' : 'unknown';
}

/** How it fails, and whether it goes on failing. */
export function failureOf(behaviours: StandIn['behaviours']): Pick<StandInDetail, 'how' | 'status' | 'lasting'> {
	const failure = behaviours.find(one => one.kind === 'failure');
	const rest = behaviours.filter(({once, kind}) => !once && kind !== 'latency');
	const lasting = rest.length > 0 && rest.every(({kind}) => kind === 'failure');
	if (failure?.kind !== 'failure') return {how: null, lasting};
	return {how: failure.how, ...(failure.status !== undefined && {status: failure.status}), lasting};
}

/** A failure that needs a condition of the body, not one that the test orders. */
export function isConditional(behaviours: StandIn['behaviours']): boolean {
	const rest = behaviours.filter(({once}) => !once).map(({kind}) => kind);
	return rest.includes('failure') && (rest.includes('success') || rest.includes('unknown'));
}

/** What a stand-in replaces, in words. */
export function targetText(seam: Seam): string {
	switch (seam.kind) {
		case 'module':
			return `module ${seam.specifier}`;
		case 'member':
			return seam.module === seam.object ? `${seam.member} of module ${seam.module}` : `${seam.object}.${seam.member}`;
		case 'option':
			return `option ${seam.name}`;
		case 'argument':
			return `argument ${seam.index + 1} of ${seam.callee}`;
		case 'host':
			return seam.host ? `host ${seam.host}` : seam.path ? `path ${seam.path}` : 'HTTP';
		case 'class':
			return seam.members.length === 1 ? `${seam.name}.${seam.members[0]}` : `class ${seam.name}`;
		case 'global':
			return seam.name;
		case 'unknown':
			return '?';
	}
}
