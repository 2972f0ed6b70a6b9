import {ts} from '@ts-morph/common';
import {all, any, hit, signal} from '../../model/condition.ts';
import type {ArcDraft, Certainty, SiteDraft} from '../../model/site.ts';
import type {Handler} from '../flow/handlers.ts';
import {calleeName, collectDeep, isCall, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {enclosingFunction, type FileIndex, type FunctionNode} from '../walk.ts';
import {draftOf, unseen} from './draft.ts';
import type {Holder} from './holder.ts';
import {speaksOf} from './holder-names.ts';
import {isHeldBack} from './limiter.ts';
import {nameAround} from './named-functions.ts';
import {failingActs} from './timeout-acts.ts';
import {isStopped} from './timeout-stopped.ts';

const ACQUIRE = /^_?(acquire|retain|connect|checkout|checkOut|borrow|getConnection|lease|take|get|obtain|getResource)/;
const RELEASE = /^_?(release|checkin|checkIn|return|giveBack|free|put|recycle|destroy|_release|releaseItem)/;

const OPEN = /^_?(open|new|create|launch|spawn|start|get|run|exec|next|pick)/;
const CLOSE = /^_?(close|retire|remove|kill|terminate|evict|drop|markBad)/;

/** A bounded set of reusable resources that callers acquire and release. */
export function extractPool(index: FileIndex, holder: Holder, handlers: readonly Handler[]): SiteDraft | undefined {
	const certainty = certaintyOf(holder);
	if (!certainty) return undefined;
	const {waits, capacity} = holder.features;
	const entry = waits[0] ?? capacity[0] ?? holder.node;
	const needs = hit(placeOfFunction(index, enteredBy(entry)));
	const places = waits.map(node => placeOfExecution(index, node));
	const full = waits.length > 0 && waits.every(node => isHeldBack(node, holder.node, capacity));
	const arcs: ArcDraft[] = [
		full
			? {arc: 'exhaust', needs, fires: any(...places.map(hit)), reading: 'transition', witnesses: places}
			: unseen('exhaust', needs),
		...acquireTimeout(index, holder, needs),
		...resourceError(index, holder, handlers, needs),
		releaseOnError(index, holder, handlers, needs),
	];
	return draftOf(index, {
		kind: 'pool',
		node: holder.at,
		certainty,
		operations: [],
		operation: 'external',
		arcs,
		form: 'pool',
		within: holder.node,
	});
}

/** What a caller calls to get there: a promise is made for waiting only where there is nothing to be had. */
function enteredBy(entry: ts.Node): FunctionNode {
	const fn = enclosingFunction(entry);
	if (ts.isSourceFile(fn) || !ts.isNewExpression(fn.parent)) return fn;
	return enteredBy(fn.parent);
}

function certaintyOf(holder: Holder): Certainty | undefined {
	const {name, members, features} = holder;
	const {waits, recycled, capacity} = features;
	const named = speaksOf(name, /(?<!s)pool(ed)?$/);
	const paired = members.some(member => ACQUIRE.test(member)) && members.some(member => RELEASE.test(member));
	// Without a bound, but what is made takes time to make: objects kept for their memory are had at once.
	if (capacity.length === 0 && named && paired && recycled.length > 0 && makesSlowly(holder)) return 'likely';
	if (capacity.length === 0 || recycled.length === 0) {
		return named && paired && waits.length > 0 ? 'likely' : undefined;
	}
	if (named && (paired || waits.length > 0)) return 'sure';
	// A pool of bytes hands nothing out that comes back; browsers and workers are opened and closed.
	if (named && members.some(member => OPEN.test(member)) && members.some(member => CLOSE.test(member))) return 'likely';
	return paired && waits.length > 0 ? 'likely' : undefined;
}

const makesSlowly = ({node}: Holder): boolean =>
	collectDeep([node], ts.isAwaitExpression).some(one => ACQUIRE.test(nameAround(one)));

/** A timer in the function that hands resources out, whose callback ends the wait in an error. */
function acquireTimeout(index: FileIndex, holder: Holder, needs: ArcDraft['needs']): ArcDraft[] {
	const waiting = new Set(holder.features.waits.map(nameAround));
	const timers = collectDeep([holder.node], ts.isCallExpression).filter(call => {
		const name = nameAround(call);
		return calleeName(call) === 'setTimeout' && (ACQUIRE.test(name) || waiting.has(name));
	});
	const acts = timers.flatMap(timer => failingActs(index, timer));
	if (acts.length === 0)
		return timers.length > 0 || holder.features.waits.length > 0 ? [unseen('acquire-timeout', needs)] : [];
	const places = acts.map(node => placeOfExecution(index, node));
	const stopped = timers.every(timer => isStopped(index, timer, failingActs(index, timer)));
	const ran = any(...places.map(hit));
	const fires = stopped ? ran : all(ran, signal('acquire-timeout'));
	return [{arc: 'acquire-timeout', needs, fires, reading: 'timer', witnesses: places}];
}

/** A catch around the work that gives the resource back. */
function releaseOnError(
	index: FileIndex,
	holder: Holder,
	handlers: readonly Handler[],
	needs: ArcDraft['needs'],
): ArcDraft {
	const releases = handlers
		.filter(({node, form}) => form === 'catch' && isInside(node, holder.node))
		.flatMap(({body}) =>
			collectDeep(body, ts.isCallExpression).filter(call =>
				/^_?(release|checkin|checkIn|giveBack|recycle)/.test(calleeName(call)),
			),
		);
	const places = releases.map(node => placeOfExecution(index, node));
	if (places.length === 0) return unseen('release-on-error', needs);
	return {arc: 'release-on-error', needs, fires: any(...places.map(hit)), reading: 'block', witnesses: places};
}

const REMOVE = /remove|destroy|discard|evict|delete|filter|end|close/i;

/** An error listener or handler that throws the broken resource out. */
function resourceError(
	index: FileIndex,
	holder: Holder,
	handlers: readonly Handler[],
	needs: ArcDraft['needs'],
): ArcDraft[] {
	const removing = handlers.filter(
		handler => isInside(handler.node, holder.node) && handler.event !== 'close' && handler.event !== 'end',
	);
	const removals = (some: readonly Handler[]) =>
		some.flatMap(({body}) => collectDeep(body, isCall).filter(call => REMOVE.test(calleeName(call))));
	const listening = removals(removing.filter(({form, event}) => form === 'event' && event === 'error'));
	const chosen = listening.length > 0 ? listening : removals(removing);
	if (chosen.length === 0) return [unseen('resource-error', needs)];
	// Not the handler's own entry: it may well keep a resource whose work alone failed.
	const places = chosen.map(call => placeOfExecution(index, call));
	return [{arc: 'resource-error', needs, fires: any(...places.map(hit)), reading: 'block', witnesses: places}];
}
