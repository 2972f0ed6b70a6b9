import {ts} from '@ts-morph/common';
import {all, hit, signal} from '../../model/condition.ts';
import type {ArcDraft} from '../../model/site.ts';
import {placeOfArm} from '../places.ts';
import {type CallNode, type FileIndex, homeOf} from '../walk.ts';

/**
 * `this.policy = options.policy ?? retry(…)`: whoever uses the field may use another policy, so what its users count
 * says nothing of this one. All that can be told is that it was never made.
 */
export function withRivals(from: FileIndex, call: CallNode, arcs: readonly ArcDraft[]): ArcDraft[] {
	const arm = armOf(call);
	if (!arm) return [...arcs];
	const made = hit(placeOfArm(homeOf(from, call), arm));
	return arcs.map(({arc, needs, fires}) => ({
		arc,
		needs: all(made, needs, signal('used')),
		fires: all(fires, signal(arc)),
		reading: 'unseen',
		witnesses: [],
	}));
}

/** The operand of a choice that the call is, or is wrapped into: `a ?? wrap(call)`, `c ? call : b`. */
function armOf(call: CallNode): ts.Expression | undefined {
	for (let at: ts.Node = call; isValueOf(at, at.parent); at = at.parent) {
		const {parent} = at;
		if (ts.isConditionalExpression(parent) && parent.condition !== at) return at as ts.Expression;
		if (ts.isBinaryExpression(parent) && isChoice(parent.operatorToken.kind)) return parent.right;
	}
	return undefined;
}

function isValueOf(node: ts.Node, parent: ts.Node): boolean {
	if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node;
	return (
		ts.isParenthesizedExpression(parent) ||
		ts.isAsExpression(parent) ||
		ts.isNonNullExpression(parent) ||
		ts.isSatisfiesExpression(parent) ||
		ts.isAwaitExpression(parent) ||
		ts.isConditionalExpression(parent) ||
		(ts.isBinaryExpression(parent) && isChoice(parent.operatorToken.kind))
	);
}

const isChoice = (operator: ts.SyntaxKind): boolean =>
	operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
