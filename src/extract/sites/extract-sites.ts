import type {SiteDraft} from '../../model/site.ts';
import {collectHandlers} from '../flow/handlers.ts';
import {collectResultHandlers} from '../flow/outcomes.ts';
import type {FileIndex} from '../walk.ts';
import {extractFallbacks} from './fallback.ts';
import {extractAfterLoops} from './fallback-after.ts';
import {extractPartialFallbacks} from './fallback-partial.ts';
import {extractResultFallbacks} from './fallback-result.ts';
import {extractHandlers} from './handler.ts';
import {extractHolders} from './holders.ts';
import {extractWindowLimiters} from './limiter-window.ts';
import {extractPlatformPools} from './pool-platform.ts';
import {extractQueues} from './queue.ts';
import {extractRetries} from './retry.ts';
import {extractTimers} from './timeout.ts';
import {extractDeadlines} from './timeout-deadline.ts';
import {extractPlatformTimeouts} from './timeout-platform.ts';

/**
 * The hand-rolled and platform sites of a file. Retries come first: a handler that only serves a retry is no site of
 * its own. What receives an error and is nothing else is a handler.
 */
export function extractSites(index: FileIndex): SiteDraft[] {
	const handlers = collectHandlers(index);
	const results = collectResultHandlers(index);
	const retries = extractRetries(index, handlers, results);
	const free = handlers.filter(handler => !retries.served.has(handler));
	const fallbacks = extractFallbacks(index, free, retries.open);
	const holders = extractHolders(index, handlers);
	const plain = free.filter(handler => !fallbacks.served.has(handler) && !holders.served.has(handler));
	return [
		...retries.drafts,
		...fallbacks.drafts,
		...extractAfterLoops(index, retries.found),
		...extractResultFallbacks(
			index,
			[...fallbacks.served],
			results.filter(result => !retries.served.has(result)),
		),
		...extractPartialFallbacks(index),
		...extractTimers(index, retries.found),
		...extractDeadlines(index, retries.found),
		...extractPlatformTimeouts(index),
		...holders.drafts,
		...extractPlatformPools(index),
		...extractWindowLimiters(index),
		...extractQueues(index, handlers),
		...extractHandlers(index, plain, retries.open),
	].sort((a, b) => a.line - b.line || a.column - b.column);
}
