import {ts} from '@ts-morph/common';
import type {CallQuestion} from '../model/call-question.ts';

export type CallNode = ts.CallExpression | ts.NewExpression;

/** The calls of a file that are asked about, parallel to the questions; undefined where there is none. */
export function findCalls(source: ts.SourceFile, questions: readonly CallQuestion[]): Array<CallNode | undefined> {
	const starts = source.getLineStarts();
	const wanted = questions.map(({line, column}) => (starts[line - 1] ?? Number.NaN) + column - 1);
	const found = new Map(wanted.map(offset => [offset, [] as CallNode[]]));
	const stack: ts.Node[] = [source];
	const children: ts.Node[] = [];
	for (let node = stack.pop(); node; node = stack.pop()) {
		if (ts.isCallExpression(node) || ts.isNewExpression(node))
			found.get((lastName(node.expression) ?? node.expression).getStart(source))?.push(node);
		ts.forEachChild(node, child => {
			children.push(child);
		});
		while (children.length > 0) stack.push(children.pop()!);
	}
	return questions.map(({nth}, at) => found.get(wanted[at]!)?.[nth]);
}

export function lastName(callee: ts.Expression): ts.MemberName | undefined {
	const at = bare(callee);
	if (ts.isIdentifier(at)) return at;
	return ts.isPropertyAccessExpression(at) ? at.name : undefined;
}

export function bare(callee: ts.Expression): ts.Expression {
	let at = callee;
	while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at)) at = at.expression;
	return at;
}
