import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {foreignOf} from '../foreign.ts';
import {type Exported, exportOf} from '../foreign-exports.ts';
import {keyText} from '../functions.ts';
import {assignedTo} from '../origins.ts';
import {fieldValues, isNothing} from '../origins-fields.ts';
import type {Declaration} from '../scopes.ts';
import {declarationOf, type FileIndex, homeOf} from '../walk.ts';
import {isUsedElsewhere, mayBeChanged, memberAssignments} from './library-changes.ts';
import {
	ABSENT,
	either,
	type Found,
	firstOf,
	givenBy,
	isPartial,
	isPlain,
	readCall,
	readEither,
	UNKNOWN,
	type ValueNode,
	withoutOthers,
	YIELDS_EITHER,
} from './library-found.ts';
import {elementsOf} from './library-lists.ts';
import {callersOf} from './library-parameters.ts';

const DEEPEST = 8;
const MOST_HOPS = 3;

/** The value itself for no keys, else the option at `keys` in the object that it is. */
export function readValue(
	from: FileIndex,
	value: ValueNode,
	keys: readonly string[],
	node: ts.Node = value,
	shared = false,
	depth = 0,
): Found {
	if (!ts.isMethodDeclaration(value) && isNothing(value) && bare(value).kind !== ts.SyntaxKind.NullKeyword)
		return ABSENT;
	if (keys.length === 0) return {state: 'present', value, node, shared};
	if (depth > DEEPEST) return UNKNOWN;
	if (ts.isMethodDeclaration(value)) return ABSENT;
	const index = homeOf(from, value);
	const object = bare(value);
	const go = (next: ts.Expression, nowShared = shared) => readValue(index, next, keys, node, nowShared, depth + 1);
	const elements = keys[0] === '*' ? elementsOf(index, object) : undefined;
	if (elements) return firstOf(elements.map(next => readValue(index, next, keys.slice(1), next, shared, depth + 1)));
	if (ts.isObjectLiteralExpression(object)) return readProperty(index, object, keys, shared, depth);
	if (ts.isIdentifier(object)) return readDeclared(index, declarationOf(index, object), keys, object, shared, depth);
	if (ts.isPropertyAccessExpression(object)) return readMember(index, object, keys, node, shared, depth);
	if (ts.isConditionalExpression(object)) return either(go(object.whenTrue), go(object.whenFalse));
	if (ts.isBinaryExpression(object) && object.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
		return either(go(object.right), ABSENT);
	}
	if (YIELDS_EITHER.has((object as ts.BinaryExpression).operatorToken?.kind)) return readEither(object, go);
	if (ts.isCallExpression(object)) return readCall(index, object, go);
	return isPlain(object) && keys[0] !== '*' ? ABSENT : UNKNOWN;
}

/** The expression that a name, or a member of something, stands for. */
export function readName(from: FileIndex, name: ts.Identifier | ts.PropertyAccessExpression, depth = 0): Found {
	if (depth > DEEPEST) return UNKNOWN;
	const index = homeOf(from, name);
	return ts.isIdentifier(name)
		? readDeclared(index, declarationOf(index, name), [], name, true, depth)
		: readMember(index, name, [], name, true, depth);
}

function readProperty(
	index: FileIndex,
	object: ts.ObjectLiteralExpression,
	keys: readonly string[],
	shared: boolean,
	depth: number,
): Found {
	const [key, ...rest] = keys;
	let open = false;
	// A later property wins over an earlier one, and over what is spread before it.
	for (const property of [...object.properties].reverse()) {
		const found = ts.isSpreadAssignment(property)
			? readValue(index, property.expression, keys, property, shared, depth + 1)
			: readNamed(index, property, key!, rest, shared, depth);
		if (found?.state === 'present') return open || isPartial(property, found) ? withoutOthers(found) : found;
		if (found?.state === 'unknown') open = true;
		else if (found && !ts.isSpreadAssignment(property)) return open ? UNKNOWN : ABSENT;
	}
	return open ? UNKNOWN : ABSENT;
}

/** Undefined for a property of another name. */
function readNamed(
	index: FileIndex,
	property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>,
	key: string,
	rest: readonly string[],
	shared: boolean,
	depth: number,
): Found | undefined {
	const name = keyText(property.name);
	if (name === undefined) return UNKNOWN;
	if (name !== key) return undefined;
	const value = givenBy(property);
	return value ? readValue(index, value, rest, property, shared, depth + 1) : UNKNOWN;
}

/** A member of something: of an instance of this class, of a module, of an object. */
function readMember(
	index: FileIndex,
	member: ts.PropertyAccessExpression,
	keys: readonly string[],
	node: ts.Node,
	shared: boolean,
	depth: number,
): Found {
	const name = member.name.text;
	if (member.expression.kind === ts.SyntaxKind.ThisKeyword) {
		const {values, parameter} = fieldValues(index, member, name);
		if (values.length === 0 && parameter) return readParameter(index, parameter, keys, depth);
		return values.length === 1 ? readValue(index, values[0]!, keys, node, true, depth + 1) : UNKNOWN;
	}
	const foreign = foreignOf(index, member);
	if (foreign) return readExported(index, foreign, keys, node, depth);
	return readValue(index, member.expression, [name, ...keys], node, shared, depth + 1);
}

/** What a name stands for. */
function readDeclared(
	index: FileIndex,
	declaration: Declaration | undefined,
	keys: readonly string[],
	node: ts.Node,
	shared: boolean,
	depth: number,
): Found {
	switch (declaration?.kind) {
		case 'parameter':
			return readParameter(index, declaration.node, keys, depth);
		case 'binding':
			return readBinding(index, declaration.node, keys, node, depth);
		case 'import': {
			const foreign = index.others && exportOf(index, declaration.module, declaration.member);
			return foreign ? readExported(index, foreign, keys, node, depth) : UNKNOWN;
		}
		case 'class':
			return readStatic(index, declaration.node, keys, node, depth);
		case 'variable':
			return readVariable(index, declaration, keys, node, shared, depth);
		default:
			return UNKNOWN;
	}
}

function readVariable(
	index: FileIndex,
	declaration: Declaration & {kind: 'variable'},
	keys: readonly string[],
	node: ts.Node,
	shared: boolean,
	depth: number,
): Found {
	const {initializer} = declaration.node;
	if (!initializer || assignedTo(index, declaration).length > 0) return UNKNOWN;
	const nowShared = shared || isUsedElsewhere(index, declaration);
	if (keys.length === 0) return readValue(index, initializer, keys, node, nowShared, depth + 1);
	const later = memberAssignments(index, declaration, keys[0]!);
	if (later.length > 1 || mayBeChanged(index, declaration)) return UNKNOWN;
	if (later.length === 1) {
		return readValue(index, later[0]!.right, keys.slice(1), later[0]!, nowShared, depth + 1);
	}
	return readValue(index, initializer, keys, node, nowShared, depth + 1);
}

/** What stands in another file. Whoever imports an object can write to it. */
function readExported(index: FileIndex, found: Exported, keys: readonly string[], node: ts.Node, depth: number): Found {
	if (depth > DEEPEST || keys.some(key => index.others?.isWritten(key))) return UNKNOWN;
	if (found.kind === 'declaration') return readDeclared(found.index, found.declaration, keys, node, true, depth + 1);
	if (found.kind === 'value') return readValue(found.index, found.value, keys, node, true, depth + 1);
	const member = found.kind === 'module' && keys.length > 0 ? exportOf(found.index, undefined, keys[0]!) : undefined;
	return member ? readExported(index, member, keys.slice(1), node, depth + 1) : UNKNOWN;
}

const FIXED = ts.ModifierFlags.Static | ts.ModifierFlags.Readonly;

/** `static readonly OPTIONS = {…}`. */
function readStatic(
	index: FileIndex,
	klass: ts.ClassLikeDeclaration,
	[name, ...keys]: readonly string[],
	node: ts.Node,
	depth: number,
): Found {
	const field = klass.members.find(
		(member): member is ts.PropertyDeclaration => ts.isPropertyDeclaration(member) && keyText(member.name) === name,
	);
	const isFixed = field && (ts.getCombinedModifierFlags(field) & FIXED) === FIXED;
	return isFixed && field.initializer ? readValue(index, field.initializer, keys, node, true, depth + 1) : UNKNOWN;
}

/** `const {timeout = 500, ...rest} = options`, also in parameters. */
function readBinding(
	index: FileIndex,
	element: ts.BindingElement,
	keys: readonly string[],
	node: ts.Node,
	depth: number,
): Found {
	const pattern = element.parent;
	const name = keyText((element.propertyName ?? element.name) as ts.PropertyName);
	if (depth > DEEPEST || !ts.isObjectBindingPattern(pattern) || name === undefined) return UNKNOWN;
	const isTaken = element.dotDotDotToken && pattern.elements.some(each => each !== element && takes(each, keys[0]));
	if (isTaken) return ABSENT;
	const path = element.dotDotDotToken ? keys : [name, ...keys];
	const found = readHolder(index, pattern.parent, path, node, depth);
	if (!element.initializer || (found.state === 'present' && !found.also)) return found;
	const fallback = readValue(index, element.initializer, keys, node, true, depth + 1);
	if (found.state === 'absent') return fallback;
	// Whatever is given in its place, something is.
	return fallback.state === 'present' ? {...fallback, open: true} : UNKNOWN;
}

const takes = (element: ts.BindingElement, key: string | undefined): boolean =>
	key !== undefined && keyText((element.propertyName ?? element.name) as ts.PropertyName) === key;

function readHolder(
	index: FileIndex,
	holder: ts.BindingElement | ts.VariableDeclaration | ts.ParameterDeclaration,
	keys: readonly string[],
	node: ts.Node,
	depth: number,
): Found {
	if (ts.isBindingElement(holder)) return readBinding(index, holder, keys, node, depth + 1);
	if (ts.isParameter(holder)) return readParameter(index, holder, keys, depth);
	return holder.initializer ? readValue(index, holder.initializer, keys, node, true, depth + 1) : UNKNOWN;
}

/**
 * What the callers give to a function that hands it on. Where others may give something else, nothing but that it is
 * given holds for sure, and nothing if none of those in sight gives it.
 */
function readParameter(
	index: FileIndex,
	parameter: ts.ParameterDeclaration,
	keys: readonly string[],
	depth: number,
): Found {
	// Calls within calls within calls: few say more, all of them could be very many.
	if (depth > MOST_HOPS) return UNKNOWN;
	const {given, all} = callersOf(index, parameter);
	const {initializer} = parameter;
	const values = all || !initializer ? given : [...given, undefined];
	const found = values.map(value => {
		const used = value ?? initializer;
		return used ? readValue(index, used, keys, used, true, depth + 1) : ABSENT;
	});
	const first = found.find(each => each.state === 'present');
	if (first?.state !== 'present') {
		return all && found.length > 0 && found.every(({state}) => state === 'absent') ? ABSENT : UNKNOWN;
	}
	if (!all) return {...first, open: true};
	return found.length > 1 ? {...first, also: found.filter(each => each !== first)} : first;
}
