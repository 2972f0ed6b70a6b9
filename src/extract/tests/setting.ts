import {ts} from '@ts-morph/common';
import type {StandIn} from '../../model/tests.ts';
import {positionOf} from '../places.ts';
import type {Block} from './blocks.ts';
import type {Context} from './context.ts';

/** Where something is set up: its line, and the tests that see it. */
export type Setting = Pick<StandIn, 'line' | 'test' | 'suite' | 'helper' | 'conditional'>;

export function settingOf(context: Context, node: ts.Node, lineOf: ts.Node = node): Setting {
	const [line] = positionOf(context.index, lineOf.getStart(context.index.source));
	let helper: string | undefined;
	let conditional = false;
	for (let at = node.parent; at; at = at.parent) {
		const block = context.blocks.byCall.get(at);
		if (!block) {
			if (helper === undefined && isCondition(at)) conditional = true;
			helper = nameOfFunction(at) ?? helper;
			continue;
		}
		if (block.kind === 'test') return {line, test: block.test};
		const suite = suiteOf(context, block);
		const isHook = block.kind === 'hook';
		return {line, test: isHook ? -2 : -1, ...(suite && {suite}), ...(helper && !isHook && by(helper, conditional))};
	}
	return {line, test: -1, ...(helper && by(helper, conditional))};
}

const by = (helper: string, conditional: boolean) => ({helper, ...(conditional && {conditional: true as const})});

const isCondition = (node: ts.Node): boolean =>
	ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isCaseClause(node);

function suiteOf(context: Context, block: Block): {line: number; endLine: number} | undefined {
	const suite = block.kind === 'hook' ? block.parent : block;
	if (suite?.kind !== 'suite') return undefined;
	const {index} = context;
	return {
		line: positionOf(index, suite.node.getStart(index.source))[0],
		endLine: positionOf(index, suite.node.end)[0],
	};
}

function nameOfFunction(node: ts.Node): string | undefined {
	if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text;
	if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
	const {parent} = node;
	return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}
