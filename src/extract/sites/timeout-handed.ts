import {ts} from '@ts-morph/common';
import {hit, signal} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {placeOfExecution} from '../places.ts';
import {type FileIndex, nodesOf} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf} from './draft.ts';

const NOW = /\bnow\b|getTime\(\)|hrtime/i;

/** `options.deadline = now + ms`, `{deadline: Date.now() + ms}`: whoever gets the options fails the operation then. */
export function extractHandedDeadlines(index: FileIndex): SiteDraft[] {
	const given = [
		...nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).filter(
			({operatorToken, left}) =>
				operatorToken.kind === ts.SyntaxKind.EqualsToken &&
				ts.isPropertyAccessExpression(left) &&
				left.name.text === 'deadline' &&
				left.expression.kind !== ts.SyntaxKind.ThisKeyword,
		),
		...nodesOf<ts.PropertyAssignment>(index, ts.SyntaxKind.PropertyAssignment).filter(
			({name}) => ts.isIdentifier(name) && name.text === 'deadline',
		),
	];
	return given
		.filter(node => isMoment(ts.isBinaryExpression(node) ? node.right : node.initializer))
		.map(node =>
			draftOf(index, {
				kind: 'timeout',
				node,
				certainty: 'likely',
				operations: [],
				operation: 'external',
				arcs: [
					{
						arc: 'fire',
						needs: hit(placeOfExecution(index, node)),
						fires: signal('fire'),
						reading: 'library',
						witnesses: [],
					},
				],
				form: 'timeout deadline option',
			}),
		);
}

/** A reading of the clock with something added. */
const isMoment = (value: ts.Expression): boolean =>
	some(
		[value],
		inner =>
			ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken && NOW.test(inner.getText()),
	);
