import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {calleeName, collectShallow} from '../flow/traverse.ts';
import {placeOfFunction, placeOfStatement} from '../places.ts';
import {type FileIndex, nodesOf} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf} from './draft.ts';
import {isCapacity} from './holder-features.ts';
import {functionAround, holderOf, namedOutside} from './named-functions.ts';

/** `if (running.size >= limit) await Promise.race(running)`: the next one starts when one of those that run is done. */
export function extractRaceLimiters(index: FileIndex): SiteDraft[] {
	const gates = [
		...nodesOf<ts.IfStatement>(index, ts.SyntaxKind.IfStatement).map(node => ({node, body: node.thenStatement})),
		...nodesOf<ts.WhileStatement>(index, ts.SyntaxKind.WhileStatement).map(node => ({node, body: node.statement})),
	];
	return gates.flatMap(({node, body}) => {
		if (!some([node.expression], inner => ts.isBinaryExpression(inner) && isCapacity(inner))) return [];
		const waits = collectShallow([body], ts.isAwaitExpression).filter(isRaceOfRunning);
		const place = waits[0] && placeOfStatement(index, statementAround(waits[0]));
		const inner = functionAround(node);
		if (!place || !inner) return [];
		const fn = namedOutside(inner);
		return [
			draftOf(index, {
				kind: 'limiter',
				node: holderOf(fn),
				owner: inner,
				certainty: 'sure',
				operations: [],
				operation: 'external',
				arcs: [
					{
						arc: 'saturate',
						needs: hit(placeOfFunction(index, inner)),
						fires: hit(place),
						reading: 'transition',
						witnesses: [place],
					},
				],
				form: 'limiter race',
			}),
		];
	});
}

/** Of a collection that the code keeps: `Promise.race(running)`, `Promise.race([...running])`, `Promise.any(…)`. */
function isRaceOfRunning({expression}: ts.AwaitExpression): boolean {
	const call = bare(expression);
	if (!ts.isCallExpression(call) || !/^(race|any)$/.test(calleeName(call))) return false;
	const [given] = call.arguments;
	if (!given) return false;
	const list = bare(given);
	return !ts.isArrayLiteralExpression(list) || list.elements.every(ts.isSpreadElement);
}

function statementAround(node: ts.Node): ts.Statement {
	let at = node;
	while (!ts.isStatement(at)) at = at.parent;
	return at;
}
