import {builtinModules} from 'node:module';
import {ts} from '@ts-morph/common';
import {hit, signal} from '../../model/condition.ts';
import type {RuleBook} from '../../model/rule.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare, isWrapper} from '../flow/bare.ts';
import {calleeName, isCall} from '../flow/traverse.ts';
import {originOf} from '../origins.ts';
import {placeOfExecution} from '../places.ts';
import {type CallNode, declarationOf, type FileIndex, referencesTo} from '../walk.ts';
import {draftOf} from './draft.ts';
import {isWaitedFor} from './library-waited.ts';

/** Options that mean a deadline whatever package takes them. */
const KEYS = [
	'timeout',
	'timeoutMs',
	'requestTimeout',
	'requestTimeoutMs',
	'connectTimeout',
	'connectTimeoutMs',
	'connectionTimeout',
	'socketTimeout',
	'responseTimeout',
	'deadline',
];

type Option = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

/** `await probe(host, {timeout: 5})` of a package that no rule knows: it gives up then, and no line here shows it. */
export function extractUnknownDeadlines(index: FileIndex, book: RuleBook): SiteDraft[] {
	return KEYS.flatMap(key => optionsNamed(index, key)).flatMap(option => {
		for (const call of takersOf(index, option.parent)) {
			const name = isKeeper(call) && isWaitedFor(index, call) ? packageOf(index, book, call) : undefined;
			if (name !== undefined) return [draftAt(index, option, call, name)];
		}
		return [];
	});
}

const draftAt = (index: FileIndex, option: Option, call: CallNode, name: string): SiteDraft =>
	draftOf(index, {
		kind: 'timeout',
		mechanism: `library:${name}`,
		node: option,
		certainty: 'likely',
		operations: [call],
		operation: 'external',
		arcs: [
			{
				arc: 'fire',
				needs: hit(placeOfExecution(index, call)),
				fires: signal('fire'),
				reading: 'library',
				witnesses: [],
			},
		],
		form: `timeout option ${option.name.getText()}`,
	});

function optionsNamed(index: FileIndex, key: string): Option[] {
	return (index.identifiers.get(key) ?? []).flatMap((name): Option[] => {
		const {parent} = name;
		if (ts.isShorthandPropertyAssignment(parent)) return parent.name === name ? [parent] : [];
		return ts.isPropertyAssignment(parent) && parent.name === name && isTime(parent.initializer) ? [parent] : [];
	});
}

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

/** The calls that are given the object, itself or through a constant. */
function takersOf(index: FileIndex, object: ts.ObjectLiteralExpression): CallNode[] {
	const direct = takerOf(object);
	if (direct) return [direct];
	const {parent} = object;
	if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return [];
	const declaration = declarationOf(index, parent.name);
	if (!declaration) return [];
	return referencesTo(index, declaration).flatMap(name => takerOf(name) ?? []);
}

function takerOf(node: ts.Node): CallNode | undefined {
	let at = node;
	while (isWrapper(at.parent)) at = at.parent;
	const {parent} = at;
	return isCall(parent) && parent.arguments?.some(argument => argument === at) ? parent : undefined;
}

/** What shows, writes, checks or puts together what it is given keeps no time. */
const NO_KEEPER =
	/^(t|\$t|i18n|translate|use[A-Z].*|render.*|format.*|merge.*|assign.*|defaults.*|extend.*|pick.*|omit.*|clone.*|parse.*|validate.*|object|shape|json|log|info|warn|debug|error|emit|insert.*|update.*|upsert.*|save|store|set|put|find.*|where|count.*|.*([tT]oast|[nN]otif|[sS]nack|[tT]ooltip|[aA]lert|Error|Exception|Schema|Cache).*)$/;

const isKeeper = (call: CallNode): boolean => !NO_KEEPER.test(calleeName(call));

/** The package, where it is one from outside of which no rule speaks. */
function packageOf(index: FileIndex, book: RuleBook, call: CallNode): string | undefined {
	const origin = originOf(index, call.expression);
	// A class of the project that extends the package's does with its options what it wants.
	if (!origin || origin.classes) return undefined;
	const {module, package: name} = origin;
	if (Object.hasOwn(book.modules, module) || Object.hasOwn(book.packages, name)) return undefined;
	return PACKAGE.test(name) && !builtinModules.includes(name) ? name : undefined;
}

/** Names that a registry allows; `@/lib`, `~/lib`, `src/lib` are ways into the project. */
const PACKAGE = /^(?!(src|app|lib|server|client|shared|test)$)(@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*$/;
