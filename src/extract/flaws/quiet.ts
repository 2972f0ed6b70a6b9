import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {calleeName, collectShallow, isCall} from '../flow/traverse.ts';
import {DELAY_CALL} from '../sites/vocabulary.ts';
import type {FileIndex} from '../walk.ts';

const LOGGER = /(^|[._])(console|log(ger)?|logs|debug|winston|pino|bunyan|signale|consola)$|Log(ger)?$/i;
const LOG_FUNCTION = /^(log|debug|warn|warning|trace)([A-Z]\w*)?$/;
const COMPUTES =
	/^(Math|Date|Number|String|Boolean|Array|performance)\b|^(Object|JSON)\.(keys|values|entries|assign|stringify)$|^encodeURI(Component)?$|^process\.(hrtime|uptime|memoryUsage)\b/;

/** `console.error(…)`, `this.logger.warn(…)`, `logError(err)`, `debug(…)`. */
export function isReport(node: ts.Node): boolean {
	if (!ts.isCallExpression(node)) return false;
	const callee = bare(node.expression);
	if (ts.isIdentifier(callee)) return LOG_FUNCTION.test(callee.text);
	return ts.isPropertyAccessExpression(callee) && LOGGER.test(callee.expression.getText().replace(/\(\)$/, ''));
}

/** A call that does nothing but report, wait or compute: whatever fails around it, it is not this. */
export function isQuiet(node: ts.Node): boolean {
	if (!isCall(node)) return false;
	if (isReport(node) || DELAY_CALL.test(calleeName(node))) return true;
	if (ts.isNewExpression(node)) return /^(Date|Map|Set|Error|Promise)$/.test(node.expression.getText());
	return COMPUTES.test(node.expression.getText());
}

/** Calls below `nodes` that may fail, function literals not entered, `but` and what is in it left out. */
export function fallibleCalls(nodes: readonly ts.Node[], but?: ts.Node): ts.Node[] {
	return collectShallow(nodes, isCall).filter(
		call => !isQuiet(call) && !(but && call.pos >= but.pos && call.end <= but.end),
	);
}

/** Someone wrote a word on it: that is a decision, not an oversight. Strings do not count. */
export const isExplained = (node: ts.Node): boolean =>
	/\/\/|\/\*/.test(node.getText().replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, ''));

const DECIDED =
	/best.?effort|ignor|swallow|non.?(fatal|critical|blocking)|optional|not (critical|fatal|important)|silent|fire.and.forget|(do|does|should|must|can)(n'?t| ?not)|never|fail.?(open|soft|safe)|regardless|anyway|even if|continue|tolera/i;

/** The comment right above a statement or member says that its failure does not matter. */
export function isDecidedAbove(node: ts.Node): boolean {
	const text = node.getSourceFile().text;
	const comments = ts.getLeadingCommentRanges(text, node.pos) ?? [];
	return comments.some(({pos, end}) => DECIDED.test(text.slice(pos, end)));
}

/** A word anywhere in or before the handler, between `catch` and its block too; orders to a coverage tool are none. */
export function isDecision(clause: ts.CatchClause): boolean {
	const comments = clause.getFullText().match(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g) ?? [];
	return DECIDED.test(comments.join(' ').replace(/(v8|c8|istanbul) ignore/g, ''));
}

const PAGE_FOLDER = /(^|\/)(components?|hooks?|composables?|frontend|public|stores|views|playwright)\//;
const PAGE_PACKAGE = /^(vue|svelte|solid-js|preact|next\/navigation|mobx|pinia|@angular\/core|@tauri-apps\/.*)$/;

/** Code of a page: its user sees what went wrong, and nobody waits for the function. */
export const isPage = ({file, source}: FileIndex): boolean =>
	PAGE_FOLDER.test(file) ||
	/\.[jt]sx$/.test(file) ||
	source.statements.some(
		statement =>
			ts.isImportDeclaration(statement) &&
			ts.isStringLiteral(statement.moduleSpecifier) &&
			(PAGE_PACKAGE.test(statement.moduleSpecifier.text) || /\buse[A-Z]/.test(statement.importClause?.getText() ?? '')),
	);
