import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {calleeName, collectShallow, isCall, visitShallow} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {shortText} from '../places.ts';
import {enclosingFunction, type FileIndex, type FunctionNode} from '../walk.ts';
import type {FlawFound} from './found.ts';
import {isDecidedAbove, isDecision, isPage, isQuiet} from './quiet.ts';

const VERBS =
	'insert|save|create|update|upsert|delete|remove|destroy|write|put|post|patch|send|publish|commit|transfer|charge|pay|store|persist|enqueue|submit';
const WRITES = new RegExp(`^(${VERBS})(?=$|[A-Z]|One|Many|File)`);
/** What a function promises to do, by its name. */
const PROMISES = new RegExp(
	`^_?(${VERBS}|add|set|assign|approve|reject|tag|untag|grant|revoke|enable|disable|archive|restore|rename|replace|apply|merge|link|unlink|reset)(?=$|[A-Z])`,
);
/** Of these nobody promised anything. */
const UNIMPORTANT =
	/cache|metric|analytic|telemetr|track|audit|log|stat(s|sd)\b|notif|tmp|temp|clean|lock|session|presence|breadcrumb/i;
/** Nor of these, where a function does nothing else. */
const MINOR =
	/seen|last[A-Z]|usage|cookie|preference|state$|history|recent|draft|heartbeat|ping|connect|cancel|best|safe|try|maybe|silent|quiet|optional|hook|report|debug|migrat/i;

const CLEANS = /^(fs|fse|fsp|fsPromises|fsExtra)\.(remove|delete)/;

/** A write whose failure disappears although the caller is told, or must believe, that it worked. */
export function findLostWrites(
	index: FileIndex,
	tried: ts.TryStatement,
	clause: ts.CatchClause,
	after: readonly ts.Statement[],
): FlawFound[] {
	if (changesState(tried)) return [];
	return [...toldSuccess(index, tried, clause, after), ...brokenPromise(index, tried, clause, after)].slice(0, 1);
}

/** `try { await db.insert(row) } catch (err) { console.error(err) } res.json({success: true})`. */
function toldSuccess(
	index: FileIndex,
	tried: ts.TryStatement,
	clause: ts.CatchClause,
	after: readonly ts.Statement[],
): FlawFound[] {
	const [write, ...more] = writesOf(tried);
	if (!write || more.length > 0 || awaitedOf(tried).length !== 1 || after.length === 0 || after.length > 2) return [];
	if (UNIMPORTANT.test(write.expression.getText())) return [];
	const success = after.map(tellsSuccess).find(node => node !== undefined);
	if (!success) return [];
	const why = `When \`${shortText(index, write, 50)}\` fails, this catch hides the error and \`${shortText(index, success, 40)}\` tells the caller that it worked.`;
	return [{flaw: 'swallowed', on: clause, at: clause, why}];
}

const awaitedOf = (tried: ts.TryStatement): ts.Expression[] =>
	collectShallow([tried.tryBlock], ts.isAwaitExpression).map(node => bare(node.expression));

/** Awaited calls of the block whose name says that they write. */
const writesOf = (tried: ts.TryStatement): Array<ts.CallExpression | ts.NewExpression> =>
	awaitedOf(tried)
		.filter(isCall)
		.filter(call => WRITES.test(calleeName(call)) && !CLEANS.test(call.expression.getText()));

/** Something else in the block tells what follows whether it went well. */
const changesState = (tried: ts.TryStatement): boolean =>
	collectShallow([tried.tryBlock], ts.isBinaryExpression).some(
		({operatorToken, left}) => operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(bare(left)),
	) ||
	collectShallow([tried.tryBlock], ts.isReturnStatement).some(({expression}) => expression !== undefined) ||
	collectShallow([tried.tryBlock], ts.isPostfixUnaryExpression).length > 0;

/** `return true`, `return {ok: true}`, `res.json({success: true})`, `res.sendStatus(200)`. */
function tellsSuccess(statement: ts.Statement): ts.Node | undefined {
	if (ts.isReturnStatement(statement) && statement.expression?.kind === ts.SyntaxKind.TrueKeyword) return statement;
	if (!ts.isReturnStatement(statement) && !ts.isExpressionStatement(statement)) return undefined;
	let told: ts.Node | undefined;
	visitShallow(statement, node => {
		if (ts.isPropertyAssignment(node) && /^(success|ok|succeeded|saved|sent)$/.test(node.name.getText())) {
			if (node.initializer.kind === ts.SyntaxKind.TrueKeyword) told ??= statement;
		}
		if (ts.isCallExpression(node) && /^(sendStatus|status)$/.test(calleeName(node))) {
			if (/^20[014]$/.test(node.arguments[0]?.getText() ?? '')) told ??= statement;
		}
	});
	return told;
}

/**
 * `async deleteTag(id) { try { await db.delete(id) } catch (err) { log(err) } }`: the function does nothing but what it
 * failed to do, and ends as if it had. Not reported: functions that are handed to something, for nobody may wait for
 * them, code of pages, and what is worth little.
 */
function brokenPromise(
	index: FileIndex,
	tried: ts.TryStatement,
	clause: ts.CatchClause,
	after: readonly ts.Statement[],
): FlawFound[] {
	const [write] = writesOf(tried);
	const owner = enclosingFunction(tried);
	if (!write || isPage(index) || isDecision(clause) || after.some(goesOn)) return [];
	const name = functionName(index, owner);
	const own = name.split('.').at(-1)!;
	if (!PROMISES.test(own) || MINOR.test(own) || UNIMPORTANT.test(`${name} ${write.expression.getText()}`)) return [];
	if (CACHED.test([write, ...parametersOf(owner)].map(node => node.getText()).join(' '))) return [];
	if (!isDeclared(owner) || tellsAnything(owner) || isInRound(tried, owner)) return [];
	const why = `\`${own}\` ends as if nothing had happened when \`${shortText(index, write, 50)}\` fails: this catch hides the error, and no caller can tell.`;
	return [{flaw: 'swallowed', on: clause, at: clause, why}];
}

/** What can be had again, as the names of values and types say. */
const CACHED = /cache|metric|telemetr|analytic/i;

const parametersOf = (owner: FunctionNode): readonly ts.Node[] => ('parameters' in owner ? owner.parameters : []);

/** More than reports, waits and timers follows, so the write is not all that the function is for. */
const goesOn = (statement: ts.Statement): boolean =>
	!ts.isExpressionStatement(statement) ||
	!ts.isCallExpression(bare(statement.expression)) ||
	!(isQuiet(bare(statement.expression)) || /^(stop|end|done)\w*$/i.test(calleeName(bare(statement.expression))));

/** A function or member of the module itself, with nothing above it that calls its failure a decision. */
function isDeclared(owner: FunctionNode): boolean {
	if (ts.isSourceFile(owner) || ts.isClassStaticBlockDeclaration(owner) || !owner.body) return false;
	if (!(ts.getCombinedModifierFlags(owner as ts.Declaration) & ts.ModifierFlags.Async)) return false;
	let at: ts.Node = owner;
	while (!ts.isStatement(at) && !ts.isClassElement(at) && !ts.isPropertyAssignment(at) && at.parent) at = at.parent;
	if (isDecidedAbove(at)) return false;
	if (ts.isMethodDeclaration(owner)) return true;
	const isTop = ts.isSourceFile(at.parent) || ts.isModuleBlock(at.parent);
	return isTop && (ts.isFunctionDeclaration(owner) || ts.isVariableDeclaration(owner.parent));
}

const tellsAnything = (owner: FunctionNode): boolean =>
	collectShallow('body' in owner && owner.body ? [owner.body] : [], ts.isReturnStatement).some(
		({expression}) => expression !== undefined,
	);

/** One of several: that the others go on is why the error is caught. */
function isInRound(tried: ts.TryStatement, owner: FunctionNode): boolean {
	for (let at: ts.Node = tried; at !== owner; at = at.parent)
		if (ts.isIterationStatement(at, false) || ts.isCatchClause(at) || (ts.isTryStatement(at) && at !== tried))
			return true;
	return false;
}
