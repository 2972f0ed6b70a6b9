import {ts} from '@ts-morph/common';
import {bare} from './flow/bare.ts';
import {localFunction} from './flow/local-functions.ts';
import {ASSIGNS, fieldValues, isNothing} from './origins-fields.ts';
import {memberType, typeSteps} from './origins-types.ts';
import {type Declaration, requireSpecifier} from './scopes.ts';
import {type CallNode, declarationOf, type FileIndex, isFunctionNode, referencesTo} from './walk.ts';

/** Where a value comes from, as far as one file tells. */
export interface Origin {
	/** As imported: `mysql2/promise`. */
	module: string;
	/** Package of that module: `mysql2`, `@scope/name`. */
	package: string;
	/**
	 * From the module to the value, in steps: `Pool` is an export, `Pool()` what calling or constructing it made,
	 * `Pool().query` a member of that. The module itself and its default export are one (interop), and no step.
	 */
	steps: string[];
	/** The call that made the nearest `()` step; undefined where only a type tells. */
	made?: CallNode;
}

/** `default().on`: the steps as rules write them. */
export const pathOf = (steps: readonly string[]): string =>
	steps.length === 0 ? 'default' : steps[0] === '()' ? `default${join(steps)}` : join(steps);

const join = (steps: readonly string[]): string =>
	steps.reduce((path, step) => (step === '()' ? `${path}()` : path === '' ? step : `${path}.${step}`), '');

const known = new WeakMap<FileIndex, Map<ts.Node, Origin | undefined>>();

/** Package and path of an expression's value; undefined where the file does not tell, or tells two things. */
export function originOf(index: FileIndex, expression: ts.Expression): Origin | undefined {
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
	if (loaded !== undefined) return originOfModule(loaded, '*');
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
	const origin = withStep(originOf(index, node.expression), name);
	return origin ?? originOfType(index, typeOfMember(index, node.expression, name));
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
	return fromValues ?? (type && originOfType(index, type));
}

function originOfCall(index: FileIndex, node: CallNode): Origin | undefined {
	const origin = withStep(originOf(index, node.expression), '()');
	if (origin) return {...origin, made: node};
	return originOfLocalCall(index, node);
}

/** What a function or method of this file returns, by its `return`s or its type. */
function originOfLocalCall(index: FileIndex, node: CallNode): Origin | undefined {
	if (ts.isNewExpression(node)) return undefined;
	const fn = localFunction(index, node.expression)?.node;
	if (!fn?.body) return undefined;
	const returned = returnsOf(fn.body).filter(value => !isNothing(value));
	const fromValues = returned.length > 0 ? agreed(returned.map(value => originOf(index, value))) : undefined;
	return fromValues ?? originOfType(index, fn.type);
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
			return originOfModule(declaration.module, declaration.member);
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
		return withStep(originOf(index, holder.initializer), key.text);
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
		if (made && declarationOf(index, root)?.kind !== 'import') continue;
		const origin = originOf(index, root);
		const steps = names.filter(name => name !== 'default');
		if (origin) return {...origin, steps: [...origin.steps, ...steps, ...(made ? ['()'] : [])], made: undefined};
	}
	return undefined;
}

function withStep(origin: Origin | undefined, step: string): Origin | undefined {
	if (!origin) return undefined;
	if (step === 'default' && origin.steps.length === 0) return origin;
	return {...origin, steps: [...origin.steps, step]};
}

/** One origin for several values: nothing if they differ, and no one call that made it. */
function agreed(origins: Array<Origin | undefined>): Origin | undefined {
	const [first, ...rest] = origins;
	if (!first || rest.length === 0) return first;
	const same = rest.every(other => other?.module === first.module && pathOf(other.steps) === pathOf(first.steps));
	return same ? {...first, made: undefined} : undefined;
}

function originOfModule(module: string, member: string): Origin | undefined {
	const name = packageOf(module);
	if (name === undefined) return undefined;
	return {module, package: name, steps: member === '*' || member === 'default' ? [] : [member]};
}

/** Undefined for relative, absolute and built-in modules. */
function packageOf(module: string): string | undefined {
	if (/^[./#]|^node:/.test(module) || module === '') return undefined;
	const [first, second] = module.split('/');
	return first!.startsWith('@') ? (second ? `${first}/${second}` : undefined) : first;
}
