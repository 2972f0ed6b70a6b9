import {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {isSelf, localFunction} from '../flow/local-functions.ts';
import {isCall} from '../flow/traverse.ts';
import {assignedTo} from '../origins.ts';
import type {Declaration} from '../scopes.ts';
import {declarationOf, type FileIndex, nodesOf} from '../walk.ts';
import {some} from './attempts.ts';
import {lastName, speaksOf} from './holder-names.ts';

const NOW = /\bnow\b|getTime\(\)|hrtime|elapsed|uptime\(\)/i;
const WAITED = /^(total)?(waited|spent|elapsed|duration|passed)\w*$|^(total|time)(Wait|Waited|Spent|Elapsed)\w*$/i;
const DEADLINE = /deadline|timeoutAt|endTime|timeLimit|giveUpAt/i;
const BUDGET = /timeout|deadline|max\w*(time|ms|wait|duration|elapsed)|budget/i;
/** What is old is thrown out or made anew; nobody waits for it. */
const AGE = /expir|ttl|idle|lastUsed|max_?age|lifetime|stale|fresh|cached/i;

/** A condition that asks whether an operation has taken too long. */
export interface TimeTest {
	certainty: Certainty;
	/** True where the time is over when the condition holds; false where there is time left. */
	over: boolean;
	/** The condition can come out that way for other reasons, too. */
	either: boolean;
}

/** What a condition says of the time; undefined where it does not ask for it. */
export function timeTestOf(index: FileIndex, condition: ts.Expression): TimeTest | undefined {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
		const inner = timeTestOf(index, node.operand);
		return inner && {...inner, over: !inner.over};
	}
	if (ts.isIdentifier(node)) return ofFlag(index, node);
	if (!ts.isBinaryExpression(node)) return undefined;
	const {kind} = node.operatorToken;
	if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken) {
		const found = timeTestOf(index, node.left) ?? timeTestOf(index, node.right);
		// `over || closed`, `!(left && open)`: that it stopped does not tell that it was for the time.
		return found && {...found, either: found.either || found.over === (kind === ts.SyntaxKind.BarBarToken)};
	}
	return isOrder(kind) ? ofComparison(index, node) : undefined;
}

/** Kept: a flag may be asked for very often. */
const FLAGS = new WeakMap<Declaration, TimeTest | 'none'>();

/** `let late = tries > 3; if (last) late = now - last > timeout; … if (late)`: one of the reasons is the time. */
function ofFlag(index: FileIndex, flag: ts.Identifier): TimeTest | undefined {
	const declaration = declarationOf(index, flag);
	if (declaration?.kind !== 'variable') return undefined;
	const known = FLAGS.get(declaration) ?? testOfFlag(index, declaration) ?? 'none';
	FLAGS.set(declaration, known);
	return known === 'none' ? undefined : known;
}

function testOfFlag(index: FileIndex, declaration: Declaration & {kind: 'variable'}): TimeTest | undefined {
	const first = declaration.node.initializer;
	const later = assignedTo(index, declaration);
	const tests = [...(first ? [first] : []), ...later].map(value => {
		const test = bare(value);
		return ts.isBinaryExpression(test) && isOrder(test.operatorToken.kind) ? ofComparison(index, test) : undefined;
	});
	const found = tests.find(test => test !== undefined);
	return found && {...found, either: tests.length > 1};
}

const isOrder = (kind: ts.SyntaxKind): boolean => isGreater(kind) || isLess(kind);
const isGreater = (kind: ts.SyntaxKind): boolean =>
	kind === ts.SyntaxKind.GreaterThanToken || kind === ts.SyntaxKind.GreaterThanEqualsToken;
const isLess = (kind: ts.SyntaxKind): boolean =>
	kind === ts.SyntaxKind.LessThanToken || kind === ts.SyntaxKind.LessThanEqualsToken;

function ofComparison(index: FileIndex, {left, right, operatorToken}: ts.BinaryExpression): TimeTest | undefined {
	const isOfAge = [left, right].some(side => AGE.test(side.getText()));
	const found = isOfAge ? ofAge(index, left, right) : sideOf(index, left, right);
	if (!found) return undefined;
	const over = found === 'clock first' ? isGreater(operatorToken.kind) : isLess(operatorToken.kind);
	return {certainty: isOfAge ? 'possible' : 'likely', over, either: false};
}

type Order = 'clock first' | 'limit first';

const ofAge = (index: FileIndex, left: ts.Expression, right: ts.Expression): Order | undefined =>
	readsClock(index, left) ? 'clock first' : readsClock(index, right) ? 'limit first' : undefined;

/** What time is left shrinks as the clock goes on: compared with nothing, it stands where a limit does. */
function sideOf(index: FileIndex, left: ts.Expression, right: ts.Expression): Order | undefined {
	const isNothing = (node: ts.Expression): boolean => ts.isNumericLiteral(node) && Number(node.text) <= 1;
	if (isNothing(right)) return isTimeLeft(index, left) ? 'limit first' : undefined;
	if (isNothing(left)) return isTimeLeft(index, right) ? 'clock first' : undefined;
	if (isBeyond(index, left, right)) return 'clock first';
	return isBeyond(index, right, left) ? 'limit first' : undefined;
}

/** `now >= deadline`, `now - start > timeout`, `waited > maxWait`. */
function isBeyond(index: FileIndex, clock: ts.Expression, limit: ts.Expression): boolean {
	if (!readsClock(index, clock) && !WAITED.test(lastName(clock))) return false;
	const text = limit.getText();
	if (DEADLINE.test(text) || BUDGET.test(text)) return true;
	// `const giveUp = Date.now() + 5000`; `Date.now() - start > 30_000`.
	if (isMoment(index, limit)) return true;
	return isDuration(clock) && (ts.isNumericLiteral(limit) || /^[A-Z_\d]+(_MS|_MILLIS)$/.test(text));
}

const isDuration = (node: ts.Expression): boolean => {
	const value = bare(node);
	return ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.MinusToken;
};

/** A reading of the clock, or a variable that holds one. */
export function readsClock(index: FileIndex, node: ts.Expression): boolean {
	if (NOW.test(node.getText())) return true;
	const init = initialiserOf(index, node);
	return init !== undefined && NOW.test(init.getText()) && !some([init], isPlus);
}

const isPlus = (node: ts.Node): boolean =>
	ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

/** A moment of the future: made by adding to a reading of the clock. */
function isMoment(index: FileIndex, node: ts.Expression): boolean {
	const init = initialiserOf(index, node);
	return init !== undefined && NOW.test(init.getText()) && some([init], isPlus);
}

/** What remains of a budget of time: computed by a subtraction from it, or by a function that reads the clock. */
function isTimeLeft(index: FileIndex, node: ts.Expression): boolean {
	const value = initialiserOf(index, node) ?? bare(node);
	if (!isCall(bare(node)) && saysTimeLeft(lastName(node))) return true;
	if (some([value], inner => ts.isBinaryExpression(inner) && isSpent(inner))) return true;
	return some([value], inner => isCall(inner) && namesTimeLeft(inner) && subtractsTime(index, inner));
}

function isSpent({left, right, operatorToken}: ts.BinaryExpression): boolean {
	if (operatorToken.kind !== ts.SyntaxKind.MinusToken) return false;
	const [of, spent] = [left.getText(), right.getText()];
	return (
		(BUDGET.test(of) && (NOW.test(spent) || WAITED.test(lastName(right)) || /duration|start/i.test(spent))) ||
		(DEADLINE.test(of) && NOW.test(spent))
	);
}

const namesTimeLeft = ({expression}: ts.CallExpression | ts.NewExpression): boolean =>
	/remain|left|deadline|timeout|budget/i.test(lastName(expression));

/** Whether the function that is called subtracts from a budget; one of another file is believed by its name. */
function subtractsTime(index: FileIndex, call: ts.CallExpression | ts.NewExpression): boolean {
	const target = localFunction(index, call.expression);
	if (target) return some([target.node], inner => ts.isBinaryExpression(inner) && isSpent(inner));
	return saysTimeLeft(lastName(call.expression));
}

/** `remainingTimeMS`, `timeLeft`, `msRemaining`. */
const saysTimeLeft = (name: string): boolean =>
	speaksOf(name, /^(remain(s|ing)?|left)$/) && speaksOf(name, /^(time(out)?|deadline|ms|millis\w*|budget)$/);

/** The value that a variable was given, or a field of this file; undefined where it has several or none. */
function initialiserOf(index: FileIndex, node: ts.Expression): ts.Expression | undefined {
	const value = bare(node);
	if (ts.isIdentifier(value)) {
		const declaration = declarationOf(index, value);
		if (declaration?.kind !== 'variable') return undefined;
		return declaration.node.initializer ?? assigned(index, value.text);
	}
	return ts.isPropertyAccessExpression(value) && isSelf(value.expression)
		? assigned(index, value.getText())
		: undefined;
}

function assigned(index: FileIndex, target: string): ts.Expression | undefined {
	const values = nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).filter(
		({operatorToken, left}) => operatorToken.kind === ts.SyntaxKind.EqualsToken && left.getText() === target,
	);
	return values.length === 1 ? values[0]!.right : undefined;
}
