import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {isSelf} from '../flow/local-functions.ts';
import {calleeName} from '../flow/traverse.ts';
import {placeOfFunction} from '../places.ts';
import {type FileIndex, nodesOf} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf, unseen} from './draft.ts';

/**
 * A class that works on one item at a time: who adds one starts it where nothing is under way, taking one marks the class
 * busy, and the end of the work takes the next. That somebody waits no line shows: all items go through the list.
 */
export function extractSerialQueues(index: FileIndex): SiteDraft[] {
	const classes = [
		...nodesOf<ts.ClassLikeDeclaration>(index, ts.SyntaxKind.ClassDeclaration),
		...nodesOf<ts.ClassLikeDeclaration>(index, ts.SyntaxKind.ClassExpression),
	];
	return classes.flatMap(node => {
		const methods = node.members.filter(ts.isMethodDeclaration).filter(({body}) => body);
		const entry = methods.find(next => methods.some(adds => startsWhenIdle(adds, next, methods)));
		if (!entry) return [];
		return [
			draftOf(index, {
				kind: 'limiter',
				node,
				certainty: 'likely',
				operations: [],
				operation: 'external',
				arcs: [unseen('saturate', hit(placeOfFunction(index, entry)))],
				form: 'limiter serial',
			}),
		];
	});
}

function startsWhenIdle(
	adds: ts.MethodDeclaration,
	next: ts.MethodDeclaration,
	methods: readonly ts.MethodDeclaration[],
): boolean {
	if (adds === next) return false;
	const isNext = (node: ts.Node) =>
		ts.isCallExpression(node) && memberOf(node.expression) === (next.name as ts.Identifier).text;
	let busy = '';
	some([adds], node => {
		if (ts.isIfStatement(node) && some([node.thenStatement], isNext)) busy ||= idleTest(node.expression);
		return false;
	});
	if (!busy || !some([next], node => setsMember(node, busy, false))) return false;
	const list = takenIn(next);
	if (!list || !some([adds], node => addsTo(node, list))) return false;
	return methods.some(
		done =>
			done !== adds && done !== next && some([done], node => setsMember(node, busy, true)) && some([done], isNext),
	);
}

const memberOf = (node: ts.Expression): string => {
	const at = bare(node);
	return ts.isPropertyAccessExpression(at) && isSelf(at.expression) ? at.name.text : '';
};

/** `busy` of `!this.busy`, `this.busy === null`. */
function idleTest(condition: ts.Expression): string {
	const test = bare(condition);
	if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken)
		return memberOf(test.operand);
	const isNone =
		ts.isBinaryExpression(test) && /^===?$/.test(test.operatorToken.getText()) && NONE.test(test.right.getText());
	return isNone ? memberOf(test.left) : '';
}

const NONE = /^(null|undefined|false)$/;

const setsMember = (node: ts.Node, name: string, toNone: boolean): boolean =>
	ts.isBinaryExpression(node) &&
	node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
	memberOf(node.left) === name &&
	NONE.test(node.right.getText()) === toNone;

/** The member of which one is taken. */
function takenIn(fn: ts.MethodDeclaration): string {
	let found = '';
	some([fn], node => {
		const isTaking = ts.isCallExpression(node) && /^(shift|pop|dequeue)$/.test(calleeName(node));
		if (isTaking && ts.isPropertyAccessExpression(node.expression)) found ||= memberOf(node.expression.expression);
		return found !== '';
	});
	return found;
}

const addsTo = (node: ts.Node, list: string): boolean =>
	ts.isCallExpression(node) &&
	/^(push|unshift|concat|enqueue)$/.test(calleeName(node)) &&
	ts.isPropertyAccessExpression(node.expression) &&
	memberOf(node.expression.expression) === list;
