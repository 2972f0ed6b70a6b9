import {ts} from '@ts-morph/common';
import {declarationOf, enclosingFunction, type FileIndex, nodesOf, referencesTo} from '../walk.ts';
import {bare} from './bare.ts';
import {boundNames, isErrorName} from './error-names.ts';
import type {Handler} from './handlers.ts';
import {calleeName, isCall} from './traverse.ts';

export type Told = 'failed' | 'fine' | undefined;

/** What a name bound to the outcome of a call says: all of it, its error, that it went well, its status, or its value. */
type Role = 'result' | 'error' | 'fine' | 'status' | 'value';

/** A call that answers with a value where others throw, and the names that the answer is bound to. */
export interface Outcome {
	call: ts.Node;
	roles: Map<string, Role>;
}

/** What `const r = await f()`, `const [err, v] = await f()`, `const {data, error} = await f()` bind. */
export function outcomeOf(target: ts.Node, value: ts.Expression | undefined): Outcome | undefined {
	const call = value && awaitedCall(value);
	if (!call) return undefined;
	if (ts.isIdentifier(target)) {
		const role = /^(ok|success|succeeded|isOk)$/i.test(target.text) ? 'fine' : 'result';
		return {call, roles: new Map([[target.text, role]])};
	}
	if (ts.isArrayBindingPattern(target)) return ofTuple(call, target);
	return ts.isObjectBindingPattern(target) ? ofObject(call, target) : undefined;
}

function awaitedCall(value: ts.Expression): ts.Node | undefined {
	const node = bare(value);
	const inner =
		ts.isAwaitExpression(node) || ts.isYieldExpression(node) ? node.expression && bare(node.expression) : undefined;
	return inner && isCall(inner) ? inner : undefined;
}

/** Go style: the error comes first. Pairs whose first part is no error (`[state, setState]`) are none. */
function ofTuple(call: ts.Node, {elements}: ts.ArrayBindingPattern): Outcome | undefined {
	const [first, ...rest] = elements.map(element => (ts.isBindingElement(element) ? boundNames(element.name) : []));
	const [error] = first ?? [];
	if (!error || !isErrorName(error)) return undefined;
	return {call, roles: new Map([[error, 'error' as Role], ...rest.flat().map(name => [name, 'value'] as const)])};
}

function ofObject(call: ts.Node, {elements}: ts.ObjectBindingPattern): Outcome | undefined {
	const roles = new Map<string, Role>();
	for (const {name, propertyName} of elements) {
		const key = propertyName ?? name;
		if (ts.isIdentifier(name) && ts.isIdentifier(key)) roles.set(name.text, roleOfKey(key.text));
	}
	return [...roles.values()].some(role => role !== 'value') ? {call, roles} : undefined;
}

function roleOfKey(key: string): Role {
	if (FAILED_KEY.test(key)) return 'error';
	if (FINE_KEY.test(key)) return 'fine';
	return STATUS_KEY.test(key) ? 'status' : 'value';
}

const FAILED_KEY = /^(error|err|failed|isErr|isError)$/;
const FINE_KEY = /^(ok|success|isOk|succeeded)$/;
const STATUS_KEY = /^(status|statusCode|code)$/;

/** The outcome that a condition asks about, where it tells failure from success; nearest assignment before it. */
export function outcomeAsked(index: FileIndex, condition: ts.Expression): {outcome: Outcome; told: Told} | undefined {
	const names = new Map<string, ts.Identifier>();
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && !names.has(node.text)) names.set(node.text, node);
		ts.forEachChild(node, visit);
	};
	visit(condition);
	for (const name of names.values()) {
		const outcome = boundBefore(index, name, condition);
		const told = outcome && tellsFailure(condition, outcome);
		if (outcome && told) return {outcome, told};
	}
	return undefined;
}

function boundBefore(index: FileIndex, name: ts.Identifier, at: ts.Node): Outcome | undefined {
	const declaration = declarationOf(index, name);
	if (!declaration || (declaration.kind !== 'variable' && declaration.kind !== 'binding')) return undefined;
	const root = ts.isBindingElement(declaration.node) ? declaration.node.parent.parent : declaration.node;
	if (enclosingFunction(root) !== enclosingFunction(at)) return undefined;
	if (ts.isVariableDeclaration(root) && root.initializer) {
		const found = outcomeOf(root.name, root.initializer);
		if (found) return found;
	}
	return referencesTo(index, declaration)
		.filter(({parent}) => ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
		.filter(reference => (reference.parent as ts.BinaryExpression).left === reference)
		.flatMap(reference => outcomeOf(reference, (reference.parent as ts.BinaryExpression).right) ?? [])
		.at(-1);
}

/** `failed`: true of failed outcomes alone. `fine`: false of failed outcomes alone. */
export function tellsFailure(condition: ts.Expression, outcome: Outcome): Told {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
		const inner = tellsFailure(node.operand, outcome);
		return inner && (inner === 'failed' ? 'fine' : 'failed');
	}
	if (ts.isIdentifier(node)) return toldByRole(outcome.roles.get(node.text));
	if (ts.isBinaryExpression(node)) return toldByOperator(node, outcome);
	if (ts.isCallExpression(node)) return toldByCall(node, outcome);
	if (!ts.isPropertyAccessExpression(node) || roleOf(node.expression, outcome) !== 'result') return undefined;
	return toldByRole(roleOfKey(node.name.text));
}

const toldByRole = (role: Role | undefined): Told =>
	role === 'error' ? 'failed' : role === 'fine' ? 'fine' : undefined;

const roleOf = (node: ts.Expression, {roles}: Outcome): Role | undefined => {
	const at = bare(node);
	return ts.isIdentifier(at) ? roles.get(at.text) : undefined;
};

/** `r.isErr()`, `E.isLeft(r)`, `isOk(r)`. */
function toldByCall(node: ts.CallExpression, outcome: Outcome): Told {
	const name = calleeName(node);
	const asked = ts.isPropertyAccessExpression(node.expression) && roleOf(node.expression.expression, outcome);
	const given = node.arguments.length === 1 && roleOf(node.arguments[0]!, outcome);
	if (asked !== 'result' && given !== 'result') return undefined;
	if (/^(isErr|isError|isLeft|isFailure|isFail|isRejected)$/.test(name)) return 'failed';
	return /^(isOk|isRight|isSuccess)$/.test(name) ? 'fine' : undefined;
}

function toldByOperator(node: ts.BinaryExpression, outcome: Outcome): Told {
	const sides = () => [node.left, node.right].map(side => tellsFailure(side, outcome));
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.AmpersandAmpersandToken:
			return sides().includes('failed') ? 'failed' : sides().every(side => side === 'fine') ? 'fine' : undefined;
		case ts.SyntaxKind.BarBarToken:
			return sides().includes('fine') ? 'fine' : sides().every(side => side === 'failed') ? 'failed' : undefined;
		case ts.SyntaxKind.InKeyword:
			return roleOf(node.right, outcome) === 'result' && ts.isStringLiteral(node.left)
				? ofKey(node.left.text)
				: undefined;
		case ts.SyntaxKind.InstanceOfKeyword:
			return roleOf(node.left, outcome) === 'result' && /Error$/.test(node.right.getText()) ? 'failed' : undefined;
		default:
			return toldByComparison(node, outcome);
	}
}

const ofKey = (key: string): Told =>
	/^(success|value|ok|data)$/.test(key) ? 'fine' : /^(error|err|failure)$/.test(key) ? 'failed' : undefined;

/** `error !== null`, `r.ok === false`, `r.status >= 500`, `r._tag === 'Left'`. */
function toldByComparison({left, operatorToken: {kind}, right}: ts.BinaryExpression, outcome: Outcome): Told {
	const isEqual = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
	const isOther = kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
	if (isStatus(left, outcome) && ts.isNumericLiteral(right)) return ofStatus(kind, Number(right.text));
	if (!isEqual && !isOther) return undefined;
	const opposite = (told: Told): Told => told && (told === 'failed' ? 'fine' : 'failed');
	if (isTag(left, outcome) && ts.isStringLiteral(right)) {
		const told = /^(left|err|error|failure|rejected|failed)$/i.test(right.text) ? 'failed' : undefined;
		return isEqual ? told : opposite(told);
	}
	const told = tellsFailure(left, outcome);
	const isNone =
		right.kind === ts.SyntaxKind.NullKeyword ||
		right.kind === ts.SyntaxKind.FalseKeyword ||
		right.getText() === 'undefined';
	if (!isNone && right.kind !== ts.SyntaxKind.TrueKeyword) return undefined;
	return isNone === isEqual ? opposite(told) : told;
}

function isStatus(node: ts.Expression, outcome: Outcome): boolean {
	const at = bare(node);
	if (ts.isIdentifier(at)) return outcome.roles.get(at.text) === 'status';
	return (
		ts.isPropertyAccessExpression(at) && STATUS_KEY.test(at.name.text) && roleOf(at.expression, outcome) === 'result'
	);
}

function isTag(node: ts.Expression, outcome: Outcome): boolean {
	const at = bare(node);
	return (
		ts.isPropertyAccessExpression(at) &&
		/^(_?tag|type|kind|status|state)$/.test(at.name.text) &&
		roleOf(at.expression, outcome) === 'result'
	);
}

function ofStatus(kind: ts.SyntaxKind, status: number): Told {
	const isError = status >= 400;
	const isRange = isError || status === 399;
	switch (kind) {
		case ts.SyntaxKind.GreaterThanEqualsToken:
		case ts.SyntaxKind.GreaterThanToken:
			return isRange ? 'failed' : undefined;
		case ts.SyntaxKind.LessThanToken:
		case ts.SyntaxKind.LessThanEqualsToken:
			return isRange ? 'fine' : undefined;
		case ts.SyntaxKind.EqualsEqualsEqualsToken:
		case ts.SyntaxKind.EqualsEqualsToken:
			return isError ? 'failed' : status < 300 ? 'fine' : undefined;
		case ts.SyntaxKind.ExclamationEqualsEqualsToken:
		case ts.SyntaxKind.ExclamationEqualsToken:
			return isError ? 'fine' : status < 300 ? 'failed' : undefined;
		default:
			return undefined;
	}
}

/** Every `if` that asks whether an awaited call answered with a failure, as a handler of that failure. */
export function collectResultHandlers(index: FileIndex): Handler[] {
	return nodesOf<ts.IfStatement>(index, ts.SyntaxKind.IfStatement).flatMap(node => {
		const asked = outcomeAsked(index, node.expression);
		const body = asked && failedBranch(node, asked.told);
		if (!asked || !body || body.length === 0) return [];
		return [
			{
				form: 'result' as const,
				node,
				shared: false,
				body,
				errors: new Set(asked.outcome.roles.keys()),
				operations: [asked.outcome.call],
				owner: enclosingFunction(node),
			},
		];
	});
}

/** Behind `if (r.ok) return r.value` only a short rest is what a failure leads to; a long one goes on with other work. */
function failedBranch(node: ts.IfStatement, told: Told): readonly ts.Node[] {
	if (told === 'failed') return [node.thenStatement];
	if (node.elseStatement) return [node.elseStatement];
	const {parent} = node;
	if (!ts.isBlock(parent) || !leaves(node.thenStatement)) return [];
	const rest = parent.statements.slice(parent.statements.indexOf(node) + 1);
	return rest.length <= LONGEST_REST ? rest : [];
}

const LONGEST_REST = 3;

const leaves = (statement: ts.Statement): boolean => {
	const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
	return last !== undefined && (ts.isReturnStatement(last) || ts.isBreakStatement(last));
};
