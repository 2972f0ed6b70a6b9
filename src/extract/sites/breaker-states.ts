import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {type Guarded, guardsOf} from '../flow/exits.ts';

export type State = 'open' | 'half-open' | 'closed';

/** The state that a value names. */
export function stateName(value: ts.Expression): State | undefined {
	if (!ts.isStringLiteralLike(value) && !ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value))
		return undefined;
	const text = ts.isStringLiteralLike(value) ? value.text : value.getText().split('.').at(-1)!;
	const state = text.replace(/^_?(circuit|state|breaker|status)[-_]?(?=[A-Z]|[a-z]*$)/i, '');
	if (/half[-_ ]?open/i.test(state)) return 'half-open';
	if (/^_?open(ed|state)?$|^(is)?tripped$/i.test(state)) return 'open';
	return /^_?closed?(state)?$/i.test(state) ? 'closed' : undefined;
}

/** Whether code runs only in that state, as far as the conditions around it say. */
export const isOnlyIn = (state: State, node: ts.Node, root: ts.Node): boolean =>
	guardsOf(node, root).some(({condition, negated}) => implies({condition, negated}, state)) ||
	isInCase(state, node, root);

/** `switch (held.value) { case OPEN: … }`, where no case before it goes on into this one. */
function isInCase(state: State, node: ts.Node, root: ts.Node): boolean {
	for (let at = node; at !== root && at.parent; at = at.parent) {
		if (!ts.isCaseClause(at) || stateName(bare(at.expression)) !== state) continue;
		const {clauses} = at.parent;
		const before = clauses[clauses.indexOf(at) - 1];
		if (!before || !completionOf(before.statements).normal) return true;
	}
	return false;
}

/**
 * Whether a condition, or its opposite, holds in that state alone. `halfOpen || failures >= max` does not: it names a
 * state and holds in others as well.
 */
function implies({condition, negated}: Guarded, state: State): boolean {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
		return implies({condition: node.operand, negated: !negated}, state);
	if (ts.isBinaryExpression(node)) return impliesBoth(node, negated, state);
	// `case OPEN:`, `if (this.isOpen)`, `if (this.isOpen())`.
	const named = nameOfState(ts.isCallExpression(node) ? node.expression : node);
	if (state === 'open' && named === 'closed') return negated;
	return !negated && named === state;
}

function impliesBoth(node: ts.BinaryExpression, negated: boolean, state: State): boolean {
	const sides = [node.left, node.right].map(condition => implies({condition, negated}, state));
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.AmpersandAmpersandToken:
			return negated ? sides.every(Boolean) : sides.some(Boolean);
		case ts.SyntaxKind.BarBarToken:
			return negated ? sides.some(Boolean) : sides.every(Boolean);
		case ts.SyntaxKind.EqualsEqualsEqualsToken:
		case ts.SyntaxKind.EqualsEqualsToken:
			return isState(node, negated, state);
		case ts.SyntaxKind.ExclamationEqualsEqualsToken:
		case ts.SyntaxKind.ExclamationEqualsToken:
			return isState(node, !negated, state);
		default:
			return false;
	}
}

/** `state === OPEN`; not being closed is being open, as far as refusals go. */
function isState({left, right}: ts.BinaryExpression, negated: boolean, state: State): boolean {
	const named = stateName(bare(right)) ?? stateName(bare(left));
	return negated ? state === 'open' && named === 'closed' : named === state;
}

function nameOfState(node: ts.Expression): State | undefined {
	const text = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';
	if (/^(is)?_?half_?open$/i.test(text)) return 'half-open';
	if (/^is_?open(ed)?$/i.test(text)) return 'open';
	return /^is_?closed$/i.test(text) ? 'closed' : stateName(node);
}
