import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {boundNames, mentions} from '../flow/error-names.ts';
import {calleeName, collectShallow, isCall, visitDeep} from '../flow/traverse.ts';
import {type FileIndex, isFunctionNode, nodesOf} from '../walk.ts';
import type {FlawFound} from './found.ts';
import {fallibleCalls} from './quiet.ts';

/**
 * A catch that takes every error for one thing: an outage or a bug told as "not found", or one bad request that ends
 * the process for all others.
 *
 * Not reported: a catch that looks at the error in any way; `process.exit` in programs, start-up code and anything that
 * no request runs through; other defaults (`null`, `[]`, `false`), which are fallbacks and may be meant.
 */
export function findOverbroad(index: FileIndex): FlawFound[] {
	return nodesOf<ts.TryStatement>(index, ts.SyntaxKind.TryStatement).flatMap(tried => {
		const clause = tried.catchClause;
		if (!clause) return [];
		return [...exits(tried, clause), ...notFound(tried, clause)].slice(0, 1);
	});
}

const isExit = (node: ts.Node): node is ts.CallExpression =>
	ts.isCallExpression(node) && /^process\.(exit|abort)$/.test(node.expression.getText());

function exits(tried: ts.TryStatement, clause: ts.CatchClause): FlawFound[] {
	const [exit] = collectShallow([clause.block], isExit);
	if (!exit || !takesRequest(tried)) return [];
	const why = 'One request that fails ends the process, and with it every other request that it is answering.';
	return [{flaw: 'overbroad', on: clause, at: exit, why}];
}

/** Within a function that is given a request and its response. */
function takesRequest(node: ts.Node): boolean {
	for (let at = node; at; at = at.parent) {
		if (!isFunctionNode(at) || !('parameters' in at)) continue;
		const names = at.parameters.flatMap(parameter => boundNames(parameter.name));
		if (names.some(name => /^_?(req|request)$/.test(name)) && names.some(name => /^_?(res|response|reply)$/.test(name)))
			return true;
	}
	return false;
}

function notFound(tried: ts.TryStatement, clause: ts.CatchClause): FlawFound[] {
	if (looksAtError(clause)) return [];
	const answer = clause.block.statements.flatMap(answersOf)[0];
	if (!answer || !failsOtherwise(tried)) return [];
	const why =
		'Whatever fails in this block, an outage or a bug of its own, is told as "not found", and nobody sees the error.';
	return [{flaw: 'overbroad', on: clause, at: answer, why}];
}

/** Calls that answer with nothing where nothing is found, and calls that come after it was found. */
const NEVER_MISSES =
	/^(findMany|findFirst|findUnique|findAll|findAndCountAll|count|aggregate|groupBy|create|createMany|insert|insertOne|insertMany|upsert|updateMany|deleteMany|\$transaction|\$queryRaw|\$executeRaw|publish|sendMail|sendEmail|emit)$/;

/** Puts a result into another form. */
const WRAPS = /^(right|left|isLeft|isRight|ok|err|some|none|cast\w*|to[A-Z]\w*)$/;

/** One awaited call that finds nothing may well be all that can go wrong; much work, or work of another sort, may not. */
function failsOtherwise(tried: ts.TryStatement): boolean {
	const awaited = collectShallow([tried.tryBlock], ts.isAwaitExpression);
	if (awaited.length === 0) return false;
	if (awaited.some(({expression}) => NEVER_MISSES.test(calleeName(bare(expression))))) return true;
	const calls = fallibleCalls([tried.tryBlock]).filter(call => !isNotFound(call) && !WRAPS.test(calleeName(call)));
	return awaited.length + calls.length >= 4;
}

function looksAtError({block, variableDeclaration}: ts.CatchClause): boolean {
	const names = new Set(boundNames(variableDeclaration?.name));
	return names.size > 0 && block.statements.some(statement => mentions(statement, names));
}

/**
 * `res.status(404)`, `throw new NotFoundError()`, `notFound()`, `return left(ORDER_NOT_FOUND)` as a statement of the
 * handler itself.
 */
function answersOf(statement: ts.Statement): ts.Node[] {
	if (!ts.isExpressionStatement(statement) && !ts.isReturnStatement(statement) && !ts.isThrowStatement(statement))
		return [];
	const found: ts.Node[] = [];
	visitDeep(statement, node => {
		if (isNotFound(node) || (!ts.isExpressionStatement(statement) && isNotFoundCode(node))) found.push(node);
		return !ts.isFunctionLike(node);
	});
	return found;
}

function isNotFound(node: ts.Node): boolean {
	if (!isCall(node)) return false;
	const name = calleeName(node);
	const isStatus = /^(status|sendStatus|writeHead|code)$/.test(name) && node.arguments?.[0]?.getText() === '404';
	return isStatus || /^(notFound|\w*NotFound(Error|Exception)?)$/.test(name);
}

/** `USER_NOT_FOUND`, `Code.NotFound`, `'not_found'`. */
const isNotFoundCode = (node: ts.Node): boolean =>
	(ts.isIdentifier(node) && /(^|_)NOT_FOUND$/.test(node.text)) ||
	(ts.isStringLiteralLike(node) && /^([\w-]+[_-])?not[_-]found$/i.test(node.text));
