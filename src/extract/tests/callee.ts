import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {type BlockKind, FUNCTIONS, MAKERS, MODES, type Mode, OTHER_MEMBERS, RUNNER_MODULES} from './runners.ts';

/** A call's callee, read as a runner's function. */
export interface RunnerCallee {
	block: BlockKind;
	mode: Mode;
	table: boolean;
	/** Named by an import of a runner; otherwise the shape of the call must speak for it. */
	sure: boolean;
}

/** What a call opens if its callee is a runner's function: `test.skip`, `describe.each(rows)`, `t.test`. */
export function readRunnerCallee(index: FileIndex, callee: ts.Expression, depth = 0): RunnerCallee | undefined {
	const chain = readChain(callee);
	if (!chain || depth > 2) return undefined;
	const base = baseOf(index, chain, depth);
	if (!base) return undefined;
	const result = {...base.callee};
	for (const name of base.rest) {
		if (OTHER_MEMBERS.has(name)) return undefined;
		const inner = FUNCTIONS.get(name);
		if (inner) {
			result.block = inner.block;
			if (inner.mode) result.mode = inner.mode;
		}
		const mode = MODES.get(name);
		if (mode) result.mode = mode;
		if (name === 'each' || name === 'for') result.table = true;
	}
	return result;
}

interface Chain {
	root: ts.Identifier;
	members: string[];
}

/** `it.skip.each(rows)` has the root `it` and the members `skip` and `each`. A maker that is not called again is no test. */
function readChain(callee: ts.Expression): Chain | undefined {
	const members: string[] = [];
	let isMade = false;
	let at = bare(callee);
	for (;;) {
		if (ts.isIdentifier(at)) {
			const last = members.at(-1);
			return last !== undefined && MAKERS.has(last) && !isMade ? undefined : {root: at, members};
		}
		if (ts.isPropertyAccessExpression(at)) {
			members.unshift(at.name.text);
			at = bare(at.expression);
			continue;
		}
		const inner = ts.isCallExpression(at) ? at.expression : ts.isTaggedTemplateExpression(at) ? at.tag : undefined;
		if (!inner || !ts.isPropertyAccessExpression(inner) || !MAKERS.has(inner.name.text)) return undefined;
		isMade = true;
		at = inner;
	}
}

type Base = {callee: RunnerCallee; rest: string[]};

function baseOf(index: FileIndex, {root, members}: Chain, depth: number): Base | undefined {
	const declaration = declarationOf(index, root);
	if (!declaration) return named(root.text, members, false) ?? qualified(root.text, members);
	switch (declaration.kind) {
		case 'import': {
			const isRunner = RUNNER_MODULES.has(declaration.module);
			const isWhole = declaration.member === 'default' || declaration.member === '*';
			if (isRunner && isWhole) return whole(members);
			return named(isWhole ? root.text : declaration.member, members, isRunner);
		}
		case 'variable':
			return ofVariable(index, declaration.node.initializer, members, depth) ?? named(root.text, members, false);
		case 'parameter':
		case 'binding':
			// `t.test('part', t => …)`: only the member makes it a test.
			return members[0] === 'test' || members[0] === 'describe'
				? named(members[0], members.slice(1), false)
				: undefined;
		default:
			return undefined;
	}
}

/** What `import test from 'ava'` and `import tap from 'tap'` name is the test function and holds all others. */
function whole(members: string[]): Base | undefined {
	const first = members[0] === undefined ? undefined : named(members[0], members.slice(1), true);
	return first ?? named('test', members, true);
}

function named(name: string, members: string[], sure: boolean): Base | undefined {
	const found = FUNCTIONS.get(name);
	if (!found || (name === 'module' && !sure)) return undefined;
	return {callee: {block: found.block, mode: found.mode ?? 'run', table: false, sure}, rest: members};
}

/** `QUnit.test`, `QUnit.module`. */
function qualified(root: string, members: string[]): Base | undefined {
	return root === 'QUnit' && members[0] !== undefined ? named(members[0], members.slice(1), true) : undefined;
}

/** `const maybe = process.env.X ? it : it.skip`, `const test = base.extend({…})`. */
function ofVariable(
	index: FileIndex,
	initializer: ts.Expression | undefined,
	members: string[],
	depth: number,
): Base | undefined {
	const init = initializer && bare(initializer);
	if (!init) return undefined;
	if (ts.isConditionalExpression(init)) {
		const arm = readRunnerCallee(index, init.whenTrue, depth + 1) ?? readRunnerCallee(index, init.whenFalse, depth + 1);
		return arm && {callee: {...arm, mode: 'conditional'}, rest: members};
	}
	const isMade = ts.isCallExpression(init) && ts.isPropertyAccessExpression(init.expression);
	if (isMade && !MAKERS.has(init.expression.name.text)) return undefined;
	const found = readRunnerCallee(index, isMade ? init.expression.expression : init, depth + 1);
	return found && {callee: found, rest: members};
}
