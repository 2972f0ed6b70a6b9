import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {isCall} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import {some} from './attempts.ts';
import type {Holder} from './holder.ts';
import {type Features, featuresOf} from './holder-features.ts';
import {functionAround, isNamed, nameOf} from './named-functions.ts';

/** State in variables of the file itself, shared by its functions: `const waiting = []; let active = 0;`. */
export function extractModuleState(index: FileIndex): Holder[] {
	const state = stateOf(index.source);
	if (state.size === 0) return [];
	const features = ofState(featuresOf(index, index.source), state);
	const entry = features.waits[0] ?? features.capacity[0] ?? features.chained[0];
	const at = entry && functionAtTop(entry);
	if (!at) return [];
	return [{node: index.source, at, name: nameOf(at), members: functionNames(index.source), features}];
}

/** Variables at top level that hold a counter, a collection or a promise. */
function stateOf(source: ts.SourceFile): Set<string> {
	const names = new Set<string>();
	for (const {name, initializer, parent} of variablesOf(source)) {
		const isConst = (parent.flags & ts.NodeFlags.Const) !== 0;
		if (ts.isIdentifier(name) && initializer && isState(bare(initializer), isConst)) names.add(name.text);
	}
	return names;
}

const variablesOf = (source: ts.SourceFile): ts.VariableDeclaration[] =>
	source.statements.flatMap(statement =>
		ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
	);

/** A constant number is a limit, not a counter. */
function isState(value: ts.Expression, isConst: boolean): boolean {
	if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
	if (ts.isNewExpression(value)) return /^(Map|Set|WeakMap|\w*(Queue|List|Stack))$/.test(value.expression.getText());
	if (ts.isNumericLiteral(value)) return !isConst;
	return isCall(value) && value.getText() === 'Promise.resolve()';
}

function ofState({waits, recycled, capacity, chained, balanced}: Features, state: ReadonlySet<string>): Features {
	const isOfState = (node: ts.Node): boolean =>
		ts.isIdentifier(node)
			? state.has(node.text)
			: ts.isPropertyAccessExpression(node) && isOfState(bare(node.expression));
	return {
		waits: waits.filter(
			node =>
				ts.isCallExpression(node) &&
				ts.isPropertyAccessExpression(node.expression) &&
				isOfState(bare(node.expression.expression)),
		),
		recycled: recycled.filter(name => state.has(name)),
		capacity: capacity.filter(test => some([test], isOfState)),
		chained: chained.filter(node => ts.isBinaryExpression(node) && isOfState(bare(node.left))),
		balanced: balanced.filter(name => state.has(name)),
	};
}

/** The outermost named function around a node. */
export function functionAtTop(node: ts.Node): CodeFunction | undefined {
	let found: CodeFunction | undefined;
	for (let fn = functionAround(node); fn; fn = functionAround(fn)) if (isNamed(fn)) found = fn;
	return found;
}

const functionNames = (source: ts.SourceFile): string[] => [
	...source.statements.flatMap(statement =>
		ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [],
	),
	...variablesOf(source).flatMap(({name, initializer}) => {
		const value = initializer && bare(initializer);
		const isFunction = value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
		return isFunction && ts.isIdentifier(name) ? [name.text] : [];
	}),
];

/** The whole file as a holder, for what is known by its states and moments alone: nothing else of it is looked at. */
export function extractFileState(index: FileIndex): Holder {
	const name =
		variablesOf(index.source)
			.find(({name: own}) => /breaker|circuit/i.test(own.getText()))
			?.name.getText() ?? '';
	const features: Features = {waits: [], recycled: [], capacity: [], chained: [], balanced: []};
	return {node: index.source, at: index.source, name, members: [], features};
}
