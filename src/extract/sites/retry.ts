import type {Certainty, OpenEnd, SiteDraft} from '../../model/site.ts';
import type {Handler} from '../flow/handlers.ts';
import {isInside} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import {draftOf, type Found} from './draft.ts';
import {describeChain, isChain} from './fallback-chain.ts';
import {arcsOfRetry} from './retry-arcs.ts';
import {findChained} from './retry-chained.ts';
import {findAnsweredFailovers, findConditionLoops} from './retry-conditions.ts';
import {findCounted} from './retry-counted.ts';
import type {RetryFound} from './retry-found.ts';
import {findLoops} from './retry-loop.ts';
import {findOpenRetries, type OpenRetry} from './retry-open.ts';
import {findRecursions} from './retry-recursion.ts';
import {findRepeats} from './retry-repeat.ts';
import {findRequeues} from './retry-requeue.ts';
import {findResends} from './retry-resend.ts';
import {findRestarts} from './retry-restart.ts';

export interface RetrySites {
	drafts: SiteDraft[];
	/** Handlers that serve a retry. */
	served: Set<Handler>;
	/** The retries themselves, for detectors that must not report their parts again. */
	found: RetryFound[];
	/** Handlers that serve a retry only if `link` finds the way back; until then they stand as what they are. */
	open: ReadonlyMap<Handler, OpenEnd>;
}

const RANK: Record<Certainty, number> = {sure: 0, likely: 1, possible: 2};

/** Every hand-rolled retry of a file, each construct once. */
export function extractRetries(
	index: FileIndex,
	handlers: readonly Handler[],
	results: readonly Handler[] = [],
): RetrySites {
	const all = [
		...findLoops(index, handlers),
		...findConditionLoops(index),
		...findAnsweredFailovers(index),
		...findRecursions(index, [...handlers, ...results]),
		...findRepeats(index, [...handlers, ...results]),
		...findRequeues(index, [...handlers, ...results]),
		...findResends(index, handlers),
		...findRestarts(index, handlers),
		...findCounted(handlers),
		...findChained(handlers),
	].sort(
		(a, b) =>
			RANK[a.certainty] - RANK[b.certainty] ||
			Number(a.shared) - Number(b.shared) ||
			a.via.length - b.via.length ||
			a.node.pos - b.node.pos,
	);
	const kept: RetryFound[] = [];
	for (const found of all) {
		const twin = kept.find(other => isSameRetry(found, other));
		if (twin) twin.handlers = [...new Set([...twin.handlers, ...found.handlers])];
		else kept.push({...found});
	}
	const served = new Set(kept.filter(({certainty}) => certainty !== 'possible').flatMap(one => one.handlers));
	const open = oneEach(findOpenRetries(index, handlers, served), kept);
	return {
		drafts: [
			...kept.map(found => draftOf(index, isChain(found) ? describeChain(index, found) : describe(index, found))),
			...open.map(({found, end}) => draftOf(index, {...describe(index, found), open: [end]})),
		],
		served,
		found: kept,
		open: new Map(open.map(({handler, end}) => [handler, {...end, kind: 'misses' as const}])),
	};
}

/** A function that is a retry already needs no second way back, nor two open ones. */
function oneEach(open: readonly OpenRetry[], kept: readonly RetryFound[]): OpenRetry[] {
	const taken = new Set(kept.map(({node}) => node));
	return open.filter(({found: {node}}) => !taken.has(node) && taken.add(node));
}

/** The same construct seen twice: one place, one next attempt, one handler, or one inside the other. */
function isSameRetry(a: RetryFound, b: RetryFound): boolean {
	if (a.node === b.node || (a.again && a.again === b.again)) return true;
	if (a.again && b.again && (isInside(a.again, b.again) || isInside(b.again, a.again))) return true;
	if (a.handlers.some(handler => b.handlers.includes(handler))) return true;
	// A loop or timer inside a function that is a retry already belongs to it, and the other way round.
	const nested = isInside(a.node, b.node) || isInside(b.node, a.node);
	return nested && (a.target === b.target || a.form !== b.form) && !(a.form === 'loop' && b.form === 'loop');
}

function describe(index: FileIndex, found: RetryFound): Found {
	return {
		kind: 'retry',
		node: found.node,
		certainty: found.certainty,
		operations: found.operations,
		arcs: arcsOfRetry(index, found),
		form: found.form,
	};
}
