import {ts} from '@ts-morph/common';
import {placeOfArm, placeOfBlock, placeOfFunction, placeOfStatement, spanOf} from '../../src/extract/places.ts';
import {type FunctionNode, indexFile, isFunctionNode} from '../../src/extract/walk.ts';
import type {Place} from '../../src/model/place.ts';

/** Every place that any condition could ask for. */
export function placesIn(text: string, file: string): Place[] {
	const index = indexFile(file, text);
	const places: Place[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isBlock(node)) places.push(placeOfBlock(index, node));
		else if (ts.isStatement(node)) places.push(...[placeOfStatement(index, node)].flatMap(place => place ?? []));
		if (isFunctionNode(node) && !ts.isSourceFile(node)) places.push(placeOfFunction(index, node as FunctionNode));
		if (ts.isBinaryExpression(node) && /^(\|\||&&|\?\?)$/.test(node.operatorToken.getText()))
			places.push(placeOfArm(index, node.right));
		if (ts.isConditionalExpression(node))
			places.push(placeOfArm(index, node.whenTrue), placeOfArm(index, node.whenFalse));
		if (ts.isPropertyDeclaration(node) && node.initializer) {
			const {line, column} = spanOf(index, node.initializer);
			places.push({file, kind: 'statement', line, column});
		}
		ts.forEachChild(node, visit);
	};
	visit(index.source);
	return places;
}
