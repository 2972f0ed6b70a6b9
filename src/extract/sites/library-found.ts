import {ts} from '@ts-morph/common';
import type {FileIndex} from '../walk.ts';
import {resultOf} from './library-parameters.ts';

/** What a value is made of: an expression, or a method written in the object. */
export type ValueNode = ts.Expression | ts.MethodDeclaration;

/** What the file tells of one value. `unknown` is never guessed away. */
export type Found =
	/**
	 * `node`: where it is given. `shared`: other constructs may be given the same value. `open`: something that cannot
	 * be read may replace it (`{timeout: 5, ...options}`). `also`: what other callers of the function around it give.
	 */
	| {state: 'present'; value: ValueNode; node: ts.Node; shared: boolean; open?: boolean; also?: Found[]}
	| {state: 'absent'}
	| {state: 'unknown'};

export const ABSENT: Found = {state: 'absent'};
export const UNKNOWN: Found = {state: 'unknown'};

/** What one of several elements has; what others have may differ. */
export function firstOf(found: readonly Found[]): Found {
	const given = found.find(each => each.state === 'present');
	return given ?? (found.every(each => each.state === 'absent') ? ABSENT : UNKNOWN);
}

type Present = Extract<Found, {state: 'present'}>;

/** Some callers give it in what is spread, some do not: then what stands before the spread counts. */
export const isPartial = (property: ts.ObjectLiteralElementLike, {also}: Present): boolean =>
	ts.isSpreadAssignment(property) && (also?.some(({state}) => state !== 'present') ?? false);

export function withoutOthers({also: _, ...found}: Present): Found {
	return {...found, open: true};
}

export function givenBy(property: ts.ObjectLiteralElementLike): ValueNode | undefined {
	if (ts.isPropertyAssignment(property)) return property.initializer;
	if (ts.isShorthandPropertyAssignment(property)) return property.name;
	return ts.isMethodDeclaration(property) ? property : undefined;
}

export function readCall(index: FileIndex, call: ts.CallExpression, go: (next: ts.Expression) => Found): Found {
	const made = resultOf(index, call);
	if (made) return go(made);
	const callee = call.expression;
	const isObject =
		ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'Object';
	if (!isObject) return UNKNOWN;
	if (callee.name.text === 'freeze' && call.arguments[0]) return go(call.arguments[0]);
	if (callee.name.text !== 'assign') return UNKNOWN;
	for (const argument of [...call.arguments].reverse()) {
		const found = ts.isSpreadElement(argument) ? UNKNOWN : go(argument);
		if (found.state !== 'absent') return found;
	}
	return ABSENT;
}

export const YIELDS_EITHER: ReadonlySet<ts.SyntaxKind | undefined> = new Set([
	ts.SyntaxKind.BarBarToken,
	ts.SyntaxKind.QuestionQuestionToken,
]);

/** `options ?? defaults`: the left one wherever it is given. */
export function readEither(object: ts.Expression, go: (next: ts.Expression) => Found): Found {
	const {left, right} = object as ts.BinaryExpression;
	const one = go(left);
	if (one.state === 'present' && !one.open && !one.also) return one;
	const other = go(right);
	if (one.state === 'present') return {...one, open: true};
	return other.state === 'present' ? {...other, open: true} : UNKNOWN;
}

export function either(one: Found, other: Found): Found {
	if (one.state === 'present') return one;
	if (other.state === 'present') return other;
	return one.state === 'absent' && other.state === 'absent' ? ABSENT : UNKNOWN;
}

/** Neither an object nor something that may turn out to be one. */
export const isPlain = (node: ts.Expression): boolean =>
	ts.isLiteralExpression(node) ||
	ts.isArrowFunction(node) ||
	ts.isFunctionExpression(node) ||
	ts.isArrayLiteralExpression(node) ||
	ts.isPrefixUnaryExpression(node) ||
	node.kind === ts.SyntaxKind.TrueKeyword ||
	node.kind === ts.SyntaxKind.FalseKeyword ||
	node.kind === ts.SyntaxKind.NullKeyword;
