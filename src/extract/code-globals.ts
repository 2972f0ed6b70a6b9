import {ts} from '@ts-morph/common';
import type {TermId} from '../model/code.ts';
import {NOTHING, type Tables} from './code-tables.ts';
import {declaredTerm} from './code-variables.ts';
import type {Declaration} from './scopes.ts';
import {termOf} from './terms.ts';
import {declarationOf, nodesOf} from './walk.ts';

const HOLDERS = new Set(['window', 'globalThis', 'global']);

/** Names that other files find without importing them: what a script declares at its top level, and what is put on the global object. */
export function extractGlobals(tables: Tables): Array<{name: string; term: TermId}> {
	const found: Array<{name: string; term: TermId}> = [];
	const add = (name: string, term: TermId) => {
		if (term !== NOTHING) found.push({name, term});
	};
	if (isScript(tables)) {
		for (const [name, declaration] of tables.index.scopes.get(tables.index.source) ?? [])
			if (!isData(declaration)) add(name, declaredTerm(tables, declaration));
	}
	for (const {left, right, operatorToken} of nodesOf<ts.BinaryExpression>(
		tables.index,
		ts.SyntaxKind.BinaryExpression,
	)) {
		if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
		const name = globalName(tables, left);
		if (name !== undefined) add(name, termOf(tables, right));
	}
	return found;
}

/** Lists and objects without a function in them: what they hold calls nothing. */
function isData(declaration: Declaration): boolean {
	const value = declaration.kind === 'variable' ? declaration.node.initializer : undefined;
	if (!value) return false;
	if (ts.isObjectLiteralExpression(value))
		return !value.properties.some(one => !ts.isPropertyAssignment(one) || ts.isFunctionLike(one.initializer));
	return ts.isArrayLiteralExpression(value) || ts.isLiteralExpression(value);
}

/** Neither imports nor exports anything: in a page it shares its names with all others. */
function isScript({code, index}: Tables): boolean {
	const {imports, exports, stars} = code;
	return imports.length + exports.length + stars.length === 0 && !ts.isExternalModule(index.source);
}

/** `window.app = …`, or `app = …` where nothing declares it. */
function globalName({index}: Tables, left: ts.Expression): string | undefined {
	if (ts.isIdentifier(left)) return declarationOf(index, left) || left.text === 'exports' ? undefined : left.text;
	if (!ts.isPropertyAccessExpression(left) || !ts.isIdentifier(left.expression)) return undefined;
	const declaration = declarationOf(index, left.expression);
	// `(function (window) {…})(window)`, `var window = this`
	const isGlobal = !declaration || declaration.kind === 'parameter' || declaration.kind === 'variable';
	return isGlobal && HOLDERS.has(left.expression.text) ? left.name.text : undefined;
}
