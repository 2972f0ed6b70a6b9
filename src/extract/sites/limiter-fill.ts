import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {calleeName, collectShallow, isCall} from '../flow/traverse.ts';
import {placeOfExecution} from '../places.ts';
import {type FileIndex, nodesOf} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf, unseen} from './draft.ts';
import {lastName, speaksOf} from './holder-names.ts';
import {functionAround, holderOf, namedOutside} from './named-functions.ts';

/** `while (running.size < concurrency) running.add(start())`: as many as may run are started, and no more. */
export function extractFilledLimiters(index: FileIndex): SiteDraft[] {
	return nodesOf<ts.WhileStatement>(index, ts.SyntaxKind.WhileStatement).flatMap(loop => {
		const inner = functionAround(loop);
		const filled = collectShallow([loop.statement], ts.isCallExpression).some(
			call => /^(add|push|set)$/.test(calleeName(call)) && startsOne(call, loop) && isBounded(loop.expression, call),
		);
		if (!inner || !filled) return [];
		return [
			draftOf(index, {
				kind: 'limiter',
				node: holderOf(namedOutside(inner)),
				owner: inner,
				certainty: 'likely',
				operations: [],
				operation: 'external',
				arcs: [unseen('saturate', hit(placeOfExecution(index, loop)))],
				form: 'limiter fill',
			}),
		];
	});
}

/** What is added was started here and nobody waits for it here. */
function startsOne(add: ts.CallExpression, loop: ts.WhileStatement): boolean {
	const given = add.arguments.at(-1);
	const value = given && bare(given);
	if (!value) return false;
	if (ts.isCallExpression(value)) return true;
	if (!ts.isIdentifier(value)) return false;
	const isSame = (node: ts.Node) => ts.isIdentifier(node) && node.text === value.text;
	const held = collectShallow([loop.statement], ts.isVariableDeclaration).find(({name}) => isSame(name));
	const init = held?.initializer && bare(held.initializer);
	if (!init || !ts.isCallExpression(init)) return false;
	return !some([loop.statement], node => ts.isAwaitExpression(node) && isSame(bare(node.expression)));
}

const RUNNING = /^(running|active|pending|executing|inflight|flight|processing|started|working)$/;
const MOST = /^(concurren\w*|parallel\w*)$/;

/** The number of those that run against how many may: both by what they are called. */
function isBounded(condition: ts.Expression, add: ts.CallExpression): boolean {
	const {expression} = add;
	if (!ts.isPropertyAccessExpression(expression)) return false;
	const list = expression.expression;
	return some([condition], node => {
		if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.LessThanToken) return false;
		const isOfList = sizedBy(node.left)?.getText() === list.getText();
		if (speaksOf(lastName(node.right), MOST)) return true;
		return isOfList && speaksOf(lastName(list), RUNNING);
	});
}

/** `x` of `x.size`, `x.length`, `x.count()`. */
function sizedBy(node: ts.Expression): ts.Expression | undefined {
	const value = bare(node);
	const member = isCall(value) ? value.expression : value;
	return ts.isPropertyAccessExpression(member) ? member.expression : undefined;
}
