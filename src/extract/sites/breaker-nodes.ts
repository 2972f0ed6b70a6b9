import {ts} from '@ts-morph/common';
import {any, hit} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {ArcDraft, Certainty, SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {exitsOf} from '../flow/exits.ts';
import type {Handler} from '../flow/handlers.ts';
import {bodyOf, calleeName, collectDeep, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, placeOfStatement} from '../places.ts';
import {type FileIndex, nodesOf, within} from '../walk.ts';
import {some} from './attempts.ts';
import {derived, draftOf, unseen} from './draft.ts';
import type {Holder} from './holder.ts';
import {functionAtTop} from './holder-module.ts';
import {lastName, speaksOf} from './holder-names.ts';
import {functionAround, nameAround} from './named-functions.ts';
import {readsClock} from './timeout-clock.ts';

const AVOIDED =
	/^(dead|down|unhealthy|blacklist\w*|quarantin\w*|cool(ing)?|cooldown|suspend\w*|eject\w*|tripped|unavailable|broken|circuit)$/;
/** A failure that is only waited for: the next try has its time, and whoever is told to slow down is no less alive. */
const PACED =
	/^(retry|retries|reconnect|back|backoff|attempts?|next|schedule\w*|poll|refresh|rate|throttl\w*|limit\w*|renew)$/;
const FAILING = /^(dead|down|fail\w*|errors?|unhealthy|suspend|eject|trip|mark|block|bad|disable)$/;

interface Mark {
	node: ts.Node;
	/** Under which name the moment is kept. */
	name: string;
	/** It stands in a handler; else only the name of the function around it speaks of failure. */
	handled: boolean;
}

/**
 * Nodes or hosts that are avoided until some moment after they failed: the moment is set on failure, and compared with the
 * clock before the next call. Without states that have names it is a breaker all the same.
 */
export function extractAvoidance(
	index: FileIndex,
	holder: Holder,
	handlers: readonly Handler[],
): SiteDraft | undefined {
	const marks = marksIn(index, holder.node)
		.map(mark => ({...mark, handled: handlers.some(({body}) => body.some(part => isInside(mark.node, part)))}))
		.filter(({node, handled}) => handled || speaksOf(nameAround(node), FAILING));
	if (marks.length === 0) return undefined;
	const names = new Set(marks.map(({name}) => name));
	const tests = testsOf(index, holder.node, names);
	const used = marks.filter(({name}) => tests.some(test => mentionsMoment(test, name)));
	const certainty = certaintyOf(holder, used, tests);
	if (!certainty) return undefined;
	return draftOf(index, {
		kind: 'circuit-breaker',
		node: ts.isSourceFile(holder.at) ? (functionAtTop(tests[0]!) ?? holder.at) : holder.at,
		certainty,
		operations: [],
		operation: 'external',
		arcs: arcsOf(index, used, tests),
		form: 'breaker nodes',
		within: holder.node,
	});
}

function certaintyOf(
	{node}: Holder,
	marks: readonly Mark[],
	tests: readonly ts.BinaryExpression[],
): Certainty | undefined {
	if (marks.every(({name}) => speaksOf(name, PACED))) return 'possible';
	const isAvoided = some([node], inner => ts.isIdentifier(inner) && speaksOf(inner.text, AVOIDED));
	// A user who is locked out for a while has failed, too, but nobody calls a user.
	const isRefused = marks.some(({handled}) => handled) && tests.some(test => refusalsUnder(test).length > 0);
	return isAvoided || isRefused ? 'likely' : undefined;
}

/** `node.deadUntil = Date.now() + ms`, `deadUntil.set(host, now + ms)`: not where something is made, only where it changes. */
function marksIn(index: FileIndex, root: ts.Node): Array<Omit<Mark, 'handled'>> {
	const isLater = (value: ts.Expression): boolean => {
		const sum = bare(value);
		if (ts.isObjectLiteralExpression(sum))
			return sum.properties.some(property => ts.isPropertyAssignment(property) && isLater(property.initializer));
		return (
			ts.isBinaryExpression(sum) &&
			sum.operatorToken.kind === ts.SyntaxKind.PlusToken &&
			(readsClock(index, sum.left) || readsClock(index, sum.right))
		);
	};
	const assigned = binariesIn(index, root).flatMap(node => {
		const {left, right, operatorToken} = node;
		if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !isLater(right)) return [];
		return [{node, name: lastName(left)}];
	});
	const kept = within(index.calls, root).flatMap(node => {
		const value = ts.isCallExpression(node) && calleeName(node) === 'set' ? node.arguments[1] : undefined;
		if (!value || !isLater(value) || !ts.isPropertyAccessExpression(node.expression)) return [];
		return [{node, name: lastName(node.expression.expression)}];
	});
	return [...assigned, ...kept].filter(({name}) => name !== '');
}

const binariesIn = (index: FileIndex, root: ts.Node): ts.BinaryExpression[] =>
	within(nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression), root);

/** Comparisons of the clock with such a moment. */
function testsOf(index: FileIndex, root: ts.Node, names: ReadonlySet<string>): ts.BinaryExpression[] {
	return binariesIn(index, root).filter(
		node =>
			/^[<>]=?$/.test(node.operatorToken.getText()) &&
			(readsClock(index, node.left) || readsClock(index, node.right)) &&
			[...names].some(name => mentionsMoment(node, name)),
	);
}

const mentionsMoment = (test: ts.BinaryExpression, name: string): boolean =>
	some([test.left, test.right], inner => ts.isExpression(inner) && lastName(inner) === name) || readsEntry(test, name);

/** `const until = deadUntil.get(host); if (now < until) …`. */
function readsEntry(test: ts.BinaryExpression, name: string): boolean {
	const fn = functionAround(test);
	if (!fn) return false;
	return collectDeep(bodyOf(fn), ts.isVariableDeclaration).some(
		({name: bound, initializer}) =>
			initializer !== undefined &&
			some([initializer], inner => ts.isIdentifier(inner) && inner.text === name) &&
			some([test], inner => ts.isIdentifier(inner) && inner.text === bound.getText()),
	);
}

/** What is thrown or rejected while the moment has not come. A return may as well mean that nothing is to be revived yet. */
function refusalsUnder(test: ts.BinaryExpression): ts.Statement[] {
	let at: ts.Node = test;
	while (ts.isParenthesizedExpression(at.parent) || isAnd(at.parent)) at = at.parent;
	const {parent} = at;
	if (!ts.isIfStatement(parent) || parent.expression !== at) return [];
	return exitsOf([parent.thenStatement], new Set()).map(({statement}) => statement);
}

const isAnd = (node: ts.Node): boolean =>
	ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;

function arcsOf(index: FileIndex, marks: readonly Mark[], tests: readonly ts.BinaryExpression[]): ArcDraft[] {
	const entry = functionAround(tests[0]!);
	const needs = entry ? hit(placeOfFunction(index, entry)) : hit(placeOfExecution(index, tests[0]!));
	const tripped = marks.map(({node}) => placeOfExecution(index, node));
	const trip = any(...tripped.map(hit));
	const refused = tests
		.flatMap(refusalsUnder)
		.map(statement => placeOfStatement(index, statement))
		.filter((place): place is Place => place !== undefined);
	return [
		{arc: 'trip', needs, fires: trip, reading: 'transition', witnesses: tripped},
		refused.length > 0
			? {arc: 'reject', needs, fires: any(...refused.map(hit)), reading: 'exit', witnesses: refused}
			: unseen('reject', needs),
		derived('probe-recover', needs, trip),
		derived('probe-fail', needs, trip),
	];
}
