import type {RunnerRule, TestMode, TestRules} from '../../model/test-rule.ts';
import type {TestFacts} from '../../model/tests.ts';

export type Runner = TestFacts['runner'];
export type BlockKind = 'test' | 'suite' | 'hook';
export type Mode = TestMode;

/** What a runner's function opens; `skip`: it never runs. */
export interface RunnerFunction {
	block: BlockKind;
	mode?: 'skip';
}

/** What the rules of all runners say, by name: the names that runners share mean the same everywhere. */
export interface RunnerTables {
	/** Modules that name a runner beyond doubt. */
	modules: ReadonlyMap<string, Runner>;
	globals: ReadonlyMap<string, Runner>;
	namespaces: ReadonlySet<string>;
	functions: ReadonlyMap<string, RunnerFunction>;
	/** So common that only an import makes them a runner's. */
	unsure: ReadonlySet<string>;
	/** Members whose call makes a test function instead of a test: `test.each(rows)('title', f)`. */
	makers: ReadonlySet<string>;
	tables: ReadonlySet<string>;
	/** What a member of a test function does to its tests. */
	modes: ReadonlyMap<string, Exclude<Mode, 'run'>>;
	/** Members of a test function that are neither a block nor one of its modes. */
	others: ReadonlySet<string>;
	/** Modules whose `t.skip(message)` skips one assertion. */
	skipsAssertions: ReadonlySet<string>;
	/** By rank. */
	likely: Array<{runner: Runner; names: string[]; modules: string[]}>;
}

const opened = new WeakMap<TestRules, RunnerTables>();

export function runnerTables(rules: TestRules): RunnerTables {
	let tables = opened.get(rules);
	if (!tables) opened.set(rules, (tables = openTables(rules.runners)));
	return tables;
}

function openTables(runners: readonly RunnerRule[]): RunnerTables {
	const all = (of: (rule: RunnerRule) => readonly string[] | undefined) =>
		new Set(runners.flatMap(rule => of(rule) ?? []));
	const named = (of: (rule: RunnerRule) => readonly string[] | undefined) =>
		new Map(runners.flatMap(rule => (of(rule) ?? []).map(name => [name, rule.runner as Runner] as const)));
	const tables = all(rule => rule.tables);
	return {
		modules: named(rule => rule.modules),
		globals: named(rule => rule.globals),
		namespaces: all(rule => rule.namespaces),
		functions: functionsOf(runners),
		unsure: all(rule => rule.unsure),
		makers: new Set([...all(rule => rule.makers), ...tables]),
		tables,
		modes: new Map(runners.flatMap(rule => Object.entries(rule.modes ?? {}))),
		others: all(rule => rule.others),
		skipsAssertions: new Set(runners.filter(rule => rule.skipsAssertions).flatMap(rule => rule.modules)),
		likely: runners
			.filter(rule => rule.likely)
			.sort((a, b) => a.likely!.rank - b.likely!.rank)
			.map(({runner, likely}) => ({runner, names: likely!.names ?? [], modules: likely!.modules ?? []})),
	};
}

function functionsOf(runners: readonly RunnerRule[]): Map<string, RunnerFunction> {
	const found = new Map<string, RunnerFunction>();
	for (const {test, suite = [], hook = [], skipped = {}} of runners) {
		for (const name of test) found.set(name, {block: 'test'});
		for (const name of suite) found.set(name, {block: 'suite'});
		for (const name of hook) found.set(name, {block: 'hook'});
		for (const name of skipped.test ?? []) found.set(name, {block: 'test', mode: 'skip'});
		for (const name of skipped.suite ?? []) found.set(name, {block: 'suite', mode: 'skip'});
	}
	return found;
}

/** The runner that a file imports, the first one, or that of the globals it uses. */
export function runnerOf(tables: RunnerTables, modules: ReadonlySet<string>, uses: (name: string) => boolean): Runner {
	for (const module of modules) {
		const runner = tables.modules.get(module);
		if (runner) return runner;
	}
	return runnerOfGlobals(tables, modules, uses);
}

/**
 * `expect` and `beforeAll` are jest's as much as vitest's with globals switched on: jest is the older habit and both mean
 * the same here. What says nothing of its runner is mocha's, which has no more names than these.
 */
function runnerOfGlobals(tables: RunnerTables, modules: ReadonlySet<string>, uses: (name: string) => boolean): Runner {
	// `jest` beside `jasmine` is jest: it keeps some of the other's names.
	const own = [...tables.globals].filter(([name]) => uses(name)).map(([, runner]) => runner);
	if (own.length > 0) return own.find(runner => runner === 'jest' || runner === 'vitest') ?? own[0]!;
	if (!['it', 'test', 'describe', 'suite'].some(uses)) return 'unknown';
	const likely = tables.likely.find(each => each.modules.some(name => modules.has(name)) || each.names.some(uses));
	return likely?.runner ?? tables.likely[0]?.runner ?? 'unknown';
}
