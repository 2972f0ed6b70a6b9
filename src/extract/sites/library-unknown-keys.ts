import {ts} from '@ts-morph/common';
import type {ArcName, SiteKind} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';

/** Options that mean the same whatever package takes them. */
export interface OptionReading {
	kind: SiteKind;
	keys: readonly string[];
	/** Whether this value can switch it on; `0`, a text, a schema cannot. */
	switchesOn: (value: ts.Expression) => boolean;
	arcs: readonly ArcName[];
}

const DEADLINES = ['timeout', 'deadline'];
/** None for idleness: what is thrown out then fails nobody. */
const OF_A_PART = ['request', 'connect', 'connection', 'socket', 'response', 'command', 'acquire', 'query'];
const UNITS = ['', 'Ms', 'MS', 'Millis', 'Seconds'];

const named = (part: string): string[] => UNITS.map(unit => `${part}${unit}`);

const RETRIES: readonly ArcName[] = ['retry', 'recover', 'exhaust'];

export const OPTION_READINGS: readonly OptionReading[] = [
	{
		kind: 'timeout',
		keys: [...DEADLINES.flatMap(named), ...OF_A_PART.flatMap(part => named(`${part}Timeout`))],
		switchesOn: isTime,
		arcs: ['fire'],
	},
	{
		kind: 'retry',
		keys: [
			'retry',
			'retries',
			'maxRetries',
			'numRetries',
			'retryLimit',
			'retryCount',
			'retryAttempts',
			'maxRetryAttempts',
		],
		switchesOn: isTimes,
		arcs: RETRIES,
	},
	// The first attempt counts, too.
	{kind: 'retry', keys: ['maxAttempts'], switchesOn: value => isTimes(value) && value.getText() !== '1', arcs: RETRIES},
];

/** A number, what is computed, a variable or a member; a text, an object or a schema says something else. */
function isTime(expression: ts.Expression): boolean {
	const value = bare(expression);
	if (ts.isNumericLiteral(value)) return Number(value.text) !== 0;
	if (ts.isIdentifier(value)) return !/^(undefined|Infinity|NaN)$/.test(value.text);
	if (ts.isConditionalExpression(value)) return isTime(value.whenTrue) || isTime(value.whenFalse);
	if (ts.isCallExpression(value)) return /^(Math\.\w+|Number|parseInt|parseFloat)$/.test(value.expression.getText());
	if (ts.isPropertyAccessExpression(value)) return value.getText() !== 'Number.POSITIVE_INFINITY';
	return (
		ts.isElementAccessExpression(value) || (ts.isBinaryExpression(value) && COMPUTES.has(value.operatorToken.kind))
	);
}

const COMPUTES: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.PlusToken,
	ts.SyntaxKind.MinusToken,
	ts.SyntaxKind.AsteriskToken,
	ts.SyntaxKind.SlashToken,
	ts.SyntaxKind.BarBarToken,
	ts.SyntaxKind.QuestionQuestionToken,
]);

/** A number of times, or an object that has one. */
function isTimes(expression: ts.Expression): boolean {
	const value = bare(expression);
	if (!ts.isObjectLiteralExpression(value)) return isTime(value);
	const times = value.properties.find(
		({name}) => name !== undefined && /^(retries|limit|max\w*|attempts|times)$/.test(name.getText()),
	);
	return (
		times !== undefined &&
		(ts.isShorthandPropertyAssignment(times) || (ts.isPropertyAssignment(times) && isTime(times.initializer)))
	);
}
