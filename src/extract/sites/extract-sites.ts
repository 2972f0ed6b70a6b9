import {ts} from 'ts-morph';
import type {SiteDraft} from '../../model/site.ts';
import {collectHandlers, type Handler} from '../flow/handlers.ts';
import {isInside} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import {extractFallbacks} from './fallback.ts';
import {extractResultFallbacks} from './fallback-result.ts';
import {extractHandlers} from './handler.ts';
import {extractHolders} from './holders.ts';
import {extractWindowLimiters} from './limiter-window.ts';
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
	const handlers = collectHandlers(index).filter(handler => !isPassedOn(handler));
	const retries = extractRetries(index, handlers);
	const free = handlers.filter(handler => !retries.served.has(handler));
	const fallbacks = extractFallbacks(index, free);
	const plain = free.filter(handler => !fallbacks.served.has(handler));
	return [
		...retries.drafts,
		...fallbacks.drafts,
		...extractResultFallbacks(index, [...fallbacks.served]),
		...extractTimers(index, retries.found),
		...extractDeadlines(index, retries.found),
		...extractPlatformTimeouts(index),
		...extractHolders(index, handlers),
		...extractWindowLimiters(index),
		...extractQueues(index),
		...extractHandlers(index, plain),
	].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** `.then(resolve, reject)` and `.catch(callback)` hand both outcomes to whoever asked: nothing is decided here. */
function isPassedOn({form, node, fn}: Handler): boolean {
	if (form !== 'promise' || fn || !ts.isCallExpression(node)) return false;
	const argument = node.arguments.at(-1)!;
	const name = ts.isIdentifier(argument)
		? argument.text
		: ts.isPropertyAccessExpression(argument)
			? argument.name.text
			: '';
	return /^(reject|rej|callback|cb|done|next|undefined|null)$/.test(name) && isInside(argument, node);
}
