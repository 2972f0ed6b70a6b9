import {ts} from '@ts-morph/common';
import {all, any, type Condition, followed, hit, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {Step, Succession} from '../../model/sequence.ts';
import type {ArcDraft, Certainty, SiteDraft} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {guardsOf} from '../flow/exits.ts';
import {bodyOf, calleeName, isCall, visitDeep} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {enclosingFunction, type FileIndex, type FunctionNode, isFunctionNode, nodesOf, within} from '../walk.ts';
import {some} from './attempts.ts';
import {isOnlyIn, type State, stateName} from './breaker-states.ts';
import {draftOf, unseen} from './draft.ts';
import type {Holder} from './holder.ts';
import {callersOf} from './holder-callers.ts';
import {functionAtTop} from './holder-module.ts';
import {speaksOf} from './holder-names.ts';

interface Transition {
	/** The assignment, or the call of a method that does nothing but assign. */
	node: ts.Node;
	to: State;
	/** The state that the conditions around it ask for, where they do. */
	from?: State;
	/** Nobody in the holder calls it. */
	by?: 'hand';
}

/** After failures, stops calling a dependency for a while: a state set on failure, tested before the operation, reset by time. */
export function extractBreaker(index: FileIndex, holder: Holder): SiteDraft | undefined {
	const transitions = transitionsOf(index, holder.node);
	const certainty = certaintyOf(holder, transitions);
	if (!certainty) return undefined;
	const refusals = refusalsOf(index, holder.node);
	const first = transitions.find(({to}) => to === 'open');
	const needs = refusals[0]
		? hit(placeOfFunction(index, operationAround(refusals[0].node)))
		: any(...entriesTo(first?.node ?? holder.node, holder.node).map(fn => hit(placeOfFunction(index, fn))));
	const arcs = arcsOf(
		index,
		transitions,
		refusals.map(({place}) => place),
		needs,
	);
	return draftOf(index, {
		kind: 'circuit-breaker',
		node: ts.isSourceFile(holder.at) ? (functionAtTop(refusals[0]?.node ?? first!.node) ?? holder.at) : holder.at,
		certainty,
		operations: [],
		operation: 'external',
		arcs,
		form: 'breaker',
		within: holder.node,
	});
}

/** `fire() { … this.fail() }`, `fail() { this.trip() }`: that nothing failed does not mean that nothing was called. */
function entriesTo(node: ts.Node, holder: ts.Node, depth = 0): FunctionNode[] {
	const callers = depth < 4 ? callersOf(node, holder) : [];
	return [operationAround(node), ...callers.flatMap(call => entriesTo(call, holder, depth + 1))];
}

const operationAround = (node: ts.Node) => enclosingFunction(isFunctionNode(node) ? (node.parent ?? node) : node);

function certaintyOf({name, node}: Holder, transitions: readonly Transition[]): Certainty | undefined {
	const named = speaksOf(name, /breaker|circuit/);
	const opens = transitions.some(({to}) => to === 'open');
	const others = transitions.some(({to}) => to !== 'open');
	if (!opens || !others) return undefined;
	const counts = some([node], inner => ts.isIdentifier(inner) && /fail|error|consecutive/i.test(inner.text));
	const times = some(
		[node],
		inner =>
			(isCall(inner) && /^(setTimeout|now|getTime)$/.test(calleeName(inner))) ||
			(ts.isNewExpression(inner) && inner.expression.getText() === 'Date'),
	);
	if (named && times) return 'sure';
	// A connection has open and closed too: without failures counted and time measured it is none.
	return counts && times && transitions.some(({to}) => to === 'half-open')
		? 'likely'
		: named && counts
			? 'likely'
			: undefined;
}

const STATE_FIELD = /state|status|mode|open|tripped/i;

/** Assignments of a state whose value names open, half-open or closed. */
function transitionsOf(index: FileIndex, holder: ts.Node): Transition[] {
	const found: Transition[] = [];
	for (const node of within(nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression), holder)) {
		if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !STATE_FIELD.test(node.left.getText())) continue;
		const to = stateOf(node.right, node.left.getText());
		if (to) found.push(...transitionsAt(node, to, holder));
	}
	// A method that only opens and that nobody here calls is a control for operators, unless nothing else opens.
	const driven = found.filter(({by}) => by !== 'hand');
	return driven.some(({to}) => to === 'open') ? driven : found;
}

/** A method that only assigns the state tells nothing of who called it: its calls are the transitions. */
function transitionsAt(node: ts.Node, to: State, holder: ts.Node): Transition[] {
	const fn = enclosingFunction(node);
	const from = (at: ts.Node): State | undefined => (isOnlyIn('half-open', at, holder) ? 'half-open' : undefined);
	if (ts.isConstructorDeclaration(fn)) return to === 'open' ? [] : [{node, to}];
	const isPlain = ts.isMethodDeclaration(fn) && isUnconditional(node, fn);
	const callers = isPlain ? callersOf(node, holder) : [];
	const places = callers.length > 0 ? callers : [node];
	return places.map(at => ({
		node: at,
		to,
		from: from(at),
		...(to === 'open' && isByHand(at, holder) && {by: 'hand' as const}),
	}));
}

/** `forceOpen() { this.open(); }`: whoever calls it from outside need not have seen a failure. */
function isByHand(node: ts.Node, holder: ts.Node): boolean {
	const fn = enclosingFunction(node);
	if (!ts.isMethodDeclaration(fn) || /fail|error/i.test(fn.name.getText())) return false;
	return isUnconditional(node, fn) && callersOf(node, holder).length === 0;
}

function isUnconditional(node: ts.Node, fn: ts.MethodDeclaration): boolean {
	const before = bodyOf(fn).filter(statement => statement.end <= node.pos);
	return (
		guardsOf(node, fn).length === 0 && completionOf(before as ts.Statement[]).normal && !before.some(ts.isIfStatement)
	);
}

function stateOf(value: ts.Expression, target = ''): State | undefined {
	if (value.kind === ts.SyntaxKind.TrueKeyword)
		return /open|tripped/i.test(target) && !/half/i.test(target) ? 'open' : undefined;
	if (value.kind === ts.SyntaxKind.FalseKeyword)
		return /open|tripped/i.test(target) && !/half/i.test(target) ? 'closed' : undefined;
	if (ts.isObjectLiteralExpression(value)) {
		for (const property of value.properties) {
			const state = ts.isPropertyAssignment(property) ? stateName(property.initializer) : undefined;
			if (state) return state;
		}
		return undefined;
	}
	// A variable made elsewhere (`halfOpenState`) names the state as well as a constant does.
	return stateName(value);
}

interface Refusal {
	node: ts.Node;
	place: Place;
}

/** Throws and rejections under a test for the open state. */
function refusalsOf(index: FileIndex, holder: ts.Node): Refusal[] {
	const found: Refusal[] = [];
	visitDeep(holder, node => {
		// What is thrown after the operation failed refuses nothing.
		if (ts.isCatchClause(node)) return false;
		const refuses =
			ts.isThrowStatement(node) ||
			(isCall(node) && calleeName(node) === 'reject') ||
			(ts.isReturnStatement(node) &&
				node.expression !== undefined &&
				/reject|fallback|Error/i.test(node.expression.getText()));
		if (refuses && isOnlyIn('open', node, holder)) found.push({node, place: placeOfExecution(index, node)});
		return true;
	});
	return found;
}

function arcsOf(
	index: FileIndex,
	transitions: readonly Transition[],
	refusals: readonly Place[],
	needs: Condition,
): ArcDraft[] {
	const placesTo = (to: State, from?: State) =>
		transitions
			.filter(transition => transition.to === to && (from === undefined || transition.from === from))
			.map(({node}) => placeOfExecution(index, node));
	const opened = placesTo('open');
	const firstOpened = transitions
		.filter(({to, from}) => to === 'open' && from !== 'half-open')
		.map(({node}) => placeOfExecution(index, node));
	// The first opening is always a trip, whoever else opens it later.
	const tripPlaces = firstOpened.length > 0 ? firstOpened : opened;
	const trip = any(...tripPlaces.map(hit));
	const arcs: ArcDraft[] = [{arc: 'trip', needs, fires: trip, reading: 'transition', witnesses: tripPlaces}];
	arcs.push(
		refusals.length > 0
			? {arc: 'reject', needs, fires: any(...refusals.map(hit)), reading: 'exit', witnesses: [...refusals]}
			: unseen('reject', needs),
	);
	arcs.push(
		probe(
			'probe-recover',
			needs,
			trip,
			placesTo('closed', 'half-open'),
			[placesTo('half-open'), placesTo('closed')],
			endOfTrial(index, transitions, 'closed'),
		),
	);
	arcs.push(
		probe(
			'probe-fail',
			needs,
			trip,
			placesTo('open', 'half-open'),
			[placesTo('half-open')],
			endOfTrial(index, transitions, 'open'),
		),
	);
	return arcs;
}

/** Sound where a transition asks for half-open itself; else only that nothing opened (or closed) proves it unfired. */
/** The object whose state changes: `this`, or a name. */
function stepsOf(index: FileIndex, nodes: readonly ts.Node[]): Step[] | undefined {
	const steps = nodes.map(node => {
		const target = ts.isBinaryExpression(node) ? node.left : ts.isCallExpression(node) ? node.expression : undefined;
		const holds = target && (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target));
		const of = holds ? target.expression : undefined;
		if (!of || !(ts.isIdentifier(of) || of.kind === ts.SyntaxKind.ThisKeyword)) return undefined;
		return {at: placeOfExecution(index, node), of: of.getText()};
	});
	return steps.length > 0 && steps.every(step => step !== undefined) ? (steps as Step[]) : undefined;
}

/** Half-open, and then open or closed again before anything else: of one object. */
function endOfTrial(index: FileIndex, transitions: readonly Transition[], to: State): Succession | undefined {
	const nodesTo = (...states: State[]) =>
		transitions.filter(transition => states.includes(transition.to)).map(({node}) => node);
	const first = stepsOf(index, nodesTo('half-open'));
	const after = stepsOf(index, nodesTo(to));
	const until = stepsOf(index, nodesTo(to === 'open' ? 'closed' : 'open'));
	return first && after && until && {file: index.file, first, after, until};
}

function probe(
	arc: 'probe-recover' | 'probe-fail',
	needs: Condition,
	trip: Condition,
	own: readonly Place[],
	steps: ReadonlyArray<readonly Place[]>,
	trial: Succession | undefined,
): ArcDraft {
	if (own.length > 0) return {arc, needs, fires: any(...own.map(hit)), reading: 'transition', witnesses: [...own]};
	// Each step that the code has must have been taken; that all were does not yet tell by whom.
	const taken = steps.filter(places => places.length > 0).map(places => any(...places.map(hit)));
	const could = all(trip, ...taken, signal(arc));
	return {arc, needs, fires: followed(could, trial), reading: 'derived', witnesses: []};
}
