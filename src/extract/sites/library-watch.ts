import {ts} from '@ts-morph/common';
import type {ArcRule, Evidence, TraceRule} from '../../model/rule.ts';
import type {Tell, Watch} from '../../model/watch.ts';
import {spanOf} from '../places.ts';
import type {CallNode} from '../walk.ts';
import {type Match, siteHolds} from './library-keys.ts';

/** What a recording hears of the arc from what the matched call makes. */
export function watchOf(match: Match, rule: ArcRule): Watch | undefined {
	const {index, use, site} = match;
	const isMade = site.how.some(how => how === 'call' || how === 'new') && use.given === undefined;
	if (!isMade) return undefined;
	const tells = rule.trace?.flatMap(each => told(match, each)) ?? rule.fires.flatMap(each => tellsOf(match, each));
	const made = lastOfChain(use.call, use.rule.fluent);
	return tells.length > 0 ? {file: index.file, made: spanOf(index, made), tells} : undefined;
}

/** Fluent calls on it may return another one: `retry().attempts(3)`. */
function lastOfChain(call: CallNode, fluent: readonly string[]): CallNode {
	const access = call.parent;
	const isNext =
		ts.isPropertyAccessExpression(access) && access.expression === call && fluent.includes(access.name.text);
	const next = access.parent;
	return isNext && ts.isCallExpression(next) && next.expression === access ? lastOfChain(next, fluent) : call;
}

const told = (match: Match, {when, ...tell}: TraceRule): Tell[] =>
	!when || siteHolds(match, when) === 'yes' ? [tell] : [];

/** What a listener of the user's shows, one of ours shows too; what else may cause it, the source does not tell of ours. */
function tellsOf(match: Match, {event = [], when, without, proves}: Evidence): Tell[] {
	if (when && siteHolds(match, when) !== 'yes') return [];
	const limited = without ? 'no' : proves;
	return event.map(name => ({event: name, ...(limited && limited !== 'both' && {proves: limited})}));
}
