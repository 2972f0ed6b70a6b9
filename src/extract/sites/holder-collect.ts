import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {visitDeep} from '../flow/traverse.ts';
import {type FileIndex, isFunctionNode, nodesOf} from '../walk.ts';
import type {Holder} from './holder.ts';
import {featuresOf} from './holder-features.ts';
import {extractModuleState} from './holder-module.ts';
import {nameOf} from './named-functions.ts';

/** Every holder of the file, the innermost of functions first: around one may stand another of its kind. */
export function collectHolders(index: FileIndex): Holder[] {
	return [...classes(index), ...closures(index), ...prototypes(index), ...extractModuleState(index)];
}

function classes(index: FileIndex): Holder[] {
	const nodes = [
		...nodesOf<ts.ClassLikeDeclaration>(index, ts.SyntaxKind.ClassDeclaration),
		...nodesOf<ts.ClassLikeDeclaration>(index, ts.SyntaxKind.ClassExpression),
	];
	return nodes.map(node => ({
		node,
		at: node,
		name: node.name?.text ?? boundTo(node),
		members: memberNames(node.members),
		features: featuresOf(index, node),
	}));
}

const memberNames = (members: ReadonlyArray<ts.ClassElement | ts.ObjectLiteralElement>): string[] =>
	members.flatMap(({name}) => (name && 'text' in name ? [String(name.text).replace(/^#/, '')] : []));

const boundTo = ({parent}: ts.Node): string =>
	ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : '';

function closures(index: FileIndex): Holder[] {
	return [...index.functions]
		.sort((a, b) => a.end - a.pos - (b.end - b.pos))
		.flatMap(fn => {
			if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn) || ts.isClassElement(fn)) return [];
			const members = innerFunctions(fn);
			const name = fn.name && 'text' in fn.name ? fn.name.text : boundTo(fn);
			// A rate limit is often one middleware in one function; nothing else is believed of a single inner function.
			const least = /limit|throttl/i.test(name) ? 1 : 2;
			return members.length < least ? [] : [{node: fn, at: fn, name, members, features: featuresOf(index, fn)}];
		});
}

/** Functions that stand directly in the body, named or held by name. */
function innerFunctions(fn: ts.FunctionLikeDeclaration): string[] {
	const names: string[] = [];
	if (!fn.body || !ts.isBlock(fn.body)) return names;
	for (const statement of fn.body.statements) {
		visitDeep(statement, node => {
			if (!isFunctionNode(node)) return true;
			const name = nameOf(node as CodeFunction) || (ts.isReturnStatement(node.parent) ? 'returned' : '');
			if (name) names.push(name);
			return false;
		});
	}
	return names;
}

/** `function Pool() {…}` with `Pool.prototype.acquire = …`: a class of the time before classes, where the file has no other. */
function prototypes(index: FileIndex): Holder[] {
	const makers = new Map<string, string[]>();
	for (const {operatorToken, left, right} of nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression)) {
		if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left)) continue;
		const owner = left.name.text === 'prototype' ? left : bare(left.expression);
		if (!ts.isPropertyAccessExpression(owner) || owner.name.text !== 'prototype') continue;
		const maker = owner.expression.getText();
		const value = bare(right);
		const members = ts.isObjectLiteralExpression(value) ? memberNames(value.properties) : [left.name.text];
		makers.set(maker, [...(makers.get(maker) ?? []), ...members]);
	}
	const [only] = makers;
	if (!only || makers.size > 1) return [];
	const [name, members] = only;
	const at = index.functions.find(
		fn => !ts.isSourceFile(fn) && !ts.isClassStaticBlockDeclaration(fn) && nameOf(fn) === name,
	);
	return at ? [{node: index.source, at, name, members, features: featuresOf(index, index.source)}] : [];
}
