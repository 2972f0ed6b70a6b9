import {ts} from '@ts-morph/common';
import {any, type Condition, hit, more} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import {bare} from '../flow/bare.ts';
import {placeOfBlock, placeOfStatement} from '../places.ts';
import {type CallNode, declarationOf, type FileIndex} from '../walk.ts';
import {type Match, usesNamed} from './library-keys.ts';
import type {Proof} from './library-proof.ts';

/** An `if` whose whole condition is the call. */
interface Asked {
	node: ts.IfStatement;
	call: CallNode;
	/** `if (!made.method())`. */
	negated: boolean;
}

/** `if (operation.retry(error)) return;`, or every pass of `if (!operation.retry(error)) fail();` that did not fail. */
export function accepted(match: Match, methods: readonly string[]): Proof | undefined {
	const {asked, all} = askedIn(match, methods);
	const found = asked.flatMap(each => acceptedBy(match.index, each));
	if (found.length === 0) return undefined;
	const witnesses = found.flatMap(each => each.witness ?? []);
	const condition = any(...found.map(each => each.condition));
	return {condition, proves: all && found.length === asked.length ? 'both' : 'yes', reading: 'again', witnesses};
}

function acceptedBy(index: FileIndex, {node, negated}: Asked): Array<{condition: Condition; witness?: Place}> {
	const then = thenPlace(index, node);
	if (!then) return [];
	if (!negated) return [{condition: hit(then), witness: then}];
	const around = placeOfStatement(index, node);
	return around ? [{condition: more([around], [then])}] : [];
}

/** `if (!operation.retry(error)) fail();`: also where there was no error, unless it was just caught. */
export function declined(match: Match, methods: readonly string[]): Proof | undefined {
	const {asked, all} = askedIn(match, methods);
	const refusals = asked.filter(each => each.negated);
	const places = refusals.flatMap(({node}) => thenPlace(match.index, node) ?? []);
	if (places.length === 0 || places.length < asked.length || !all) return undefined;
	const caught = refusals.every(({call}) => isCaught(match.index, call.arguments?.[0]));
	return {
		condition: any(...places.map(hit)),
		proves: caught ? 'both' : 'no',
		reading: 'exit',
		witnesses: caught ? places : [],
	};
}

function askedIn(match: Match, methods: readonly string[]): {asked: Asked[]; all: boolean} {
	const uses = usesNamed(match, methods);
	const asked = uses.flatMap(({call}) => askedBy(call) ?? []);
	return {asked, all: asked.length === uses.length};
}

function askedBy(call: CallNode): Asked | undefined {
	let at: ts.Node = call;
	while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
	const negated = ts.isPrefixUnaryExpression(at.parent) && at.parent.operator === ts.SyntaxKind.ExclamationToken;
	if (negated) at = at.parent;
	const node = at.parent;
	return ts.isIfStatement(node) && node.expression === at ? {node, call, negated} : undefined;
}

function thenPlace(index: FileIndex, {thenStatement: then}: ts.IfStatement): Place | undefined {
	return ts.isBlock(then) ? placeOfBlock(index, then) : placeOfStatement(index, then);
}

function isCaught(index: FileIndex, argument: ts.Expression | undefined): boolean {
	const name = argument && bare(argument);
	return name !== undefined && ts.isIdentifier(name) && declarationOf(index, name)?.kind === 'catch';
}
