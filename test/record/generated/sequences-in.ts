import {ts} from '@ts-morph/common';
import {placeOfArm, placeOfBlock, placeOfFunction, placeOfStatement, spanOf} from '../../../src/extract/places.ts';
import {type FileIndex, type FunctionNode, indexFile} from '../../../src/extract/walk.ts';
import type {Place} from '../../../src/model/place.ts';
import type {Ending, Followed, Sequence} from '../../../src/model/sequence.ts';
import type {Random} from './random.ts';

/** Sequences at random: more than any site asks for, and also some that cannot be written. */
export function sequencesIn(text: string, file: string, random: Random, count: number): Followed[] {
	const index = indexFile(file, text);
	const scopes = nodesIn(index.source, node => isScope(node));
	if (scopes.length === 0) return [];
	return Array.from({length: count}, (): Followed => {
		const scope = random.pick(scopes);
		const places = placesUnder(index, scope);
		if (random.chance(0.2) && places.length > 0) {
			const step = () => ({at: random.pick(places), of: random.pick(['this', 'box', 'holder'])});
			return {file, first: [step()], after: [step()], until: [step()]};
		}
		return sequenceIn(index, scope, places, random);
	});
}

function sequenceIn(index: FileIndex, scope: ts.Node, places: readonly Place[], random: Random): Sequence {
	const calls = nodesIn(scope, ts.isCallExpression);
	const endings = Array.from({length: 1 + random.below(2)}, () => endingIn(index, scope, places, random));
	return {
		scope:
			ts.isStatement(scope) && !ts.isFunctionDeclaration(scope)
				? placeOfStatement(index, scope)!
				: placeOfFunction(index, scope as FunctionNode),
		first: places.length > 0 && random.chance(0.7) ? [random.pick(places)] : [],
		again: calls.length > 0 && random.chance(0.3) ? [spanOf(index, random.pick(calls))] : [],
		after: endings.flatMap(ending => ending ?? []),
	};
}

function endingIn(index: FileIndex, scope: ts.Node, places: readonly Place[], random: Random): Ending | undefined {
	const blocks = nodesIn(scope, ts.isBlock);
	const expressions = nodesIn(scope, ts.isExpression);
	const names = nodesIn(scope, node => ts.isIdentifier(node) && ts.isCallExpression(node.parent));
	const promises = nodesIn(scope, ts.isNewExpression);
	const one = (nodes: readonly ts.Node[]) => spanOf(index, random.pick(nodes));
	const endings: Array<() => Ending | undefined> = [
		() => (places.length > 0 ? {ran: random.pick(places)} : undefined),
		() => (blocks.length > 0 ? {ends: one(blocks)} : undefined),
		() => (expressions.length > 0 ? {gives: one(expressions)} : undefined),
		() => (expressions.length > 0 ? {fails: one(expressions)} : undefined),
		() => (promises.length > 0 && places.length > 0 ? {settles: one(promises), at: random.pick(places)} : undefined),
		() => (names.length > 0 ? {calls: one(names)} : undefined),
	];
	return random.pick(endings)();
}

const isScope = (node: ts.Node): boolean =>
	ts.isIterationStatement(node, false) ||
	(ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined);

function nodesIn(root: ts.Node, is: (node: ts.Node) => boolean): ts.Node[] {
	const found: ts.Node[] = [];
	const visit = (node: ts.Node): void => {
		if (is(node)) found.push(node);
		ts.forEachChild(node, visit);
	};
	ts.forEachChild(root, visit);
	return found;
}

function placesUnder(index: FileIndex, root: ts.Node): Place[] {
	const places: Place[] = [];
	for (const node of nodesIn(root, () => true)) {
		if (ts.isBlock(node)) places.push(placeOfBlock(index, node));
		else if (ts.isStatement(node)) places.push(...[placeOfStatement(index, node)].flatMap(place => place ?? []));
		else if (ts.isConditionalExpression(node)) places.push(placeOfArm(index, node.whenTrue));
	}
	return places;
}
