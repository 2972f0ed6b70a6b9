import {ts} from '@ts-morph/common';
import type {Step, Succession} from '../../model/sequence.ts';
import {type Edit, editFor} from './edits.ts';
import {namesOf} from './scope-edit.ts';

/** The object is known by what the code calls it: nothing is declared for it. */
export function editForSuccession(
	source: ts.SourceFile,
	{first, after, until}: Succession,
	name: string,
	id: number,
): Edit | undefined {
	const edit = (steps: readonly Step[], kind: string) =>
		steps.map(({at, of}) => {
			const probe = editFor(source, at, `${name}object(${id}, '${kind}', ${of})`);
			return probe && isKnownAt(source, probe[0]!.at, of) ? probe : undefined;
		});
	const parts = [...edit(first, 'first'), ...edit(after, 'after'), ...edit(until, 'until')];
	return parts.some(part => part === undefined) ? undefined : parts.flatMap(part => part!);
}

/** The probe stands before the statement: what is declared in it, or behind it in its block, is not there yet. */
function isKnownAt(source: ts.SourceFile, at: number, of: string): boolean {
	let isKnown = true;
	const visit = (node: ts.Node): void => {
		if (node.end <= at) return;
		if (of === 'this' ? isSuperCall(node) && isOfConstructorAt(node, at) : declares(node, of) && node.pos >= at)
			isKnown &&= of !== 'this' && !isAround(scopeOf(node), source, at);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return isKnown;
}

const isAround = (node: ts.Node, source: ts.SourceFile, at: number): boolean =>
	node.getStart(source) <= at && at < node.end;

const declares = (node: ts.Node, name: string): boolean =>
	(ts.isVariableDeclaration(node) && namesOf(node.name).includes(name)) ||
	(ts.isClassDeclaration(node) && node.name?.text === name);

function scopeOf(node: ts.Node): ts.Node {
	let at = node.parent;
	while (
		!ts.isBlock(at) &&
		!ts.isSourceFile(at) &&
		!ts.isCaseBlock(at) &&
		!ts.isIterationStatement(at, false) &&
		!ts.isFunctionLike(at)
	)
		at = at.parent;
	return at;
}

const isSuperCall = (node: ts.Node): boolean =>
	ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;

/** A constructor has no `this` before its `super()`. */
function isOfConstructorAt(call: ts.Node, at: number): boolean {
	const around = ts.findAncestor(call, ts.isConstructorDeclaration);
	return around !== undefined && around.pos <= at && call.end > at;
}
