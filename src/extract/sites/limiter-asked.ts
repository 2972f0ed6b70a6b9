import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {isInside} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {some} from './attempts.ts';
import {notesIn} from './limiter-notes.ts';
import {readsClock} from './timeout-clock.ts';

/** What a condition asks of a value that is kept under a key. */
export interface Asked {
	/** That there was one; how many there were; how long ago the last one was. */
	form: 'mark' | 'count' | 'moment';
	/** What keeps it: `seen` of `seen.get(id)`. */
	collection: ts.Expression;
	/** The variable that the value was read into. */
	name?: string;
	/** The calls and assignments that note the operation under the key. */
	writes: ts.Node[];
}

/** Where a value of a key is read. */
interface Read {
	collection: ts.Expression;
	key: string;
	name?: string;
	/** Reading counts: `await redis.incr(key)`. */
	counts?: ts.CallExpression;
}

/** Undefined where the condition asks something else, or the function does not note the operation under the key. */
export function askedIn(index: FileIndex, condition: ts.Expression, fn: CodeFunction): Asked | undefined {
	for (const part of operandsOf(condition)) {
		const asked = ofComparison(index, part, fn) ?? ofPresence(index, part, fn);
		if (asked) return asked;
	}
	return undefined;
}

function operandsOf(condition: ts.Expression): ts.Expression[] {
	const node = bare(condition);
	const isAnd = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
	if (!isAnd) return [node];
	// In `last && now - last < 500` the comparison says what is asked.
	return [...operandsOf(node.right), ...operandsOf(node.left)];
}

/** `if (seen.get(key))`, `if (seen.has(key))`, `if (limited)`. */
function ofPresence(index: FileIndex, node: ts.Expression, fn: CodeFunction): Asked | undefined {
	const read = readOf(index, node, fn);
	// What is taken away when the work is done is held by what runs, not by time.
	if (!read || read.counts || isTakenAway(read, fn)) return undefined;
	const writes = writesTo(read, fn).filter(({value}) => value && isMark(index, value));
	return writes.length > 0 ? {form: 'mark', ...read, writes: writes.map(({node: at}) => at)} : undefined;
}

const isTakenAway = ({collection}: Read, fn: CodeFunction): boolean =>
	notesIn(fn).taken.some(({expression}) => expression.getText().startsWith(`${collection.getText()}.`));

/** A mark, not the result of the work: what is kept to be given out again is a cache. */
function isMark(index: FileIndex, value: ts.Expression): boolean {
	const node = bare(value);
	return /^(true|1|'1'|"1")$/.test(node.getText()) || readsClock(index, node);
}

/** `if (used > max)`, `if (entry.hits > 10)`, `if (now - last < 500)`. */
function ofComparison(index: FileIndex, node: ts.Expression, fn: CodeFunction): Asked | undefined {
	if (!ts.isBinaryExpression(node)) return undefined;
	const {left, right, operatorToken} = node;
	if (/^>=?$/.test(operatorToken.getText())) return ofCount(index, left, right, fn);
	if (!/^<=?$/.test(operatorToken.getText())) return undefined;
	const difference = bare(left);
	if (!ts.isBinaryExpression(difference) || difference.operatorToken.kind !== ts.SyntaxKind.MinusToken)
		return ofCount(index, right, left, fn);
	const read = readsClock(index, difference.left) ? readWithin(index, difference.right, fn) : undefined;
	const writes = read ? writesTo(read, fn).filter(({value}) => value && readsClock(index, value)) : [];
	return read && writes.length > 0 ? {form: 'moment', ...read, writes: writes.map(({node: at}) => at)} : undefined;
}

function ofCount(index: FileIndex, counted: ts.Expression, limit: ts.Expression, fn: CodeFunction): Asked | undefined {
	if (ts.isNumericLiteral(limit) && Number(limit.text) === 0) return undefined;
	const read = readWithin(index, counted, fn);
	// How many bytes, milliseconds or levels there are under a key is no count of operations.
	if (!read) return undefined;
	const writes = read.counts ? [read.counts] : countings(index, read, fn);
	return writes.length > 0 ? {form: 'count', ...read, writes} : undefined;
}

/** `count`, `entry.count`, `recent.length`, `hits.get(key)`. */
function readWithin(index: FileIndex, node: ts.Expression, fn: CodeFunction): Read | undefined {
	const value = bare(node);
	if (ts.isBinaryExpression(value) && isDefault(value)) return readWithin(index, value.left, fn);
	const read = readOf(index, value, fn);
	if (read || !ts.isPropertyAccessExpression(value)) return read;
	return /^(count|hits|requests|calls|length|size|n|num|used|total|attempts|last\w*|at|time|timestamp)$/i.test(
		value.name.text,
	)
		? readOf(index, value.expression, fn)
		: undefined;
}

const isDefault = ({operatorToken}: ts.BinaryExpression): boolean => /^(\|\||\?\?)$/.test(operatorToken.getText());

function readOf(index: FileIndex, node: ts.Expression, fn: CodeFunction): Read | undefined {
	const value = bare(node);
	if (!ts.isIdentifier(value)) return keyedRead(value);
	const declaration = declarationOf(index, value);
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	if (!init || !isInside(init, fn)) return undefined;
	const read = keyedRead(init);
	return read && {...read, name: value.text};
}

/** `c.get(k)`, `c[k]`, with a default, awaited, filtered. */
function keyedRead(node: ts.Expression): Read | undefined {
	const value = bare(node);
	if (ts.isAwaitExpression(value)) return keyedRead(value.expression);
	if (ts.isBinaryExpression(value)) return isDefault(value) ? keyedRead(value.left) : undefined;
	if (ts.isElementAccessExpression(value))
		return {collection: value.expression, key: value.argumentExpression.getText()};
	if (!ts.isCallExpression(value) || !ts.isPropertyAccessExpression(value.expression)) return undefined;
	const [key] = value.arguments;
	const method = value.expression.name.text;
	if (method === 'filter') return keyedRead(value.expression.expression);
	if (!key || !(COUNTS.test(method) || /^(get|has)$/.test(method))) return undefined;
	const read = {collection: value.expression.expression, key: key.getText()};
	return COUNTS.test(method) ? {...read, counts: value} : read;
}

const COUNTS = /^h?incr(by)?$/i;

interface Write {
	node: ts.Node;
	value: ts.Expression | undefined;
}

/** `c.set(k, value)`, `c[k] = value`. */
function writesTo({collection, key}: Read, fn: CodeFunction): Write[] {
	const text = collection.getText();
	const sets = notesIn(fn).sets.filter(
		call =>
			ts.isPropertyAccessExpression(call.expression) &&
			call.expression.expression.getText() === text &&
			call.arguments[0]?.getText() === key,
	);
	const assigned = notesIn(fn).assigned.filter(
		({left}) => ts.isElementAccessExpression(left) && left.getText() === `${text}[${key}]`,
	);
	return [
		...sets.map(node => ({node, value: node.arguments[1]})),
		...assigned.map(node => ({node, value: node.right})),
	];
}

/** `c.set(k, count + 1)`, `entry.count++`, `recent.push(now)`. */
function countings(index: FileIndex, read: Read, fn: CodeFunction): ts.Node[] {
	const isOne = (node: ts.Expression): boolean => ts.isNumericLiteral(node) && node.text === '1';
	const counted = writesTo(read, fn).filter(
		({node, value}) =>
			(ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) ||
			(value !== undefined &&
				some(
					[value],
					inner =>
						ts.isBinaryExpression(inner) &&
						inner.operatorToken.kind === ts.SyntaxKind.PlusToken &&
						isOne(bare(inner.right)),
				)),
	);
	const {name} = read;
	const own = name === undefined ? [] : notesIn(fn).steps.filter(at => countsUp(index, at, name));
	return [...counted.map(({node}) => node), ...own];
}

/** `entry.count++`, `count += 1`, `recent.push(Date.now())`. */
function countsUp(index: FileIndex, node: ts.Node, name: string): boolean {
	const isOf = (target: ts.Expression): boolean => target.getText() === name || target.getText().startsWith(`${name}.`);
	if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node))
		return node.operator === ts.SyntaxKind.PlusPlusToken && isOf(node.operand);
	if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && isOf(node.left);
	return (
		ts.isCallExpression(node) &&
		node.expression.getText() === `${name}.push` &&
		node.arguments[0] !== undefined &&
		readsClock(index, node.arguments[0])
	);
}
