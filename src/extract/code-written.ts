import {ts} from '@ts-morph/common';
import type {CodeFacts} from '../model/code.ts';
import {declarationOf, type FileIndex, nodesOf} from './walk.ts';

/** Members assigned of what the file imports: such an object is not what it was written as. */
export function extractWritten(index: FileIndex): NonNullable<CodeFacts['written']> {
	return nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).flatMap(({operatorToken, left}) => {
		const {kind} = operatorToken;
		if (kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment) return [];
		return ts.isPropertyAccessExpression(left) ? writtenBy(index, left) : [];
	});
}

function writtenBy(index: FileIndex, left: ts.PropertyAccessExpression): NonNullable<CodeFacts['written']> {
	const path: string[] = [];
	let at: ts.Expression = left;
	for (; ts.isPropertyAccessExpression(at); at = at.expression) path.unshift(at.name.text);
	const declaration = ts.isIdentifier(at) ? declarationOf(index, at) : undefined;
	return declaration?.kind === 'import' ? [{module: declaration.module, path}] : [];
}
