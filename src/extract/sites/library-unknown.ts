import {builtinModules} from 'node:module';
import {ts} from '@ts-morph/common';
import {hit, signal} from '../../model/condition.ts';
import type {RuleBook} from '../../model/rule.ts';
import type {SiteDraft} from '../../model/site.ts';
import {isWrapper} from '../flow/bare.ts';
import {calleeName, isCall} from '../flow/traverse.ts';
import {keyText} from '../functions.ts';
import {originOf} from '../origins.ts';
import type {Origin} from '../origins-steps.ts';
import {placeOfExecution} from '../places.ts';
import {type CallNode, declarationOf, type FileIndex, isFunctionNode, referencesTo} from '../walk.ts';
import {draftOf} from './draft.ts';
import {OPTION_READINGS, type OptionReading} from './library-unknown-keys.ts';
import {isWaitedFor} from './library-waited.ts';

type Option = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

/**
 * `await probe(host, {timeout: 5, retries: 2})` of a package that no rule knows: it gives up then, or tries again, and no
 * line here shows it.
 */
export const extractUnknownOptions = (index: FileIndex, book: RuleBook): SiteDraft[] =>
	OPTION_READINGS.flatMap(reading =>
		reading.keys
			.flatMap(key => optionsNamed(index, key, reading))
			.flatMap(option => takenBy(index, book, option) ?? [])
			.map(taken => draftAt(index, reading, taken)),
	);

interface Taken {
	option: Option;
	/** The call that is given the option, or the assignment that hands it over. */
	by: ts.Node;
	origin: Origin;
}

function draftAt(index: FileIndex, {kind, arcs}: OptionReading, {option, by, origin}: Taken): SiteDraft {
	const needs = hit(placeOfExecution(index, by));
	return draftOf(index, {
		kind,
		mechanism: `library:${origin.package}`,
		node: option,
		certainty: 'likely',
		operations: isCall(by) ? [by] : [],
		operation: 'external',
		arcs: arcs.map(arc => ({arc, needs, fires: signal(arc), reading: 'library', witnesses: []})),
		form: `${kind} option ${keyText(option.name)}`,
		open: [{kind: 'outside', module: origin.module}],
	});
}

function optionsNamed(index: FileIndex, key: string, {switchesOn}: OptionReading): Option[] {
	return (index.identifiers.get(key) ?? []).flatMap((name): Option[] => {
		const {parent} = name;
		if (ts.isShorthandPropertyAssignment(parent)) return parent.name === name ? [parent] : [];
		return ts.isPropertyAssignment(parent) && parent.name === name && switchesOn(parent.initializer) ? [parent] : [];
	});
}

function takenBy(index: FileIndex, book: RuleBook, option: Option): Taken | undefined {
	for (const call of takersOf(index, option.parent)) {
		const origin = isKeeper(call) && isWaitedFor(index, call) ? outside(index, book, call.expression) : undefined;
		if (origin) return {option, by: call, origin};
	}
	return handedOver(index, book, option);
}

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
	const at = unwrapped(node);
	const {parent} = at;
	return isCall(parent) && parent.arguments?.some(argument => argument === at) ? parent : undefined;
}

function unwrapped(node: ts.Node): ts.Node {
	let at = node;
	while (isWrapper(at.parent)) at = at.parent;
	return at;
}

/** `client[http_options] = () => ({timeout: 10000})`: what a package made asks the function for its options. */
function handedOver(index: FileIndex, book: RuleBook, option: Option): Taken | undefined {
	let at = unwrapped(option.parent);
	if (ts.isReturnStatement(at.parent)) at = at.parent.parent;
	if (isFunctionNode(at.parent) && !ts.isSourceFile(at.parent)) at = unwrapped(at.parent);
	const {parent: by} = at;
	if (!ts.isBinaryExpression(by) || by.right !== at || by.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
		return undefined;
	const {left} = by;
	if (!ts.isElementAccessExpression(left) && !ts.isPropertyAccessExpression(left)) return undefined;
	const origin = outside(index, book, left.expression);
	return origin?.steps.includes('()') ? {option, by, origin} : undefined;
}

/** What shows, writes, checks or puts together what it is given keeps no time. */
const NO_KEEPER =
	/^(t|\$t|i18n|translate|use[A-Z].*|render.*|format.*|merge.*|assign.*|defaults.*|extend.*|pick.*|omit.*|clone.*|parse.*|validate.*|object|shape|json|log|info|warn|debug|error|emit|insert.*|update.*|upsert.*|save|store|set|put|find.*|where|count.*|.*([tT]oast|[nN]otif|[sS]nack|[tT]ooltip|[aA]lert|Error|Exception|Schema|Cache).*)$/;

const isKeeper = (call: CallNode): boolean => !NO_KEEPER.test(calleeName(call));

/** Where it comes from, if that is a package of which no rule speaks. */
function outside(index: FileIndex, book: RuleBook, expression: ts.Expression): Origin | undefined {
	const origin = originOf(index, expression);
	// A class of the project that extends the package's does with its options what it wants.
	if (!origin || origin.classes) return undefined;
	const {module, package: name} = origin;
	if (Object.hasOwn(book.modules, module) || Object.hasOwn(book.packages, name)) return undefined;
	return PACKAGE.test(name) && !builtinModules.includes(name) ? origin : undefined;
}

/** Names that a registry allows; `@/lib`, `~/lib`, `src/lib` are ways into the project. */
const PACKAGE = /^(?!(src|app|lib|server|client|shared|test)$)(@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*$/;
