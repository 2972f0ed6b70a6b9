import {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {makesError, mentions} from '../flow/error-names.ts';
import {forwardsError, isPromiseReject} from '../flow/exits.ts';
import type {Handler} from '../flow/handlers.ts';
import type {Path} from '../flow/paths.ts';
import {calleeName, collectShallow, isCall} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import {answersRequest} from './answers.ts';
import type {Substitute} from './substitute.ts';
import {isUndefined, ofValue, startsOver} from './substitute-values.ts';
import {CLEANUP_CALL, LOG_CALL} from './vocabulary.ts';

const RANK: Record<Certainty, number> = {sure: 0, likely: 1, possible: 2};

/** The best substitute on a path; undefined where the failure is handed on, answered, or merely survived. */
export function substituteOn(index: FileIndex, handler: Handler, path: Path): Substitute | undefined {
	if (path.end === 'throw' || path.end === 'break') return undefined;
	if (path.steps.some(step => forwards(step, handler.errors) || answersRequest(index, step))) return undefined;
	const found = [
		...returned(index, handler, path),
		...assigned(handler, path),
		...resolved(handler, path),
		...performed(index, handler, path),
	];
	return found.sort((a, b) => RANK[a.certainty] - RANK[b.certainty])[0];
}

const forwards = (step: ts.Node, errors: ReadonlySet<string>): boolean =>
	collectShallow([step], (node): node is ts.CallExpression => forwardsError(node, errors) || isPromiseReject(node))
		.length > 0;

/** Rules for what a handler returns. A callback's return value goes nowhere unless it is another callback's result. */
function returned(index: FileIndex, handler: Handler, path: Path): Substitute[] {
	const statement = path.last && ts.isReturnStatement(path.last) ? path.last : undefined;
	if (path.end !== 'return' || !statement?.expression) return [];
	if (handler.form !== 'catch' && handler.form !== 'promise') return [];
	return ofValue(index, handler, statement.expression, statement);
}

const NO_SUBSTITUTE =
	/err|status|state|attempt|retr|count|time|fail|last|success|healthy|connected|closed|done|flag|is[A-Z]|has[A-Z]/;

/** A value other than the error for what the try block assigns as well. */
function assigned(handler: Handler, path: Path): Substitute[] {
	if (!handler.tried) return [];
	const inTry = new Set(assignments([handler.tried.tryBlock]).map(({left}) => left.getText()));
	return assignments(path.steps).flatMap(node => {
		const target = node.left.getText();
		if (!inTry.has(target) || NO_SUBSTITUTE.test(target)) return [];
		const value = bare(node.right);
		if (mentions(value, handler.errors) || makesError(value) || isUndefined(value)) return [];
		const isFlag = value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword;
		return [
			{
				node,
				certainty: isFlag ? ('possible' as const) : ('sure' as const),
				fallible: isCall(ts.isAwaitExpression(value) ? value.expression : value),
			},
		];
	});
}

const assignments = (nodes: readonly ts.Node[]): ts.BinaryExpression[] =>
	collectShallow(
		nodes,
		(node): node is ts.BinaryExpression =>
			ts.isBinaryExpression(node) &&
			(node.operatorToken.kind === ts.SyntaxKind.EqualsToken ||
				node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
				node.operatorToken.kind === ts.SyntaxKind.BarBarEqualsToken),
	);

const SINK = /^(resolve|callback|cb|done|next|push|set|fulfill|accept)$/;

/** `callback(null, v)`, `resolve(v)`: success told although the operation failed. */
function resolved(handler: Handler, path: Path): Substitute[] {
	return collectShallow(path.steps, ts.isCallExpression).flatMap(call => {
		const name = calleeName(call);
		if (call.arguments.some(argument => mentions(argument, handler.errors) || makesError(argument))) return [];
		if (/^(callback|cb|done|next)$/.test(name)) {
			const [first, second] = call.arguments;
			return first && second && (first.kind === ts.SyntaxKind.NullKeyword || isUndefined(first))
				? [{node: call, certainty: 'sure' as const, fallible: false}]
				: [];
		}
		if (
			name === 'resolve' &&
			ts.isIdentifier(call.expression) &&
			call.arguments.length === 1 &&
			!isUndefined(call.arguments[0]!)
		) {
			return [{node: call, certainty: 'likely' as const, fallible: false}];
		}
		return sameSink(handler, call);
	});
}

/** Try and catch feed the same sink with different values. */
function sameSink(handler: Handler, call: ts.CallExpression): Substitute[] {
	if (!handler.tried || !SINK.test(calleeName(call))) return [];
	const callee = call.expression.getText();
	const isMessage = calleeName(call) === 'push' && call.arguments.some(isText);
	const twin = collectShallow([handler.tried.tryBlock], ts.isCallExpression).some(
		other => other.expression.getText() === callee && argumentsOf(other) !== argumentsOf(call),
	);
	return twin && !isMessage && call.arguments.length > 0 ? [{node: call, certainty: 'likely', fallible: false}] : [];
}

const isText = (argument: ts.Expression): boolean => {
	const value = bare(argument);
	return (
		ts.isStringLiteralLike(value) ||
		ts.isTemplateExpression(value) ||
		(ts.isBinaryExpression(value) && (isText(value.left) || isText(value.right))) ||
		(ts.isIdentifier(value) && /message|msg|text|reason/i.test(value.text))
	);
};

const argumentsOf = (call: ts.CallExpression): string => call.arguments.map(argument => argument.getText()).join();

/** Another operation, awaited, on a path that ends well and does not take the error. */
function performed(index: FileIndex, handler: Handler, path: Path): Substitute[] {
	if (handler.form === 'event' || handler.form === 'assigned') return [];
	if (handler.form === 'callback') return handedOn(handler, path);
	// Where the operation's value is wanted, another call whose value is not compensates or cleans up.
	if (handler.tried && wantsValue(handler.tried.tryBlock)) return [];
	return collectShallow(path.steps, ts.isAwaitExpression).flatMap(node => {
		const call = bare(node.expression);
		if (!isCall(call) || (call.arguments ?? []).some(argument => mentions(argument, handler.errors))) return [];
		const name = calleeName(call);
		if (
			CLEANUP_CALL.test(name) ||
			LOG_CALL.test(name) ||
			tellsBroker(call, name) ||
			/^(sleep|delay|wait|update|save|mark|audit|store|set|add)/i.test(name) ||
			ts.isNewExpression(call) ||
			startsOver(index, handler, call)
		)
			return [];
		return [{node: call, certainty: 'likely' as const, fallible: true}];
	});
}

/** `await msg.nack()`, `await deadLetters.send(msg)`: the message is given back or away, and nothing stands in for its handling. */
const tellsBroker = (call: ts.CallExpression | ts.NewExpression, name: string): boolean =>
	/^(n?ack|reject|requeue|abandon)(message|all)?$/i.test(name) || /dlq|dead_?letter/i.test(call.expression.getText());

/** The last thing that the block does is to keep or return a value. */
function wantsValue(block: ts.Block): boolean {
	const awaited = collectShallow([block], ts.isAwaitExpression);
	return awaited.some(node => !ts.isExpressionStatement(node.parent)) && !isGuardOnly(block);
}

/** Every awaited value is only asked by a condition. */
const isGuardOnly = (block: ts.Block): boolean =>
	collectShallow([block], ts.isAwaitExpression).every(
		({parent}) => ts.isExpressionStatement(parent) || ts.isIfStatement(parent) || ts.isPrefixUnaryExpression(parent),
	);

/** Error-first style: another operation is started with the callback that would have got the result. */
function handedOn(handler: Handler, path: Path): Substitute[] {
	return collectShallow(path.steps, ts.isCallExpression).flatMap(call => {
		const takesCallback = call.arguments.some(
			argument => ts.isIdentifier(argument) && /^(cb|callback|done|next|resolve)$/.test(argument.text),
		);
		if (!takesCallback || call.arguments.some(argument => mentions(argument, handler.errors))) return [];
		return /^(setImmediate|nextTick|setTimeout|call|apply|on|once)$/.test(calleeName(call))
			? []
			: [{node: call, certainty: 'likely' as const, fallible: true}];
	});
}
