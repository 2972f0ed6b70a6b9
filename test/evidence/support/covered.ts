import {createHash} from 'node:crypto';
import {ts} from '@ts-morph/common';
import type {CoveredFile} from '../../../src/evidence/request.ts';
import {extractAnchors} from '../../../src/extract/anchors.ts';
import {extractFunctions} from '../../../src/extract/functions.ts';
import {extractLineMarks} from '../../../src/extract/line-marks.ts';
import {placeOfArm, placeOfBlock, placeOfFunction, placeOfStatement} from '../../../src/extract/places.ts';
import {type FileIndex, type FunctionNode, indexFile} from '../../../src/extract/walk.ts';
import type {Place} from '../../../src/model/place.ts';

export interface Covered {
	index: FileIndex;
	file: CoveredFile;
}

/** What evidence gets to know of a file, made from its text. */
export function coveredFile(file: string, text: string): Covered {
	const index = indexFile(file, text);
	return {
		index,
		file: {
			file,
			role: 'source',
			hash: createHash('sha1').update(text).digest('hex'),
			lineStarts: [...index.source.getLineStarts()],
			length: text.length,
			anchors: extractAnchors(index),
			lineMarks: extractLineMarks(index),
			functions: extractFunctions(index),
		},
	};
}

/** The statement that starts with this text. */
export const statementAt = ({index}: Covered, text: string): Place =>
	placeOfStatement(index, find(index, text, node => ts.isStatement(node) && !ts.isBlock(node)) as ts.Statement)!;

export const functionAt = ({index}: Covered, text: string): Place =>
	placeOfFunction(index, find(index, text, node => ts.isFunctionLike(node)) as FunctionNode);

/** The body of the catch clause that starts with this text. */
export const catchAt = ({index}: Covered, text: string): Place =>
	placeOfBlock(index, (find(index, text, ts.isCatchClause) as ts.CatchClause).block);

export const armAt = ({index}: Covered, text: string): Place =>
	placeOfArm(index, find(index, text, node => isOperand(node)) as ts.Expression);

function isOperand(node: ts.Node): boolean {
	const {parent} = node;
	return (ts.isBinaryExpression(parent) && parent.right === node) || ts.isConditionalExpression(parent);
}

function find(index: FileIndex, text: string, is: (node: ts.Node) => boolean): ts.Node {
	let found: ts.Node | undefined;
	const visit = (node: ts.Node): void => {
		if (!found && node.parent && is(node) && index.text.startsWith(text, node.getStart(index.source))) found = node;
		ts.forEachChild(node, visit);
	};
	visit(index.source);
	if (!found) throw new Error(`nothing starts with ${text}`);
	return found;
}
