import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {calleeName, collectShallow, isCall} from '../flow/traverse.ts';
import {DELAY_CALL} from '../sites/vocabulary.ts';

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

/** The comment right above a statement says that its failure does not matter. */
export function isDecidedAbove(statement: ts.Node): boolean {
	const text = statement.getSourceFile().text;
	const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
	return comments.some(({pos, end}) => DECIDED.test(text.slice(pos, end)));
}
