import {ts} from '@ts-morph/common';
import {any, hit} from '../../model/condition.ts';
import type {Clause, Evidence} from '../../model/rule.ts';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {isCall, isInside} from '../flow/traverse.ts';
import {placeOfExecution} from '../places.ts';
import {type CallNode, declarationOf, type FileIndex, referencesTo} from '../walk.ts';
import {type Answer, functionAt, type Given, holds, type Match, readArgument, valuesAt} from './library-keys.ts';
import type {Proof} from './library-proof.ts';

const PARAMETER = /^#(\d+)(?:\.(\w+))?$/;

/** A call made inside a function that the library runs: `channel.nack(message)` in a consumer, `bail(error)` in a retry. */
export function callsWithin(match: Match, evidence: Evidence): Proof | undefined {
	const [given] = valuesAt(match, evidence.in!);
	if (given?.state !== 'present') return undefined;
	const found = functionAt(match.index, given.value);
	if (!found) return undefined;
	const seen = evidence.calls!.map(name => callsOf(match, found.node, name));
	const calls = seen.flatMap(each => each.calls);
	const answers = calls.map(call => accepts(match.index, call, evidence.with));
	const counted = calls.filter((_, i) => answers[i] !== 'no');
	// Without a call in sight it may be made elsewhere.
	if (counted.length === 0) return undefined;
	const places = counted.map(call => placeOfExecution(match.index, call));
	const proof: Proof = {condition: any(...places.map(hit)), proves: 'both', reading: 'exit', witnesses: places};
	const unsure = answers.includes('unknown') || isOfOthers(match, given, found);
	const escapes = seen.some(each => each.escapes);
	if (unsure && escapes) return undefined;
	return unsure ? {...proof, proves: 'no', witnesses: []} : escapes ? {...proof, proves: 'yes'} : proof;
}

/**
 * What a function does that others call as well may not be this construct's doing. A consumer that sends a message back
 * does so whoever called it, as long as it is given to one queue alone.
 */
function isOfOthers({index, site}: Match, given: Given, found: {shared: boolean}): boolean {
	if (given.state !== 'present' || given.shared) return true;
	if (!found.shared || site.kind !== 'queue') return found.shared;
	const name = ts.isMethodDeclaration(given.value) ? undefined : nameOf(bare(given.value));
	const mentions = index.identifiers.get(name ?? '') ?? [];
	return mentions.filter(({parent}) => isFunctionName(parent)).length > 1;
}

const nameOf = (node: ts.Expression): string | undefined =>
	ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : undefined;

const isFunctionName = (parent: ts.Node): boolean => isCall(parent) || ts.isPropertyAccessExpression(parent);

interface Seen {
	calls: CallNode[];
	/** What is called is handed on as well, so that it may be called out of sight. */
	escapes: boolean;
}

function callsOf(match: Match, fn: CodeFunction, name: string): Seen {
	const parameter = PARAMETER.exec(name);
	return parameter
		? callsOfParameter(match.index, fn, Number(parameter[1]), parameter[2])
		: callsOfMethod(match, fn, name);
}

/** Calls of a parameter, or of that method of it. */
function callsOfParameter(index: FileIndex, fn: CodeFunction, position: number, method?: string): Seen {
	const parameter = fn.parameters[position];
	if (!parameter || !ts.isIdentifier(parameter.name)) return {calls: [], escapes: parameter !== undefined};
	const declaration = declarationOf(index, parameter.name);
	const references = declaration ? referencesTo(index, declaration) : [];
	const members = method ? references.map(({parent}) => parent).filter(ts.isPropertyAccessExpression) : [];
	const callees: ts.Node[] = method ? members.filter(({name}) => name.text === method) : references;
	const called = callees.map(({parent}) => parent).filter(isCall);
	const calls = called.filter(call => callees.includes(bare(call.expression)));
	// Other members of it may be read freely.
	const escapes = method ? members.length < references.length : calls.length < references.length;
	return {calls, escapes: escapes || calls.length < callees.length};
}

/** The method on the same receiver; on its way out of sight if message or receiver are handed to other code. */
function callsOfMethod(match: Match, fn: CodeFunction, name: string): Seen {
	const {uses, use, index} = match;
	const calls = uses.all
		.filter(other => other.method === name && other.receiver === use.receiver && isInside(other.call, fn))
		.map(other => other.call);
	const known = new Set(uses.all.map(other => other.call));
	const message = fn.parameters[0]?.name;
	const declaration = message && ts.isIdentifier(message) ? declarationOf(index, message) : undefined;
	const escapes =
		declaration !== undefined &&
		referencesTo(index, declaration).some(({parent}) => isCall(parent) && !known.has(parent));
	return {calls, escapes};
}

function accepts(index: FileIndex, call: CallNode, clauses: readonly Clause[] | undefined): Answer {
	if (!clauses) return 'yes';
	return holds(clauses, key => [{...readArgument(index, call, Number(key.slice(1)), []), call}], index);
}
