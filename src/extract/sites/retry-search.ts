import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {calleeName, collectShallow, isCall} from '../flow/traverse.ts';

/** `if (await verify(body, key)) return`: each item is asked whether it is the one; that it is not is no failure. */
export function asksWhetherFits(block: ts.Block): boolean {
	const exits = collectShallow([block], ts.isIfStatement).filter(
		({thenStatement}) => !completionOf([thenStatement]).normal,
	);
	return exits.length > 0 && exits.every(({expression}) => isFit(block, bare(expression)));
}

function isFit(block: ts.Block, condition: ts.Expression): boolean {
	if (ts.isIdentifier(condition)) {
		const bound = collectShallow([block], ts.isVariableDeclaration).find(
			({name}) => ts.isIdentifier(name) && name.text === condition.text,
		)?.initializer;
		return bound !== undefined && bare(bound) !== condition && isQuestion(bare(bound));
	}
	return isQuestion(condition);
}

function isQuestion(node: ts.Expression): boolean {
	const call = ts.isAwaitExpression(node) ? bare(node.expression) : node;
	return isCall(call) && QUESTION.test(calleeName(call));
}

const QUESTION = /^(is|has|accepts|compare|equals|match|matches|valid|validate|verify|check|test)([A-Z]|$)/;
