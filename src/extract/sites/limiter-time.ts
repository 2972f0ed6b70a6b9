import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, isCall} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {some} from './attempts.ts';
import type {Asked} from './limiter-asked.ts';
import {readsClock} from './timeout-clock.ts';

/** What is noted is forgotten after a time: else it is a quota, a lock, a list of what is done already. */
export function isOfTime(index: FileIndex, asked: Asked, fn: CodeFunction): boolean {
	return (
		asked.form === 'moment' ||
		asked.writes.some(hasLife) ||
		madeToForget(index, asked.collection) ||
		isForgotten(index, asked, fn)
	);
}

/** `c.set(k, v, 60)`, `c.set(k, v, {ttl: 60})`, `redis.setex(…)`. */
function hasLife(write: ts.Node): boolean {
	if (!ts.isCallExpression(write) || /^h?incr/i.test(calleeName(write))) return false;
	return write.arguments.length > 2 || /^p?setex$/i.test(calleeName(write));
}

const LIFE = /^(std)?ttl(ms|seconds)?$|^max_?age$|^expir\w*$|^lifetime$/i;

/** `new Cache({ttl: 60})`, made in this file. */
function madeToForget(index: FileIndex, collection: ts.Expression): boolean {
	const node = bare(collection);
	const declaration = ts.isIdentifier(node) ? declarationOf(index, node) : undefined;
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : fieldValue(index, node);
	return (
		init !== undefined &&
		some([init], inner => isCall(inner) && (inner.arguments ?? []).some(given => holdsLife(given)))
	);
}

const holdsLife = (given: ts.Expression): boolean => {
	const value = bare(given);
	return (
		ts.isObjectLiteralExpression(value) &&
		value.properties.some(({name}) => name !== undefined && ts.isIdentifier(name) && LIFE.test(name.text))
	);
};

/** `private hits = new Cache({ttl})`, `this.hits = new Cache({ttl})`. */
function fieldValue(index: FileIndex, node: ts.Expression): ts.Expression | undefined {
	if (!ts.isPropertyAccessExpression(node)) return undefined;
	for (const {parent} of index.identifiers.get(node.name.text) ?? []) {
		if (ts.isPropertyDeclaration(parent) && parent.initializer) return parent.initializer;
		const assignment = parent.parent;
		if (ts.isPropertyAccessExpression(parent) && ts.isBinaryExpression(assignment) && assignment.left === parent)
			return assignment.right;
	}
	return undefined;
}

/** A key that expires, an entry that is compared with the clock, or all of them thrown away now and then. */
function isForgotten(index: FileIndex, {collection, name}: Asked, fn: CodeFunction): boolean {
	const text = collection.getText();
	const inFunction = some(bodyOf(fn), node => {
		if (ts.isCallExpression(node) && /^p?expire(at|in)?$/i.test(calleeName(node))) return true;
		if (!ts.isBinaryExpression(node) || !/^[<>]=?$/.test(node.operatorToken.getText())) return false;
		const {left, right} = node;
		return (
			[left, right].some(side => some([side], inner => isClock(index, inner))) &&
			(name === undefined || speaksOfEntry(node, name))
		);
	});
	return inFunction || index.calls.some(call => calleeName(call) === 'setInterval' && clears(call, text));
}

const isClock = (index: FileIndex, node: ts.Node): boolean =>
	(ts.isIdentifier(node) || ts.isCallExpression(node)) && readsClock(index, node);

/** `now > entry.resetAt`; `hits.get(key).filter(at => now - at < 500)`. */
function speaksOfEntry(node: ts.BinaryExpression, name: string): boolean {
	if (node.getText().includes(`${name}.`) || node.getText().includes(`${name}?.`)) return true;
	for (let at: ts.Node = node; at.parent; at = at.parent) {
		if (ts.isVariableDeclaration(at)) return at.name.getText() === name;
		if (ts.isBlock(at)) return false;
	}
	return false;
}

const clears = (call: ts.Node, collection: string): boolean =>
	some(
		[call],
		node =>
			ts.isCallExpression(node) &&
			/^(clear|delete)$/.test(calleeName(node)) &&
			node.expression.getText().startsWith(`${collection}.`),
	);
