import {ts} from '@ts-morph/common';
import {all, any, type Condition, hit, signal} from '../../model/condition.ts';
import {placeKey} from '../../model/place.ts';
import type {ArcDraft, Certainty, OpenEnd, SiteDraft} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {forwardsAlways} from '../flow/exits.ts';
import type {Handler} from '../flow/handlers.ts';
import {pathsOf} from '../flow/paths.ts';
import {collectDeep, isInside} from '../flow/traverse.ts';
import {placeOfBlock} from '../places.ts';
import {type FileIndex, isFunctionNode} from '../walk.ts';
import {answersRequest} from './answers.ts';
import {derived, draftOf} from './draft.ts';
import {failedAtAll, needsOf} from './entry.ts';
import {substitutesBehind} from './fallback-behind.ts';
import {lostInTry} from './fallback-lost.ts';
import {substitutesProbed} from './fallback-probe.ts';
import {failedRun} from './fallback-runs.ts';
import type {Substitute} from './substitute.ts';
import {type Use, useOf} from './substitute-use.ts';
import {ofValue} from './substitute-values.ts';
import {substituteOn} from './substitutes.ts';

export interface FallbackSites {
	drafts: SiteDraft[];
	served: Set<Handler>;
}

/** Handlers that yield something else in place of the failed operation's result. */
export function extractFallbacks(
	index: FileIndex,
	handlers: readonly Handler[],
	ends: ReadonlyMap<Handler, OpenEnd> = new Map(),
): FallbackSites {
	const served = new Set<Handler>();
	const drafts = handlers.flatMap(handler => {
		const substitutes = substitutesOf(index, handler);
		if (substitutes.length === 0) return [];
		const certainty = best(substitutes);
		// A smell only: it stays the handler that it surely is.
		if (certainty === 'possible') return [];
		served.add(handler);
		const end = ends.get(handler);
		return [
			draftOf(index, {
				kind: 'fallback',
				node: handler.node,
				owner: handler.owner,
				certainty,
				operations: handler.operations,
				arcs: arcsOf(
					index,
					handler,
					substitutes.filter(substitute => substitute.certainty !== 'possible'),
				),
				form: `fallback ${handler.form}`,
				...(end && {open: [end]}),
			}),
		];
	});
	return {drafts, served};
}

const best = (substitutes: readonly Substitute[]): Certainty =>
	(['sure', 'likely', 'possible'] as const).find(level => substitutes.some(({certainty}) => certainty === level))!;

type Used = Substitute & Use;

function substitutesOf(index: FileIndex, handler: Handler): Used[] {
	if (handler.form === 'event' || handler.form === 'assigned') return [];
	if (handler.form === 'promise' && isDiscarded(handler.node)) return [];
	if (forwardsAlways(handler) || handler.body.some(step => answersRequest(index, step))) return [];
	const [only] = handler.body;
	if (handler.body.length === 1 && only && !ts.isStatement(only)) {
		return ofValue(index, handler, only as ts.Expression, only).map(one => ({...one, ...useOf(index, one.node)}));
	}
	const behind = substitutesBehind(index, handler);
	if (behind.length > 0) return behind;
	const probed = substitutesProbed(index, handler);
	if (probed.length > 0) return probed.map(one => ({...one, ...useOf(index, one.node)}));
	const paths = pathsOf([...(handler.body as readonly ts.Statement[]), ...behindTry(handler)]);
	const ways = paths.map(path => ({path, found: substituteOn(index, handler, path)}));
	const lost = ways.flatMap(({path, found}) => (found ? [] : [path]));
	const used = ways.flatMap(({path, found}) => (found ? [{...found, ...useOf(index, found.node, path, lost)}] : []));
	return used.filter((one, at) => used.findIndex(({place}) => placeKey(place) === placeKey(one.place)) === at);
}

/**
 * Where the try block always leaves the function, what stands behind the try runs only after the catch: `try { return
 * await ask() } catch {} return 0`.
 */
function behindTry({tried}: Handler): readonly ts.Statement[] {
	if (!tried?.catchClause || !ts.isBlock(tried.parent) || tried.finallyBlock) return [];
	const success = completionOf(tried.tryBlock.statements);
	if (success.normal || success.breaks || success.continues || !completionOf(tried.catchClause.block.statements).normal)
		return [];
	return tried.parent.statements.slice(tried.parent.statements.indexOf(tried) + 1);
}

/** `x().catch(() => null);` as a statement, also below `await` or `void`: nobody takes the value. */
function isDiscarded(node: ts.Node): boolean {
	let at = node;
	while (ts.isAwaitExpression(at.parent) || ts.isVoidExpression(at.parent) || ts.isParenthesizedExpression(at.parent))
		at = at.parent;
	if (ts.isExpressionStatement(at.parent)) return true;
	// `.catch(…).finally(…);` and `.catch(…).then(…);` only pass it on.
	const {parent} = at;
	return (
		ts.isPropertyAccessExpression(parent) &&
		ts.isCallExpression(parent.parent) &&
		parent.name.text === 'finally' &&
		isDiscarded(parent.parent)
	);
}

function arcsOf(index: FileIndex, handler: Handler, substitutes: readonly Used[]): ArcDraft[] {
	const needs = needsOf(index, handler);
	const fires = engaged(index, handler, substitutes);
	const witnesses = substitutes.map(({place}) => place);
	const arcs: ArcDraft[] = [{arc: 'engage', needs, fires, reading: 'block', witnesses}];
	const fallible = substitutes.filter(substitute => substitute.fallible);
	if (fallible.length > 0) arcs.push(failArc(index, handler, fallible, needs, fires));
	return arcs;
}

function engaged(index: FileIndex, handler: Handler, substitutes: readonly Used[]): Condition {
	const ran = any(...substitutes.map(({fires}) => fires));
	const failed = failedAtAll(index, handler);
	// A handler function with more callers than this place: its counter is not this place's alone.
	const isOwn = !(handler.shared && handler.fn) && failed !== 'unknown';
	return all(ran, ...(failed && failed !== 'unknown' ? [failed] : []), ...(isOwn ? [] : [signal('engage')]));
}

/** The substitute failed where a catch around it within the handler was entered; else only the other way round is known. */
function failArc(
	index: FileIndex,
	handler: Handler,
	fallible: readonly Substitute[],
	needs: Condition,
	engage: Condition,
): ArcDraft {
	const nested = collectDeep(handler.body, ts.isTryStatement).filter(
		tried => tried.catchClause && fallible.some(({node}) => isInside(node, tried.tryBlock)),
	);
	const blocks = nested.map(tried => placeOfBlock(index, tried.catchClause!.block));
	if (blocks.length === 0 || nested.some(tried => isFunctionNode(tried.parent))) {
		const lost = lostInTry(index, handler);
		return derived(
			'fail',
			needs,
			lost ? all(engage, lost) : engage,
			[],
			handler.shared
				? undefined
				: failedRun(
						index,
						fallible.map(({node}) => node),
					),
		);
	}
	return {
		arc: 'fail',
		needs,
		fires: any(...blocks.map(hit)),
		reading: 'block',
		witnesses: blocks.map(block => block.first ?? block),
	};
}
