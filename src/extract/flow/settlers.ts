import {ts} from '@ts-morph/common';

const ROLES = ['resolve', 'reject'] as const;

/**
 * The name that an identifier is read by: what settles a promise is `resolve` or `reject` by its place in
 * `new Promise((…, …) => …)`, whatever the code calls it.
 */
export function roleName(name: ts.Identifier): string {
	for (let at: ts.Node | undefined = name; at; at = at.parent) {
		if (!ts.isFunctionLike(at)) continue;
		const found = at.parameters.findIndex(each => ts.isIdentifier(each.name) && each.name.text === name.text);
		if (found >= 0) return (isExecutor(at) && ROLES[found]) || name.text;
	}
	return name.text;
}

function isExecutor(fn: ts.Node): boolean {
	const {parent} = fn;
	return (
		ts.isNewExpression(parent) &&
		parent.arguments?.[0] === fn &&
		ts.isIdentifier(parent.expression) &&
		parent.expression.text === 'Promise'
	);
}
