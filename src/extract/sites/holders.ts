import {ts} from '@ts-morph/common';
import type {Span} from '../../model/place.ts';
import type {SiteDraft} from '../../model/site.ts';
import {exitsOf} from '../flow/exits.ts';
import type {Handler} from '../flow/handlers.ts';
import {isSelf} from '../flow/local-functions.ts';
import {collectDeep, isInside} from '../flow/traverse.ts';
import {spanOf} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {extractBreaker} from './breaker.ts';
import {extractAvoidance} from './breaker-nodes.ts';
import type {Holder} from './holder.ts';
import {collectHolders} from './holder-collect.ts';
import {extractFileState} from './holder-module.ts';
import {extractLimiter} from './limiter.ts';
import {extractChainLimiters} from './limiter-chain.ts';
import {extractFilledLimiters} from './limiter-fill.ts';
import {extractRaceLimiters} from './limiter-race.ts';
import {extractSerialQueues} from './limiter-serial.ts';
import {extractWorkerLoops} from './limiter-workers.ts';
import {extractPool} from './pool.ts';

export interface HolderSites {
	drafts: SiteDraft[];
	/** Handlers that only keep a holder's state right: parts of it, no sites of their own. */
	served: Set<Handler>;
}

/** Pools, limiters and breakers kept in classes and closures. Structure proposes, names decide between the three. */
export function extractHolders(index: FileIndex, handlers: readonly Handler[]): HolderSites {
	const taken: Holder[] = [];
	const drafts: SiteDraft[] = [];
	const served = new Set<Handler>();
	for (const holder of collectHolders(index)) {
		// A closure inside a class that is one already belongs to it; what stands around one is not another.
		if (taken.some(({node}) => isInside(holder.node, node) || isInside(node, holder.node))) continue;
		const found = siteOf(index, holder, handlers);
		if (!found) continue;
		taken.push(holder);
		for (const handler of handlers)
			if (servesHolder(handler, holder) || trips(index, handler, found)) served.add(handler);
		drafts.push(found);
	}
	// States and moments in variables of the file: only where nothing in it is a holder on its own account.
	const shared = taken.length === 0 ? ofFile(index, handlers) : undefined;
	if (shared) {
		drafts.push(shared);
		for (const handler of handlers) if (trips(index, handler, shared)) served.add(handler);
	}
	const plain = [
		...extractRaceLimiters(index),
		...extractWorkerLoops(index),
		...extractChainLimiters(index),
		...extractFilledLimiters(index),
		...extractSerialQueues(index),
	];
	return {drafts: [...drafts, ...plain.filter(draft => !drafts.some(found => overlaps(found, draft)))], served};
}

function siteOf(index: FileIndex, holder: Holder, handlers: readonly Handler[]): SiteDraft | undefined {
	const avoidance = extractAvoidance(index, holder, handlers);
	return (
		extractBreaker(index, holder) ??
		(avoidance?.certainty === 'likely' ? avoidance : undefined) ??
		extractPool(index, holder, handlers) ??
		extractLimiter(index, holder) ??
		avoidance
	);
}

function ofFile(index: FileIndex, handlers: readonly Handler[]): SiteDraft | undefined {
	const holder = extractFileState(index);
	return extractBreaker(index, holder) ?? extractAvoidance(index, holder, handlers);
}

/** One construct, one site: what a class does in its own way is told by the class. */
const overlaps = (a: Span, b: Span): boolean => a.line <= b.endLine && b.line <= a.endLine;

/** It calls another member of the holder and hands the error on: `catch (e) { this.failed(); throw e }`. */
function servesHolder(handler: Handler, {node, members}: Holder): boolean {
	if ((handler.form !== 'catch' && handler.form !== 'promise') || !isInside(handler.node, node)) return false;
	const tells = collectDeep(handler.body, ts.isCallExpression).some(call => {
		const callee = call.expression;
		return ts.isPropertyAccessExpression(callee)
			? isSelf(callee.expression) && members.includes(callee.name.text)
			: ts.isIdentifier(callee) && members.includes(callee.text);
	});
	return (tells || keepsState(handler.body, node)) && exitsOf(handler.body, handler.errors).length > 0;
}

/** It opens the breaker and hands the error on. */
function trips(index: FileIndex, {node, body, errors}: Handler, {arcs}: SiteDraft): boolean {
	const {line, endLine} = spanOf(index, node);
	const opened = arcs.find(({arc}) => arc === 'trip')?.witnesses ?? [];
	return opened.some(place => line <= place.line && place.line <= endLine) && exitsOf(body, errors).length > 0;
}

/** `this.failures++`, `active -= 1`: a field of the holder, or a variable of the function that is one. */
function keepsState(body: readonly ts.Node[], holder: ts.Node): boolean {
	return collectDeep(body, isStep).some(step => {
		const target = ts.isBinaryExpression(step) ? step.left : step.operand;
		if (ts.isPropertyAccessExpression(target)) return isSelf(target.expression);
		return ts.isIdentifier(target) && !ts.isClassLike(holder);
	});
}

function isStep(node: ts.Node): node is ts.BinaryExpression | ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
	if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
		return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
	return ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind);
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
	kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
