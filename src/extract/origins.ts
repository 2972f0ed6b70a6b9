import {ts} from '@ts-morph/common';
import {bare} from './flow/bare.ts';
import {localFunction} from './flow/local-functions.ts';
import {foreignOf} from './foreign.ts';
import {type Exported, exportOf} from './foreign-exports.ts';
import {baseOf, superCallOf} from './origins-classes.ts';
import {ASSIGNS, classAround, fieldValues, isNothing} from './origins-fields.ts';
import {propertyValue} from './origins-objects.ts';
import {agreed, type Origin, originOfModule, stepsTo, withStep} from './origins-steps.ts';
import {memberType, typeSteps} from './origins-types.ts';

import {type Declaration, requireSpecifier} from './scopes.ts';
import {
	type CallNode,
	declarationOf,
	type FileIndex,
	type FunctionNode,
	homeOf,
	isFunctionNode,
	referencesTo,
} from './walk.ts';

const known = new WeakMap<FileIndex, Map<ts.Node, Origin | undefined>>();

/** Package and path of an expression's value; undefined where the file does not tell, or tells two things. */
export function originOf(from: FileIndex, expression: ts.Expression): Origin | undefined {
	const index = homeOf(from, expression);
	let memo = known.get(index);
	if (!memo) known.set(index, (memo = new Map()));
	const node = bare(expression);
	if (memo.has(node)) return memo.get(node);
	// Ends circles (`let a = b; b = a`).
	memo.set(node, undefined);
	const origin = compute(index, node);
	memo.set(node, origin);
	return origin;
}

function compute(index: FileIndex, node: ts.Expression): Origin | undefined {
	const loaded = requireSpecifier(node);
	if (loaded !== undefined) return originOfImport(index, loaded, '*');
	if (node.kind === ts.SyntaxKind.SuperKeyword) return originOfClass(index, classAround(node), true);
	if (ts.isClassExpression(node)) return originOfClass(index, node);
	if (ts.isAwaitExpression(node)) return originOf(index, node.expression);
	if (ts.isIdentifier(node)) {
		const declaration = declarationOf(index, node);
		return declaration && originOfDeclaration(index, declaration);
	}
	if (ts.isPropertyAccessExpression(node)) return originOfMember(index, node, node.name.text);
	if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
		return originOfMember(index, node, node.argumentExpression.text);
	}
	if (ts.isCallExpression(node) || ts.isNewExpression(node)) return originOfCall(index, node);
	if (ts.isTaggedTemplateExpression(node)) return withStep(originOf(index, node.tag), '()');
	// `cached ??= new Pool()`, `existing ?? new Pool()`: what it is made of if it is made here.
	if (ts.isBinaryExpression(node) && YIELDS_RIGHT.has(node.operatorToken.kind)) return originOf(index, node.right);
	if (ts.isConditionalExpression(node)) return agreed(branches(node).map(branch => originOf(index, branch)));
	return undefined;
}

const branches = (node: ts.ConditionalExpression): ts.Expression[] =>
	[node.whenTrue, node.whenFalse].filter(branch => !isNothing(branch));

const YIELDS_RIGHT: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.EqualsToken,
	ts.SyntaxKind.QuestionQuestionEqualsToken,
	ts.SyntaxKind.BarBarEqualsToken,
	ts.SyntaxKind.QuestionQuestionToken,
	ts.SyntaxKind.BarBarToken,
	ts.SyntaxKind.CommaToken,
]);

function originOfMember(
	index: FileIndex,
	node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
	name: string,
): Origin | undefined {
	if (node.expression.kind === ts.SyntaxKind.ThisKeyword) return originOfField(index, node, name);
	if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return originOfInherited(index, node, name);
	const origin = originOf(index, node.expression);
	if (origin) return withStep(origin, name);
	const value = propertyValue(index, node.expression, name);
	return (
		(value && originOf(index, value)) ??
		originOfExported(foreignOf(index, node)) ??
		originOfType(index, typeOfMember(index, node.expression, name))
	);
}

/** The type that this file declares for a member: `deps.pool` where `deps: {pool: Pool}`. */
function typeOfMember(index: FileIndex, holder: ts.Expression, name: string): ts.TypeNode | undefined {
	const type = declaredType(index, bare(holder));
	return type && memberType(index, type, name);
}

function declaredType(index: FileIndex, node: ts.Expression): ts.TypeNode | undefined {
	if (ts.isIdentifier(node)) {
		const declaration = declarationOf(index, node);
		const isTyped = declaration?.kind === 'parameter' || declaration?.kind === 'variable';
		return isTyped ? declaration.node.type : undefined;
	}
	if (!ts.isPropertyAccessExpression(node)) return undefined;
	if (node.expression.kind !== ts.SyntaxKind.ThisKeyword) return typeOfMember(index, node.expression, node.name.text);
	return fieldValues(index, node, node.name.text).type;
}

function originOfField(index: FileIndex, node: ts.Node, name: string): Origin | undefined {
	const {values, type} = fieldValues(index, node, name);
	const fromValues = values.length > 0 ? agreed(values.map(value => originOf(index, value))) : undefined;
	return fromValues ?? (type ? originOfType(index, type) : originOfInherited(index, node, name));
}

/** A member that a class has of the library's class that it extends. */
function originOfInherited(index: FileIndex, node: ts.Node, name: string): Origin | undefined {
	const klass = classAround(node);
	const base = klass && originOfClass(index, klass, isOfSuper(node));
	const made = klass && superCallOf(klass);
	const instance = withStep(base, '()');
	return withStep(instance && (made ? {...instance, made} : instance), name);
}

const isOfSuper = (node: ts.Node): boolean =>
	ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;

/** What a class extends, if that leads to a library; its own members count unless it is asked for its base. */
function originOfClass(index: FileIndex, klass: ts.ClassLikeDeclaration | undefined, base = false): Origin | undefined {
	const extended = klass && baseOf(klass);
	const origin = extended && originOf(index, extended);
	if (!origin || base) return origin;
	return {...origin, classes: [klass, ...(origin.classes ?? [])]};
}

function originOfCall(index: FileIndex, node: CallNode): Origin | undefined {
	const origin = withStep(originOf(index, node.expression), '()');
	if (origin) return {...origin, made: node};
	return originOfLocalCall(index, node);
}

/** What a function or method of this file returns, by its `return`s or its type. */
function originOfLocalCall(index: FileIndex, node: CallNode): Origin | undefined {
	if (ts.isNewExpression(node)) return undefined;
	const local = localFunction(index, node.expression)?.node;
	const functions = local ? [local] : (index.others?.functionsOf(node) ?? []);
	return functions.length > 0 ? agreed(functions.map(fn => originOfResult(index, fn))) : undefined;
}

function originOfResult(index: FileIndex, fn: FunctionNode): Origin | undefined {
	if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn) || !fn.body) return undefined;
	const returned = returnsOf(fn.body).filter(value => !isNothing(value));
	const fromValues = returned.length > 0 ? agreed(returned.map(value => originOf(index, value))) : undefined;
	return fromValues ?? originOfType(homeOf(index, fn), fn.type);
}

function returnsOf(body: ts.ConciseBody): ts.Expression[] {
	if (!ts.isBlock(body)) return [body];
	const found: ts.Expression[] = [];
	const walk = (node: ts.Node): void => {
		if (isFunctionNode(node)) return;
		if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
		ts.forEachChild(node, walk);
	};
	ts.forEachChild(body, walk);
	return found;
}

export function originOfDeclaration(index: FileIndex, declaration: Declaration): Origin | undefined {
	switch (declaration.kind) {
		case 'import':
			return originOfImport(index, declaration.module, declaration.member);
		case 'class':
			return originOfClass(index, declaration.node);
		case 'variable':
			return originOfVariable(index, declaration);
		case 'binding':
			return originOfBinding(index, declaration.node);
		case 'parameter':
			return originOfType(index, declaration.node.type) ?? originOfSettled(index, declaration.node);
		default:
			return undefined;
	}
}

function originOfVariable(index: FileIndex, declaration: Declaration & {kind: 'variable'}): Origin | undefined {
	const {node} = declaration;
	const values = assignedTo(index, declaration);
	if (node.initializer && !isNothing(node.initializer)) values.unshift(node.initializer);
	const fromValues = values.length > 0 ? agreed(values.map(value => originOf(index, value))) : undefined;
	return fromValues ?? originOfType(index, node.type);
}

/** Everything that is assigned to a variable after its declaration, `null` and `undefined` left out. */
export function assignedTo(index: FileIndex, declaration: Declaration): ts.Expression[] {
	return referencesTo(index, declaration).flatMap(({parent}) =>
		ts.isBinaryExpression(parent) &&
		ts.isIdentifier(parent.left) &&
		parent.left.text === declaration.name.text &&
		ASSIGNS.has(parent.operatorToken.kind) &&
		!isNothing(parent.right)
			? [parent.right]
			: [],
	);
}

function originOfBinding(index: FileIndex, node: ts.BindingElement): Origin | undefined {
	const pattern = node.parent;
	if (!ts.isObjectBindingPattern(pattern) || node.dotDotDotToken || node.initializer) return undefined;
	const key = node.propertyName ?? node.name;
	if (!ts.isIdentifier(key)) return undefined;
	const holder = pattern.parent;
	if (ts.isBindingElement(holder)) return withStep(originOfBinding(index, holder), key.text);
	if (ts.isVariableDeclaration(holder) && holder.initializer) {
		const origin = originOf(index, holder.initializer);
		if (origin) return withStep(origin, key.text);
		const value = propertyValue(index, holder.initializer, key.text);
		return value ? originOf(index, value) : originOfType(index, typeOfMember(index, holder.initializer, key.text));
	}
	const type = ts.isParameter(holder) ? holder.type : undefined;
	return type && originOfType(index, memberType(index, type, key.text));
}

/** The parameter of `promise.then(value => …)`. */
function originOfSettled(index: FileIndex, parameter: ts.ParameterDeclaration): Origin | undefined {
	const fn = parameter.parent;
	const call = fn.parent;
	if (fn.parameters[0] !== parameter || !ts.isCallExpression(call) || call.arguments[0] !== fn) return undefined;
	const callee = call.expression;
	const isThen = ts.isPropertyAccessExpression(callee) && callee.name.text === 'then';
	return isThen ? originOf(index, callee.expression) : undefined;
}

/** A value of an imported type: what constructing that export makes. */
function originOfType(index: FileIndex, type: ts.TypeNode | undefined): Origin | undefined {
	for (const {root, names, made} of type ? typeSteps(index, type) : []) {
		const kind = declarationOf(index, root)?.kind;
		if (made && kind !== 'import' && kind !== 'class') continue;
		let origin = originOf(index, root);
		for (const name of names.filter(each => each !== 'default')) origin = withStep(origin, name);
		const value = made ? withStep(origin, '()') : origin;
		if (value) return {...value, made: undefined};
	}
	return undefined;
}

/** Through files of the project where the rest of it is known, else from a package. */
function originOfImport(index: FileIndex, module: string, member: string): Origin | undefined {
	const named = index.named?.(module);
	// A user's rule knows it, whatever file the project has for it.
	if (named !== undefined) return {module: named, package: named, steps: stepsTo(member)};
	const foreign = index.others && exportOf(index, module, member);
	return foreign ? originOfExported(foreign) : originOfModule(module, member);
}

function originOfExported(found: Exported | undefined): Origin | undefined {
	switch (found?.kind) {
		case 'declaration':
			return originOfDeclaration(found.index, found.declaration);
		case 'value':
			return originOf(found.index, found.value);
		case 'package':
			return originOfModule(found.module, found.member);
		default:
			return undefined;
	}
}
