import {ts} from '@ts-morph/common';
import {collectDeep} from '../flow/traverse.ts';
import {classAround, fieldValues} from '../origins-fields.ts';
import {type CallNode, declarationOf, type FileIndex, homeOf, referencesTo} from '../walk.ts';
import {isExported} from './library-changes.ts';

export interface Keeping {
	/** Methods that return what they are called on. */
	fluent: readonly string[];
	/** Whether a call that it is handed to keeps it as well. */
	keeps?: (call: CallNode) => boolean;
}

/** Held by one variable or private field of this file of which only members are called. */
export function staysInside(from: FileIndex, call: CallNode, keeping: Keeping): boolean {
	const index = homeOf(from, call);
	let at: ts.Node = call;
	while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent;
	const holder = at.parent;
	if (ts.isPropertyAccessExpression(holder)) {
		const isFluent = keeping.fluent.includes(holder.name.text) && ts.isCallExpression(holder.parent);
		return isFluent ? staysInside(index, holder.parent as ts.CallExpression, keeping) : true;
	}
	if (isHandedOver(at, keeping)) return true;
	const uses = usesOfHolder(index, holder, at);
	return uses?.every(use => isMethodCall(use) || isHandedOver(use, keeping)) ?? false;
}

function isHandedOver(node: ts.Node, {keeps}: Keeping): boolean {
	const {parent} = node;
	return keeps !== undefined && ts.isCallExpression(parent) && parent.expression !== node && keeps(parent);
}

const isMethodCall = ({parent}: ts.Node): boolean =>
	ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && parent.parent.expression === parent;

/** Every other mention of what holds the value; undefined where some are out of sight. */
function usesOfHolder(index: FileIndex, holder: ts.Node, value: ts.Node): ts.Node[] | undefined {
	if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) {
		const declaration = declarationOf(index, holder.name);
		return declaration && !isExported(index, declaration) ? referencesTo(index, declaration) : undefined;
	}
	if (ts.isPropertyDeclaration(holder)) return usesOfField(index, holder.name, value);
	const isAssigned = ts.isBinaryExpression(holder) && holder.right === value;
	if (!isAssigned || !ts.isPropertyAccessExpression(holder.left)) return undefined;
	if (holder.left.expression.kind !== ts.SyntaxKind.ThisKeyword || !ts.isExpressionStatement(holder.parent))
		return undefined;
	return usesOfField(index, holder.left.name, value);
}

/** Of a field that only its class can name, and that is given one value. */
function usesOfField(index: FileIndex, name: ts.Node, value: ts.Node): ts.Node[] | undefined {
	if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name)) return undefined;
	const klass = classAround(name);
	const member = klass?.members.find(each => each.name?.getText(index.source) === name.text);
	if (!klass || !member || !isPrivate(member) || fieldValues(index, name, name.text).values.length !== 1) {
		return undefined;
	}
	const mentions = collectDeep([klass], isName).filter(node => node.text === name.text && node.parent !== member);
	// Taken out of the object (`const {policy} = this`) it is out of sight.
	if (mentions.some(({parent}) => ts.isBindingElement(parent))) return undefined;
	const accesses = mentions.map(({parent}) => parent).filter(ts.isPropertyAccessExpression);
	return accesses.filter(({parent}) => !ts.isBinaryExpression(parent) || parent.right !== value);
}

const isName = (node: ts.Node): node is ts.Identifier | ts.PrivateIdentifier =>
	ts.isIdentifier(node) || ts.isPrivateIdentifier(node);

const isPrivate = (member: ts.ClassElement): boolean =>
	(member.name !== undefined && ts.isPrivateIdentifier(member.name)) ||
	(ts.getCombinedModifierFlags(member as ts.Declaration) & ts.ModifierFlags.Private) !== 0;
