import {ts} from '@ts-morph/common';
import {any, type Condition, hit} from '../../model/condition.ts';
import type {Guard} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {calleeName, isCall} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {type CallNode, declarationOf, type FileIndex, isFunctionNode, referencesTo} from '../walk.ts';
import {guardOf} from './draft.ts';
import type {ValueNode} from './library-found.ts';
import {staysInside} from './library-kept.ts';
import {functionAt, type Match, usesNamed, valuesAt} from './library-keys.ts';
import {readName} from './library-options.ts';
import {wrapperOf} from './library-uses.ts';

export interface Guarded {
	guards: Guard[];
	/** Holds when the guarded operation ran. */
	needs: Condition;
	/** The operations that the guards are made of. */
	nodes: ts.Node[];
}

const MOST_GUARDS = 5;
/** Wrappers of wrappers; ends circles. */
const DEEPEST = 4;

/** What the construct protects, and what shows that it ran. */
export function guardedBy(given: Match): Guarded {
	const match = whereUsed(given);
	const {index, uses, use, site} = match;
	const nodes = guardNodes(match);
	// What is passed to a wrapper stands where it is called.
	uses.isOpen ||= nodes.some(node => ts.isIdentifier(node) && declarationOf(index, node)?.kind === 'parameter');
	const guards = (nodes.length > 0 ? nodes : [use.call]).slice(0, MOST_GUARDS).map(node => guardOf(index, node));
	return {guards, nodes, needs: needsOf(match, typeof site.guards === 'object' ? site.guards.at : undefined)};
}

/** Where only the wrapper around it is used, the operation is given to that one. */
function whereUsed(match: Match, depth = 0): Match {
	if (depth > DEEPEST || match.site.uses.length === 0 || usesNamed(match, match.site.uses).length > 0) return match;
	const use = wrapperOf(match.index, match.uses, match.use);
	return use ? whereUsed({...match, use}, depth + 1) : match;
}

function guardNodes(match: Match): ts.Node[] {
	const {use, site} = match;
	switch (site.guards) {
		case 'call':
			return [use.call];
		case 'uses':
			return usesNamed(match, site.uses).map(({call}) => call);
		case 'receiver':
			return receiverOf(use.call);
		case 'pipe':
			return pipedInto(use.call);
		case 'member':
			return ts.isDecorator(use.call.parent) ? [use.call.parent.parent] : [];
		default:
			return valuesAt(match, site.guards.at).flatMap(given =>
				given.state === 'present' ? operationsIn(match.index, given.value) : [],
			);
	}
}

function receiverOf(call: CallNode): ts.Node[] {
	const callee = bare(call.expression);
	return ts.isPropertyAccessExpression(callee) ? [callee.expression] : [];
}

/** `source` of `source.pipe(…, call, …)`. */
function pipedInto(call: CallNode): ts.Node[] {
	const {parent} = call;
	return ts.isCallExpression(parent) && calleeName(parent) === 'pipe' ? receiverOf(parent) : [];
}

/** The calls of a function given to be run, or the promise or function itself. */
function operationsIn(index: FileIndex, value: ValueNode, depth = 0): ts.Node[] {
	const fn = functionAt(index, value);
	if (!fn) {
		const {nodes, all} = givenBehind(index, value, depth);
		return all ? nodes : [...nodes, ts.isMethodDeclaration(value) ? value : bare(value)];
	}
	const calls = callsIn(fn.node);
	const waited = calls.filter(call => isWaitedFor(call) || isReturnedLater(index, call));
	const found = waited.length > 0 ? waited : calls;
	return found.length > 0 ? found : [value];
}

/** What callers of a wrapper give it to run. */
function givenBehind(index: FileIndex, value: ValueNode, depth: number): {nodes: ts.Node[]; all: boolean} {
	const none = {nodes: [], all: false};
	const name = ts.isMethodDeclaration(value) ? undefined : bare(value);
	if (!name || !ts.isIdentifier(name) || depth > DEEPEST) return none;
	if (declarationOf(index, name)?.kind !== 'parameter') return none;
	const found = readName(index, name);
	if (found.state !== 'present') return none;
	const given = [found, ...(found.also ?? [])];
	const functions = given.flatMap(each =>
		each.state === 'present' && functionAt(index, each.value) ? each.value : [],
	);
	const nodes = functions.flatMap(fn => operationsIn(index, fn, depth + 1));
	return {nodes, all: !found.open && functions.length === given.length};
}

/** Calls of the function itself, not of functions inside it. */
function callsIn(fn: CodeFunction): CallNode[] {
	const found: CallNode[] = [];
	const walk = (node: ts.Node): void => {
		if (isFunctionNode(node)) return;
		if (isCall(node)) found.push(node);
		ts.forEachChild(node, walk);
	};
	if (fn.body) walk(fn.body);
	return found;
}

function isWaitedFor({parent}: CallNode): boolean {
	return ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
}

/** `const stream = open(); …; return stream;` */
function isReturnedLater(index: FileIndex, call: CallNode): boolean {
	let at: ts.Node = call;
	while (ts.isAsExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent;
	const holder = at.parent;
	if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return false;
	const declaration = declarationOf(index, holder.name);
	return declaration !== undefined && referencesTo(index, declaration).some(({parent}) => ts.isReturnStatement(parent));
}

/** The operation's own count where it has one, the calls that start it where all are in sight, else the construct's. */
function needsOf(match: Match, key: string | undefined): Condition {
	const {index, use, site} = match;
	const construct = hit(placeOfExecution(index, use.call));
	if (key !== undefined) {
		const [given] = valuesAt(match, key);
		const fn = given?.state === 'present' ? functionAt(index, given.value) : undefined;
		if (fn && !fn.shared && given?.state === 'present' && !given.shared) return hit(placeOfFunction(index, fn.node));
	}
	const uses = usesNamed(match, site.uses);
	// A listener or fallback is added to what another call made: that one's uses count.
	const maker = (match.uses.of.get(use.call) ?? []).length === 0 && use.made ? use.made : use.call;
	if (uses.length === 0 || !staysInside(index, maker, use.rule)) return construct;
	return any(...uses.map(({call}) => hit(placeOfExecution(index, call))));
}
