import {ts} from '@ts-morph/common';
import type {TestCase} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import {positionOf, shortText} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {type RunnerCallee, readRunnerCallee} from './callee.ts';
import type {BlockKind, Mode, RunnerTables} from './runners.ts';
import {isFunctionExpression, keyOf, textOf} from './syntax.ts';

export interface Block {
	kind: BlockKind;
	node: ts.CallExpression;
	parent: Block | undefined;
	mode: Mode;
	/** Index into the tests; -1 of suites and hooks. */
	test: number;
}

export interface Blocks {
	byCall: ReadonlyMap<ts.Node, Block>;
	/** In order of appearance; `names` are filled in by `extractNames`. */
	tests: TestCase[];
	testBlocks: Block[];
}

/** The tests, suites and hooks of a file. Calls come outer first, so the blocks around one are known before it. */
export function collectBlocks(index: FileIndex, tables: RunnerTables, modules: ReadonlySet<string>): Blocks {
	const byCall = new Map<ts.Node, Block>();
	const tests: TestCase[] = [];
	const testBlocks: Block[] = [];
	const open: Block[] = [];
	for (const call of index.calls) {
		if (!ts.isCallExpression(call)) continue;
		const callee = readRunnerCallee(index, tables, call.expression);
		if (!callee || !hasShape(call, callee)) continue;
		while (open.length > 0 && open.at(-1)!.node.end <= call.pos) open.pop();
		const parent = open.at(-1);
		const {mode, table} = settingOf(tables, call, callee, parent);
		const block: Block = {kind: callee.block, node: call, parent, mode, test: -1};
		if (callee.block === 'test') {
			block.test = tests.push(readCase(index, call, mode, table)) - 1;
			testBlocks.push(block);
		}
		byCall.set(call, block);
		open.push(block);
	}
	if (![...modules].some(module => tables.skipsAssertions.has(module))) skipOnTheWay(index, byCall, tests);
	return {byCall, tests, testBlocks};
}

/** Names as common as `test` and `context` need the shape: a title and a function, or a function for hooks. */
function hasShape(call: ts.CallExpression, callee: RunnerCallee): boolean {
	const args = call.arguments.map(bare);
	const hasFunction = args.some(isFunctionExpression);
	if (callee.block === 'hook') return hasFunction || (callee.sure && args.length > 0);
	if (args.length === 0) return false;
	const isTitled = isTitle(args[0]!);
	// playwright's `test.skip(condition, 'why')` opens nothing.
	const isNote = callee.mode === 'skip' && args.length === 2 && isTitle(args[1]!) && !isTitled;
	if (callee.sure) return !isNote;
	const isPending = isTitled && (args.length === 1 || callee.mode === 'todo');
	return isPending || hasFunction || (isTitled && args.length > 1);
}

function settingOf(
	tables: RunnerTables,
	call: ts.CallExpression,
	callee: RunnerCallee,
	parent: Block | undefined,
): {mode: Mode; table: boolean} {
	const around = surroundings(tables, call, parent);
	let mode = modeOfOptions(tables, call) ?? callee.mode;
	const isPending = callee.block === 'test' && call.arguments.length === 1 && isTitle(call.arguments[0]);
	if (mode === 'run' && isPending) mode = 'todo';
	if (around.conditional && mode === 'run') mode = 'conditional';
	const inherited = parent?.mode ?? 'run';
	if (inherited === 'skip' || inherited === 'todo' || (inherited !== 'run' && mode === 'run')) mode = inherited;
	return {mode, table: callee.table || around.table};
}

const isTitle = (node: ts.Node | undefined) =>
	node !== undefined && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));

/** `{skip: true}` of node:test, tap and vitest. A value that is not written out may go either way. */
function modeOfOptions({modes}: RunnerTables, call: ts.CallExpression): Mode | undefined {
	for (const argument of call.arguments) {
		if (!ts.isObjectLiteralExpression(argument)) continue;
		for (const property of argument.properties) {
			const mode = property.name && modes.get(keyOf(property.name) ?? '');
			if (!mode || mode === 'conditional') continue;
			if (!ts.isPropertyAssignment(property)) return 'conditional';
			const {initializer} = property;
			if (initializer.kind === ts.SyntaxKind.FalseKeyword) continue;
			return initializer.kind === ts.SyntaxKind.TrueKeyword || textOf(initializer) ? mode : 'conditional';
		}
	}
	return undefined;
}

const ROWS: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'each']);

/** A loop or a condition between a block and the one around it. */
function surroundings(
	{functions}: RunnerTables,
	call: ts.CallExpression,
	parent: Block | undefined,
): {conditional: boolean; table: boolean} {
	let conditional = false;
	let table = false;
	for (let at: ts.Node = call.parent; at && at !== parent?.node; at = at.parent) {
		if (ts.isIfStatement(at) || ts.isConditionalExpression(at)) conditional = true;
		else if (ts.isIterationStatement(at, false)) table = true;
		else if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
			table ||= ROWS.has(at.expression.name.text) && !functions.has(at.expression.name.text);
		}
	}
	return {conditional, table};
}

function readCase(index: FileIndex, call: ts.CallExpression, mode: Mode, table: boolean): TestCase {
	const title = call.arguments[0]!;
	const [line] = positionOf(index, call.getStart(index.source));
	const [endLine] = positionOf(index, call.end);
	const text = textOf(title) ?? (isFunctionExpression(title) ? '' : shortText(index, title, 120).replace(/^`|`$/g, ''));
	return {title: text, line, endLine, mode, table, names: []};
}

/** `this.skip()` and `t.skip()`; but tape's and tap's `t.skip(message)` skips one assertion. */
function skipOnTheWay(index: FileIndex, byCall: Map<ts.Node, Block>, tests: TestCase[]): void {
	for (const call of index.calls) {
		const callee = call.expression;
		if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'skip' || byCall.has(call)) continue;
		const receiver = callee.expression;
		const isContext = receiver.kind === ts.SyntaxKind.ThisKeyword || ts.isIdentifier(receiver);
		if (!isContext || (call.arguments?.length ?? 0) > 1) continue;
		const block = blockAround(byCall, call);
		const target = block?.kind === 'hook' ? block.parent : block;
		for (const other of byCall.values()) {
			const test = other.test >= 0 ? tests[other.test]! : undefined;
			if (test?.mode !== 'run' || !isWithin(other, target)) continue;
			if (block?.kind === 'hook' || block === other) test.mode = other.mode = 'conditional';
		}
	}
}

function isWithin(block: Block, around: Block | undefined): boolean {
	if (!around) return true;
	for (let at: Block | undefined = block; at; at = at.parent) if (at === around) return true;
	return false;
}

export function blockAround(byCall: ReadonlyMap<ts.Node, Block>, node: ts.Node): Block | undefined {
	for (let at = node.parent; at; at = at.parent) {
		const found = byCall.get(at);
		if (found) return found;
	}
	return undefined;
}
