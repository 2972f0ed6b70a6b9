import {ts} from '@ts-morph/common';
import {bodyOf, collectDeep} from './traverse.ts';

const ERROR_NAME = /^_?(e|er|err|ex|error|exc|exception|reason|cause|fault|failure)\d?_?$|(Err|Error|Exception)\d?$/;

/** Whether a name reads as an error's; for parameters of callbacks, where only the name tells. */
export const isErrorName = (name: string): boolean => ERROR_NAME.test(name);

/** Names that a parameter or catch variable binds. */
export function boundNames(name: ts.BindingName | undefined): string[] {
	if (!name) return [];
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap(element => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/**
 * The names that carry the error within `body`: `names` and everything destructured from or computed with one of
 * them (`const {code} = err`, `const wrapped = wrap(err)`). Without this closure, assignments of what was made of the
 * error look like substitutes.
 */
export function errorNames(names: readonly string[], body: readonly ts.Node[]): Set<string> {
	const known = new Set(names);
	if (known.size === 0) return known;
	const bindings = collectDeep(body, isBindingOfValue);
	for (let before = -1; before !== known.size; ) {
		before = known.size;
		for (const binding of bindings) {
			const [target, value] = ts.isVariableDeclaration(binding)
				? [binding.name, binding.initializer]
				: [binding.left, binding.right];
			if (!value || !mentions(value, known)) continue;
			const bound = ts.isIdentifier(target) || ts.isObjectBindingPattern(target) || ts.isArrayBindingPattern(target);
			if (bound) for (const name of boundNames(target as ts.BindingName)) known.add(name);
		}
	}
	return known;
}

function isBindingOfValue(node: ts.Node): node is ts.VariableDeclaration | ts.BinaryExpression {
	if (ts.isVariableDeclaration(node)) return node.initializer !== undefined;
	return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** Whether one of the names occurs in `node` as a value (not as a member name). */
export function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
	if (ts.isIdentifier(node)) return names.has(node.text);
	if (ts.isPropertyAccessExpression(node)) return mentions(node.expression, names);
	if (ts.isPropertyAssignment(node)) return mentions(node.initializer, names);
	return ts.forEachChild(node, child => mentions(child, names) || undefined) ?? false;
}

/** Whether `node` is, or holds, a freshly made error: `new TimeoutError(…)`, `buildError(…)`, `Error(…)`. */
export function makesError(node: ts.Node): boolean {
	if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
		const callee = node.expression;
		const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
		if (/(Error|Exception|Rejection)$/.test(name)) return true;
	}
	return false;
}

/** Names bound in `body` to a freshly made error: `const err = new Error(…)`. */
export function madeErrors(body: readonly ts.Node[]): Set<string> {
	const names = new Set<string>();
	for (const binding of collectDeep(body, isBindingOfValue)) {
		const [target, value] = ts.isVariableDeclaration(binding)
			? [binding.name, binding.initializer]
			: [binding.left, binding.right];
		if (value && makesError(value) && ts.isIdentifier(target)) names.add(target.text);
	}
	return names;
}

/** Parameter names of a function. */
export const parameterNames = (fn: ts.FunctionLikeDeclaration): string[] =>
	fn.parameters.flatMap(parameter => boundNames(parameter.name));

/** Names of the errors that a function works with: parameters that read as errors, and what is made of them. */
export function errorsOfFunction(fn: ts.FunctionLikeDeclaration): Set<string> {
	return errorNames(parameterNames(fn).filter(isErrorName), bodyOf(fn));
}
