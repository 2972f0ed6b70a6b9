import {ts} from '@ts-morph/common';
import type {Literal} from '../../model/rule.ts';
import {bare} from '../flow/bare.ts';
import {keyText} from '../functions.ts';
import {assignedTo} from '../origins.ts';
import {fieldValues, isNothing} from '../origins-fields.ts';
import type {Declaration} from '../scopes.ts';
import {declarationOf, type FileIndex, referencesTo} from '../walk.ts';
import {elementsOf} from './library-lists.ts';
import {argumentsFor} from './library-parameters.ts';

/** What a value is made of: an expression, or a method written in the object. */
export type ValueNode = ts.Expression | ts.MethodDeclaration;

/** What the file tells of one value. `unknown` is never guessed away. */
export type Found =
	/**
	 * `node`: where it is given. `shared`: other constructs may be given the same value. `open`: something that cannot
	 * be read may replace it (`{timeout: 5, ...options}`).
	 */
	| {state: 'present'; value: ValueNode; node: ts.Node; shared: boolean; open?: boolean}
	| {state: 'absent'}
	| {state: 'unknown'};

const ABSENT: Found = {state: 'absent'};
const UNKNOWN: Found = {state: 'unknown'};
const DEEPEST = 8;
const MOST_HOPS = 3;

/** The value itself for no keys, else the option at `keys` in the object that it is. */
export function readValue(
	index: FileIndex,
	value: ValueNode,
	keys: readonly string[],
	node: ts.Node = value,
	shared = false,
	depth = 0,
): Found {
	if (!ts.isMethodDeclaration(value) && isNothing(value) && bare(value).kind !== ts.SyntaxKind.NullKeyword)
		return ABSENT;
	if (keys.length === 0) return {state: 'present', value, node, shared};
	if (depth > DEEPEST) return UNKNOWN;
	if (ts.isMethodDeclaration(value)) return ABSENT;
	const object = bare(value);
	const go = (next: ts.Expression, nowShared = shared) => readValue(index, next, keys, node, nowShared, depth + 1);
	const elements = keys[0] === '*' ? elementsOf(index, object) : undefined;
	if (elements) return firstOf(elements.map(next => readValue(index, next, keys.slice(1), next, shared, depth + 1)));
	if (ts.isObjectLiteralExpression(object)) return readProperty(index, object, keys, shared, depth);
	if (ts.isIdentifier(object)) return readVariable(index, object, keys, shared, depth);
	if (ts.isPropertyAccessExpression(object) && object.expression.kind === ts.SyntaxKind.ThisKeyword) {
		const {values} = fieldValues(index, object, object.name.text);
		return values.length === 1 ? go(values[0]!, true) : UNKNOWN;
	}
	if (ts.isConditionalExpression(object)) return either(go(object.whenTrue), go(object.whenFalse));
	if (ts.isBinaryExpression(object) && object.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
		return either(go(object.right), ABSENT);
	}
	if (ts.isCallExpression(object)) return readCall(object, go);
	return isPlain(object) && keys[0] !== '*' ? ABSENT : UNKNOWN;
}

/** What one of several elements has; what others have may differ. */
function firstOf(found: readonly Found[]): Found {
	const given = found.find(each => each.state === 'present');
	return given ?? (found.every(each => each.state === 'absent') ? ABSENT : UNKNOWN);
}

function readProperty(
	index: FileIndex,
	object: ts.ObjectLiteralExpression,
	keys: readonly string[],
	shared: boolean,
	depth: number,
): Found {
	const [key, ...rest] = keys;
	let open = false;
	// A later property wins over an earlier one, and over what is spread before it.
	for (const property of [...object.properties].reverse()) {
		const found = ts.isSpreadAssignment(property)
			? readValue(index, property.expression, keys, property, shared, depth + 1)
			: readNamed(index, property, key!, rest, shared, depth);
		if (found?.state === 'present') return open ? {...found, open} : found;
		if (found?.state === 'unknown') open = true;
		else if (found && !ts.isSpreadAssignment(property)) return open ? UNKNOWN : ABSENT;
	}
	return open ? UNKNOWN : ABSENT;
}

/** Undefined for a property of another name. */
function readNamed(
	index: FileIndex,
	property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>,
	key: string,
	rest: readonly string[],
	shared: boolean,
	depth: number,
): Found | undefined {
	const name = keyText(property.name);
	if (name === undefined) return UNKNOWN;
	if (name !== key) return undefined;
	const value = givenBy(property);
	return value ? readValue(index, value, rest, property, shared, depth + 1) : UNKNOWN;
}

function givenBy(property: ts.ObjectLiteralElementLike): ValueNode | undefined {
	if (ts.isPropertyAssignment(property)) return property.initializer;
	if (ts.isShorthandPropertyAssignment(property)) return property.name;
	return ts.isMethodDeclaration(property) ? property : undefined;
}

function readVariable(
	index: FileIndex,
	name: ts.Identifier,
	keys: readonly string[],
	shared: boolean,
	depth: number,
): Found {
	const declaration = declarationOf(index, name);
	if (declaration?.kind === 'parameter') return readParameter(index, declaration.node, keys, depth);
	if (declaration?.kind !== 'variable' || !declaration.node.initializer) return UNKNOWN;
	if (assignedTo(index, declaration).length > 0) return UNKNOWN;
	const nowShared = shared || isUsedElsewhere(index, declaration);
	const later = memberAssignments(index, declaration, keys[0]!);
	if (later.length > 1) return UNKNOWN;
	if (later.length === 1) {
		return readValue(index, later[0]!.right, keys.slice(1), later[0]!, nowShared, depth + 1);
	}
	return readValue(index, declaration.node.initializer, keys, name, nowShared, depth + 1);
}

/**
 * What this file's callers give to a function that hands it on. Others may give something else, so nothing but that it is
 * given holds for sure, and nothing if none of them gives it.
 */
function readParameter(
	index: FileIndex,
	parameter: ts.ParameterDeclaration,
	keys: readonly string[],
	depth: number,
): Found {
	// Calls within calls within calls: few say more, all of them could be very many.
	if (depth > MOST_HOPS) return UNKNOWN;
	const given = argumentsFor(index, parameter).map(value => readValue(index, value, keys, value, true, depth + 1));
	const found = given.find(each => each.state === 'present');
	return found?.state === 'present' ? {...found, open: true} : UNKNOWN;
}

/** `options.key = value`, written after the object. */
function memberAssignments(index: FileIndex, declaration: Declaration, key: string): ts.BinaryExpression[] {
	return referencesTo(index, declaration).flatMap(({parent}) => {
		if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== key) return [];
		const assignment = parent.parent;
		const assigns = ts.isBinaryExpression(assignment) && assignment.left === parent;
		return assigns && assignment.operatorToken.kind === ts.SyntaxKind.EqualsToken ? [assignment] : [];
	});
}

/** Referenced more than once, or visible to other files. */
export function isUsedElsewhere(index: FileIndex, declaration: Declaration): boolean {
	if (isExported(index, declaration)) return true;
	return referencesTo(index, declaration).length > 1;
}

export function isExported(index: FileIndex, declaration: Declaration): boolean {
	const {name} = declaration;
	if ((index.identifiers.get(name.text) ?? []).some(({parent}) => ts.isExportSpecifier(parent))) return true;
	for (let at: ts.Node = declaration.name; at && !ts.isSourceFile(at); at = at.parent) {
		const modifiers = ts.canHaveModifiers(at) ? ts.getModifiers(at) : undefined;
		if (modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword)) return true;
		if (ts.isBlock(at)) return false;
	}
	return false;
}

function readCall(call: ts.CallExpression, go: (next: ts.Expression) => Found): Found {
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

function either(one: Found, other: Found): Found {
	if (one.state === 'present') return one;
	if (other.state === 'present') return other;
	return one.state === 'absent' && other.state === 'absent' ? ABSENT : UNKNOWN;
}

/** Neither an object nor something that may turn out to be one. */
const isPlain = (node: ts.Expression): boolean =>
	ts.isLiteralExpression(node) ||
	ts.isArrowFunction(node) ||
	ts.isFunctionExpression(node) ||
	ts.isArrayLiteralExpression(node) ||
	ts.isPrefixUnaryExpression(node) ||
	node.kind === ts.SyntaxKind.TrueKeyword ||
	node.kind === ts.SyntaxKind.FalseKeyword ||
	node.kind === ts.SyntaxKind.NullKeyword;

/** The value that stands in the file; undefined for a computed one. `Infinity` is that word, for JSON has no such number. */
export function literalOf(index: FileIndex, expression: ValueNode, depth = 0): {value: Literal} | undefined {
	if (ts.isMethodDeclaration(expression) || depth > DEEPEST) return undefined;
	const node = bare(expression);
	if (ts.isNumericLiteral(node)) return {value: Number(node.text)};
	if (ts.isStringLiteralLike(node)) return {value: node.text};
	if (node.kind === ts.SyntaxKind.TrueKeyword) return {value: true};
	if (node.kind === ts.SyntaxKind.FalseKeyword) return {value: false};
	if (node.kind === ts.SyntaxKind.NullKeyword) return {value: null};
	if (ts.isBinaryExpression(node)) return productOf(index, node, depth);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
		const inner = literalOf(index, node.operand, depth + 1);
		return typeof inner?.value === 'number' ? {value: -inner.value} : undefined;
	}
	if (ts.isPropertyAccessExpression(node)) {
		return node.name.text === 'POSITIVE_INFINITY' ? {value: 'Infinity'} : undefined;
	}
	return ts.isIdentifier(node) ? constantOf(index, node, depth) : undefined;
}

function constantOf(index: FileIndex, node: ts.Identifier, depth: number): {value: Literal} | undefined {
	const declaration = declarationOf(index, node);
	if (!declaration) return node.text === 'Infinity' ? {value: 'Infinity'} : undefined;
	if (declaration.kind !== 'variable' || !declaration.node.initializer) return undefined;
	if (assignedTo(index, declaration).length > 0) return undefined;
	return literalOf(index, declaration.node.initializer, depth + 1);
}

/** `5 * 60 * 1000`: only whether it is zero matters to the rules, so other operators are left alone. */
function productOf(index: FileIndex, node: ts.BinaryExpression, depth: number): {value: Literal} | undefined {
	if (node.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined;
	const left = literalOf(index, node.left, depth + 1)?.value;
	const right = literalOf(index, node.right, depth + 1)?.value;
	return typeof left === 'number' && typeof right === 'number' ? {value: left * right} : undefined;
}
