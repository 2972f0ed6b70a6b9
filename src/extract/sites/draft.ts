import {ts} from '@ts-morph/common';
import {all, type Condition, followed, hit, signal} from '../../model/condition.ts';
import type {Place, Span} from '../../model/place.ts';
import type {Followed} from '../../model/sequence.ts';
import type {
	ArcDraft,
	ArcName,
	Certainty,
	Guard,
	OpenEnd,
	Operation,
	Reading,
	SiteDraft,
	SiteKind,
} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {calleeName, isCall} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {shortText, spanOf} from '../places.ts';
import {scopePath, stableCallee} from '../site-identity.ts';
import {type FileIndex, type FunctionNode, homeOf, isFunctionNode} from '../walk.ts';
import {operationOf} from './operation.ts';

/** What a detector knows of a site; the rest follows from the syntax. */
export interface Found {
	kind: SiteKind;
	/** The construct: its span is the site's. */
	node: ts.Node;
	/** The function whose code it is; the nearest one around `node` where left out. */
	owner?: FunctionNode;
	mechanism?: string;
	certainty: Certainty;
	/** The guarded calls (or promises held in variables). */
	operations: readonly ts.Node[];
	operation?: Operation;
	arcs: ArcDraft[];
	/** Which form of the kind it is; part of the fingerprint. */
	form: string;
	/** What its id takes its place from, where that is more than the construct: all that keeps the state. */
	within?: ts.Node;
	/** What the file alone does not tell. */
	open?: OpenEnd[];
}

const MOST_GUARDS = 5;

export function draftOf(index: FileIndex, found: Found): SiteDraft {
	const owner = found.owner ?? ownerOf(found.node);
	const guards = guardedOf(found.operations).map(node => ({
		...guardOf(index, node),
		...(isBehindHandler(node, found.node) && {behind: true as const}),
	}));
	const operation = found.operation ?? operationOf(index, found.operations);
	const draft: SiteDraft = {
		kind: found.kind,
		mechanism: found.mechanism ?? 'hand-rolled',
		...startingAt(index, found),
		name: ts.isClassLike(found.node) && found.node.name ? found.node.name.text : functionName(index, found.node),
		certainty: found.certainty,
		guards,
		arcs: found.arcs,
		owner: index.idOf.get(owner) ?? 0,
		fingerprint: [
			scopePath(index, found.within ?? found.node),
			found.form,
			...found.operations.map(operation => stableCallee(index, operation)),
		].join(' '),
	};
	if (operation) draft.operation = operation;
	if (found.open) draft.open = found.open;
	return draft;
}

/** An error made to be thrown is no operation that anyone guards. */
function guardedOf(operations: readonly ts.Node[]): ts.Node[] {
	const tried = operations.filter(({parent}) => !ts.isThrowStatement(parent));
	return (tried.length > 0 ? tried : operations).slice(0, MOST_GUARDS);
}

/** A promise chain may begin many lines above: the site is its `.catch`, not the chain. */
function startingAt(index: FileIndex, {node, kind}: Found): Span {
	const span = spanOf(index, node);
	if ((kind !== 'fallback' && kind !== 'handler') || !ts.isCallExpression(node)) return span;
	const callee = node.expression;
	if (!ts.isPropertyAccessExpression(callee) || !/^(catch|then)$/.test(callee.name.text)) return span;
	const {line, column} = spanOf(index, callee.name);
	return {...span, line, column};
}

/** `try { try { ask(); } catch { log(); } … } catch { … }`: what `ask` throws never reaches the outer clause. */
function isBehindHandler(node: ts.Node, site: ts.Node): boolean {
	if (!ts.isCatchClause(site)) return false;
	for (let at = node; at.parent && at !== site.parent; at = at.parent) {
		const {parent} = at;
		if (!ts.isTryStatement(parent) || parent === site.parent || parent.tryBlock !== at) continue;
		if (parent.catchClause && completionOf(parent.catchClause.block.statements).normal) return true;
	}
	return false;
}

function ownerOf(node: ts.Node): FunctionNode {
	let at = node;
	while (!isFunctionNode(at)) at = at.parent;
	return at;
}

export function guardOf(index: FileIndex, node: ts.Node): Guard {
	const guard: Guard = {...spanOf(index, node), text: shortText(index, node), callee: calleeName(node)};
	const home = homeOf(index, node);
	const call = isCall(node) ? home.idOf.get(node) : undefined;
	if (call !== undefined) guard.call = call;
	if (home !== index) guard.file = home.file;
	return guard;
}

/** An arc that one place shows: it happened exactly if the place ran. */
export const seen = (arc: ArcName, reading: Reading, needs: Condition, place: Place): ArcDraft => ({
	arc,
	needs,
	fires: hit(place),
	reading,
	witnesses: [place],
});

/** An arc that cannot have happened unless `first` did; whether it then did, no counter tells, and a trace may. */
export const derived = (
	arc: ArcName,
	needs: Condition,
	first: Condition,
	witnesses: Place[] = [],
	sequence?: Followed,
): ArcDraft => ({
	arc,
	needs,
	fires: followed(all(first, signal(arc)), sequence),
	reading: 'derived',
	witnesses,
});

/** An arc that no counter separates from ordinary runs. */
export const unseen = (arc: ArcName, needs: Condition): ArcDraft => ({
	arc,
	needs,
	fires: signal(arc),
	reading: 'unseen',
	witnesses: [],
});
