import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import type {Handler} from '../flow/handlers.ts';
import {bodyOf, collectShallow, isInside} from '../flow/traverse.ts';
import {isFunctionNode} from '../walk.ts';

/** `undefined` is an answer where the function gives a value, and says that it may also give none: by its type or elsewhere. */
export function answersUndefined({form, node}: Handler): boolean {
	if (form !== 'catch') return false;
	const fn = around(node);
	if (!fn) return false;
	const others = collectShallow(bodyOf(fn), ts.isReturnStatement).flatMap(({expression}) =>
		expression && !isInside(expression, node) ? [bare(expression)] : [],
	);
	const gives = others.some(value => !isNone(value));
	return gives && (others.some(isNone) || allowsUndefined(fn.type));
}

function around(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
	let at = node.parent;
	while (!isFunctionNode(at)) at = at.parent;
	return ts.isSourceFile(at) || ts.isClassStaticBlockDeclaration(at) ? undefined : at;
}

const isNone = (node: ts.Expression): boolean =>
	(ts.isIdentifier(node) && node.text === 'undefined') || ts.isVoidExpression(node);

/** `string | undefined`, `Promise<string | undefined>`. */
function allowsUndefined(type: ts.TypeNode | undefined): boolean {
	if (!type) return false;
	if (ts.isTypeReferenceNode(type) && /^(Promise|PromiseLike)$/.test(type.typeName.getText()))
		return allowsUndefined(type.typeArguments?.[0]);
	return ts.isUnionTypeNode(type) && type.types.some(({kind}) => kind === ts.SyntaxKind.UndefinedKeyword);
}
