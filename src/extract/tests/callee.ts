import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import type {BlockKind, Mode, RunnerTables} from './runners.ts';

/** A call's callee, read as a runner's function. */
export interface RunnerCallee {
	block: BlockKind;
	mode: Mode;
	table: boolean;
	/** Named by an import of a runner; otherwise the shape of the call must speak for it. */
	sure: boolean;
}

/** What a call opens if its callee is a runner's function: `test.skip`, `describe.each(rows)`, `t.test`. */
export function readRunnerCallee(
	index: FileIndex,
	tables: RunnerTables,
	callee: ts.Expression,
	depth = 0,
): RunnerCallee | undefined {
	const chain = readChain(tables, callee);
	if (!chain || depth > 2) return undefined;
	const base = baseOf(index, tables, chain, depth);
	if (!base) return undefined;
	const result = {...base.callee};
	for (const name of base.rest) {
		if (tables.others.has(name)) return undefined;
		const inner = tables.functions.get(name);
		if (inner) {
			result.block = inner.block;
			if (inner.mode) result.mode = inner.mode;
		}
		const mode = tables.modes.get(name);
		if (mode) result.mode = mode;
		if (tables.tables.has(name)) result.table = true;
	}
	return result;
}

interface Chain {
	root: ts.Identifier;
	members: string[];
}

/** `it.skip.each(rows)` has the root `it` and the members `skip` and `each`. A maker that is not called again is no test. */
function readChain({makers}: RunnerTables, callee: ts.Expression): Chain | undefined {
	const members: string[] = [];
	let isMade = false;
	let at = bare(callee);
	for (;;) {
		if (ts.isIdentifier(at)) {
			const last = members.at(-1);
			return last !== undefined && makers.has(last) && !isMade ? undefined : {root: at, members};
		}
		if (ts.isPropertyAccessExpression(at)) {
			members.unshift(at.name.text);
			at = bare(at.expression);
			continue;
		}
		const inner = ts.isCallExpression(at) ? at.expression : ts.isTaggedTemplateExpression(at) ? at.tag : undefined;
		if (!inner || !ts.isPropertyAccessExpression(inner) || !makers.has(inner.name.text)) return undefined;
		isMade = true;
		at = inner;
	}
}

type Base = {callee: RunnerCallee; rest: string[]};

function baseOf(index: FileIndex, tables: RunnerTables, {root, members}: Chain, depth: number): Base | undefined {
	const declaration = declarationOf(index, root);
	if (!declaration) return named(tables, root.text, members, false) ?? qualified(tables, root.text, members);
	switch (declaration.kind) {
		case 'import': {
			const isRunner = tables.modules.has(declaration.module);
			const isWhole = declaration.member === 'default' || declaration.member === '*';
			if (isRunner && isWhole) return whole(tables, members);
			return named(tables, isWhole ? root.text : declaration.member, members, isRunner);
		}
		case 'variable':
			return (
				ofVariable(index, tables, declaration.node.initializer, members, depth) ??
				named(tables, root.text, members, false)
			);
		case 'parameter':
		case 'binding':
			// `t.test('part', t => …)`: only the member makes it a test.
			return members[0] === 'test' || members[0] === 'describe'
				? named(tables, members[0], members.slice(1), false)
				: undefined;
		default:
			return undefined;
	}
}

/** What `import test from 'ava'` and `import tap from 'tap'` name is the test function and holds all others. */
function whole(tables: RunnerTables, members: string[]): Base | undefined {
	const first = members[0] === undefined ? undefined : named(tables, members[0], members.slice(1), true);
	return first ?? named(tables, 'test', members, true);
}

function named(tables: RunnerTables, name: string, members: string[], sure: boolean): Base | undefined {
	const found = tables.functions.get(name);
	if (!found || (tables.unsure.has(name) && !sure)) return undefined;
	return {callee: {block: found.block, mode: found.mode ?? 'run', table: false, sure}, rest: members};
}

/** `QUnit.test`, `Deno.test`. */
function qualified(tables: RunnerTables, root: string, members: string[]): Base | undefined {
	return tables.namespaces.has(root) && members[0] !== undefined
		? named(tables, members[0], members.slice(1), true)
		: undefined;
}

/** `const maybe = process.env.X ? it : it.skip`, `const test = base.extend({…})`. */
function ofVariable(
	index: FileIndex,
	tables: RunnerTables,
	initializer: ts.Expression | undefined,
	members: string[],
	depth: number,
): Base | undefined {
	const init = initializer && bare(initializer);
	if (!init) return undefined;
	if (ts.isConditionalExpression(init)) {
		const arm =
			readRunnerCallee(index, tables, init.whenTrue, depth + 1) ??
			readRunnerCallee(index, tables, init.whenFalse, depth + 1);
		return arm && {callee: {...arm, mode: 'conditional'}, rest: members};
	}
	const isMade = ts.isCallExpression(init) && ts.isPropertyAccessExpression(init.expression);
	if (isMade && !tables.makers.has(init.expression.name.text)) return undefined;
	const found = readRunnerCallee(index, tables, isMade ? init.expression.expression : init, depth + 1);
	return found && {callee: found, rest: members};
}
