import type {SiteDraft} from '../../model/site.ts';
import type {Handler} from '../flow/handlers.ts';
import {isInside} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import {extractBreaker} from './breaker.ts';
import {collectHolders, type Holder} from './holder-features.ts';
import {extractLimiter} from './limiter.ts';
import {extractPool} from './pool.ts';

/** Pools, limiters and breakers kept in classes and closures. Structure proposes, names decide between the three. */
export function extractHolders(index: FileIndex, handlers: readonly Handler[]): SiteDraft[] {
	const taken: Holder[] = [];
	const drafts: SiteDraft[] = [];
	for (const holder of collectHolders(index)) {
		// A closure inside a class that is one already belongs to it.
		if (taken.some(({node}) => isInside(holder.node, node))) continue;
		const found =
			extractBreaker(index, holder) ?? extractPool(index, holder, handlers) ?? extractLimiter(index, holder);
		if (!found) continue;
		taken.push(holder);
		drafts.push(found);
	}
	return drafts;
}
