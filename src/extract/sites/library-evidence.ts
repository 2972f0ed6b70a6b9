import {ts} from '@ts-morph/common';
import {any, type Condition, hit, more} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {Evidence, Key} from '../../model/rule.ts';
import type {Reading, SiteKind} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {collectShallow, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {type CallNode, isFunctionNode} from '../walk.ts';
import {accepted, declined} from './library-branches.ts';
import {callsWithin} from './library-callbacks.ts';
import {isFallible} from './library-forms.ts';
import {staysInside} from './library-kept.ts';
import {functionAt, type Given, type Match, siteHolds, usesNamed, valuesAt} from './library-keys.ts';
import type {Proof} from './library-proof.ts';
import {exitsOf} from './library-returns.ts';

/** Undefined where the file has nothing of the kind. */
export function proofOf(match: Match, evidence: Evidence): Proof | undefined {
	if (evidence.when && siteHolds(match, evidence.when) !== 'yes') return undefined;
	if (evidence.kept && !isKept(match)) return undefined;
	if (evidence.without && !isKept(match, evidence.without)) return undefined;
	const proof = findProof(match, evidence);
	return proof && weaken(proof, evidence.proves ?? 'both');
}

function findProof(match: Match, evidence: Evidence): Proof | undefined {
	if (evidence.repeats) return repeats(match, evidence.repeats);
	if (evidence.calls && evidence.in) return callsWithin(match, evidence);
	if (evidence.returns) return returned(match, evidence.returns);
	if (evidence.event) return ran(match, listeners(match, evidence.event));
	if (evidence.callback) return ran(match, callbacks(match, evidence.callback));
	if (evidence.announces) return announced(match, evidence.announces);
	if (evidence.accepted) return accepted(match, evidence.accepted);
	if (evidence.declined) return declined(match, evidence.declined);
	return undefined;
}

/** Both limits hold; undefined where nothing is left to prove. */
export function weaken(proof: Proof, proves: Proof['proves']): Proof | undefined {
	if (proves === 'both' || proves === proof.proves) return proof;
	return proof.proves === 'both' ? {...proof, proves} : undefined;
}

/** A function of the user's that the library calls. */
interface Callback {
	fn: CodeFunction;
	shared: boolean;
	/** It was in place before anything could happen. */
	inTime: boolean;
}

export function callbacks(match: Match, key: Key): Callback[] {
	return valuesAt(match, key).flatMap(given => callbackOf(match, given));
}

function callbackOf(match: Match, given: Given): Callback[] {
	if (given.state !== 'present') return [];
	const value = ts.isMethodDeclaration(given.value) ? given.value : bare(given.value);
	if (ts.isArrayLiteralExpression(value)) {
		return value.elements.flatMap(element => callbackOf(match, {...given, value: element}));
	}
	const found = functionAt(match.index, value);
	if (!found) return [];
	const inTime = !given.open && (given.call === match.use.call || isRegisteredAtOnce(match.use.call, given.call));
	return [{fn: found.node, shared: found.shared || given.shared, inTime}];
}

const LISTEN = ['on', 'once', 'addListener', 'addEventListener', 'prependListener'];

function listeners(match: Match, events: readonly string[]): Callback[] {
	return usesNamed(match, LISTEN).flatMap(({call}) => {
		const [name, listener] = call.arguments ?? [];
		if (!name || !listener || !ts.isStringLiteralLike(name) || !events.includes(name.text)) return [];
		return callbackOf(match, {state: 'present', value: listener, node: listener, shared: false, call});
	});
}

function ran(match: Match, found: readonly Callback[]): Proof | undefined {
	if (found.length === 0) return undefined;
	const places = found.map(({fn}) => placeOfFunction(match.index, fn));
	const proof: Proof = {
		condition: any(...places.map(hit)),
		proves: 'both',
		reading: readingOf(match.site.kind),
		witnesses: places,
	};
	return weakenBy(proof, found);
}

const TRANSITIONS: ReadonlySet<SiteKind> = new Set(['circuit-breaker', 'pool', 'limiter']);
const readingOf = (kind: SiteKind): Reading => (TRANSITIONS.has(kind) ? 'transition' : 'block');

/** A count of zero says nothing of a listener that came late, a count above zero nothing of a shared function. */
function weakenBy(proof: Proof, found: readonly Callback[]): Proof | undefined {
	const late = found.every(({inTime}) => !inTime);
	const shared = found.some(each => each.shared);
	if (late && shared) return undefined;
	if (late) return weaken(proof, 'yes');
	return shared ? weaken(proof, 'no') : proof;
}

/** Registered on the spot or by a statement beside the one that makes it, under no condition. */
function isRegisteredAtOnce(made: CallNode, registration: CallNode): boolean {
	if (isInside(made, registration)) return true;
	const other = plainStatement(registration);
	// Fields are made before the constructor's body runs.
	const field = fieldAround(made);
	if (field) return other?.parent !== undefined && isConstructorOf(other.parent.parent, field.parent);
	const one = plainStatement(made);
	return one !== undefined && other !== undefined && one.parent === other.parent && one.pos <= other.pos;
}

function fieldAround(node: ts.Node): ts.PropertyDeclaration | undefined {
	let at = node.parent;
	while (at && !ts.isPropertyDeclaration(at) && !isFunctionNode(at)) at = at.parent;
	return at && ts.isPropertyDeclaration(at) ? at : undefined;
}

const isConstructorOf = (node: ts.Node | undefined, klass: ts.Node): boolean =>
	node !== undefined && ts.isConstructorDeclaration(node) && node.parent === klass;

/** The statement of a block that runs `node` whenever it runs. */
function plainStatement(node: ts.Node): ts.Node | undefined {
	for (let at = node; at.parent; at = at.parent) {
		const {parent} = at;
		if (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent)) return at;
		if (isFunctionNode(parent) || ts.isIfStatement(parent) || ts.isCaseClause(parent)) return undefined;
		if (ts.isConditionalExpression(parent)) return undefined;
	}
	return undefined;
}

/** More runs of the function than of the call that it was written for. */
function repeats(match: Match, key: Key): Proof | undefined {
	const given = valuesAt(match, key);
	const found = given.flatMap(each => repeatOf(match, each) ?? []);
	if (found.length === 0) return undefined;
	// Of several calls, or of one that others may make as well, only the answer yes is theirs alone.
	const whole = found.length === given.length && (given[0]!.call === match.use.call || isKept(match));
	return {
		condition: any(...found.map(each => each.condition)),
		proves: whole ? 'both' : 'yes',
		reading: 'repeat',
		witnesses: found.map(each => each.place),
	};
}

function repeatOf(match: Match, given: Given): {condition: Condition; place: Place} | undefined {
	if (given.state !== 'present' || given.shared) return undefined;
	const found = functionAt(match.index, given.value);
	if (!found || found.shared || !isCountedOnce(given.call)) return undefined;
	const place = placeOfFunction(match.index, found.node);
	return {condition: exceeds(given.call, place, placeOfExecution(match.index, given.call)), place};
}

/** What the matched call makes is used by nothing but its methods; with `banned`, it may be wrapped, but these are not called. */
function isKept({index, uses, use}: Match, banned?: readonly string[]): boolean {
	const wraps = (call: CallNode) =>
		uses.all.some(other => other.call === call && use.rule.wrappers.includes(other.path));
	const keeping = {fluent: use.rule.fluent, keeps: banned && wraps};
	const called = uses.of.get(use.call) ?? [];
	return staysInside(index, use.call, keeping) && !called.some(({method}) => banned?.includes(method));
}

/** A callback that can neither fail nor answer has run: what it announces follows. */
function announced(match: Match, key: Key): Proof | undefined {
	const found = callbacks(match, key);
	if (found.length < numberOf(match, key) || found.some(({fn}) => isFallible(fn) || answers(fn))) return undefined;
	const proof = ran(match, found);
	return proof && {...proof, reading: 'again'};
}

/** How many callbacks are given, those out of sight included. */
function numberOf(match: Match, key: Key): number {
	return valuesAt(match, key).reduce((sum, given) => {
		if (given.state !== 'present') return sum + 1;
		const value = ts.isMethodDeclaration(given.value) ? given.value : bare(given.value);
		return sum + (ts.isArrayLiteralExpression(value) ? value.elements.length : 1);
	}, 0);
}

function answers({body}: CodeFunction): boolean {
	if (!body) return true;
	if (!ts.isBlock(body)) return !ts.isCallExpression(bare(body));
	return collectShallow(body.statements, ts.isReturnStatement).some(({expression}) => expression !== undefined);
}

/**
 * An engine that does not see synchronous throws counts calls that an earlier statement kept from being made: then
 * "not more often" proves nothing, while "more often" stands.
 */
function exceeds(node: CallNode, place: Place, call: Place): Condition {
	const relation = more([place], [call]);
	return isFirst(node) ? relation : any(relation, more([place], [call], ['sync-throw']));
}

function isFirst(node: ts.Node): boolean {
	for (let at = node; at.parent; at = at.parent) {
		if (ts.isBlock(at.parent)) return at.parent.statements[0] === at;
		if (isFunctionNode(at.parent)) return !ts.isSourceFile(at.parent);
	}
	return false;
}

/** False where the call may run more often than the counter beside it: in a loop's head. */
function isCountedOnce(node: ts.Node): boolean {
	for (let at = node; at.parent; at = at.parent) {
		const {parent} = at;
		if (ts.isBlock(parent) || isFunctionNode(parent)) return true;
		if (ts.isForStatement(parent) && at !== parent.statement && at !== parent.initializer) return false;
		if ((ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === at) return false;
	}
	return true;
}

const EVENT = /^on\((\w+)\)$/;

/** The function returned something of its own. */
function returned(match: Match, key: Key): Proof | undefined {
	const event = EVENT.exec(key);
	const [found] = event ? listeners(match, [event[1]!]) : callbacks(match, key);
	if (!found) return undefined;
	const {values, unsure, neverThrows} = exitsOf(match.index, found.fn);
	const places = [...values, ...unsure];
	if (places.length === 0) return undefined;
	const all = neverThrows && found.fn.body && !ts.isBlock(found.fn.body) && unsure.length === 0;
	const witness = all ? [placeOfFunction(match.index, found.fn)] : places;
	const proof: Proof = {
		condition: any(...witness.map(hit)),
		proves: unsure.length > 0 ? 'no' : 'both',
		reading: match.site.kind === 'retry' ? 'again' : 'block',
		witnesses: unsure.length > 0 ? [] : witness,
	};
	return weakenBy(proof, [found]);
}
