import type {StandInDetail} from '../model/graph.ts';
import type {Seam, StandIn} from '../model/tests.ts';

/** A stand-in of a guarded operation, with the near tests that see it. */
export interface Seen {
	/** The file that sets it up: the test's own or a helper. */
	file: string;
	standIn: StandIn;
	join: StandInDetail['join'];
	cases: number[];
}

/**
 * The last setting before the call wins, for each target and test: what a test sets up itself stands for it instead of
 * what hooks, the module or a helper set up. What sees no test any more is left out.
 */
export function lastSet(seen: readonly Seen[]): Seen[] {
	const own = new Set(
		seen.flatMap(({standIn, cases}) =>
			standIn.test >= 0 ? cases.flatMap(id => pointsOf(standIn).map(point => `${id} ${point}`)) : [],
		),
	);
	return seen.flatMap(one => {
		const point = pointOf(one.standIn);
		if (one.standIn.test >= 0 || point === undefined) return [one];
		const cases = one.cases.filter(id => !own.has(`${id} ${point}`));
		return cases.length > 0 ? [{...one, cases}] : [];
	});
}

/** A member set on a mocked module takes the place of what the mock as a whole does. */
function pointsOf(standIn: StandIn): string[] {
	const {seam} = standIn;
	const module = seam.kind === 'member' && seam.module !== undefined ? [`module ${seam.module}`] : [];
	return [pointOf(standIn) ?? '', ...module];
}

/** What two stand-ins must share for the later to take the place of the earlier; undefined where answers add up. */
function pointOf({form, seam}: StandIn): string | undefined {
	if (seam.kind === 'host') return form === 'msw' ? `host ${seam.host}${seam.path ?? ''}` : undefined;
	return nameOf(seam);
}

function nameOf(seam: Seam): string | undefined {
	switch (seam.kind) {
		case 'module':
			return `module ${seam.specifier}`;
		case 'member':
			return seam.member;
		case 'option':
		case 'global':
			return seam.name;
		case 'class':
			return seam.members.length === 1 ? seam.members[0] : undefined;
		case 'argument':
			return `${seam.callee} ${seam.index}`;
		default:
			return undefined;
	}
}
