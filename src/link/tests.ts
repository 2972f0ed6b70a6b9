import type {FileFacts} from '../model/facts.ts';
import type {CallGraph, StandInDetail, TestLinks} from '../model/graph.ts';
import type {Site} from '../model/site.ts';
import type {StandIn} from '../model/tests.ts';
import type {MockRef} from '../model/verdict.ts';
import {indexDeclared} from './tests-declared.ts';
import {readGuards, readInnerCalls, type TargetOf} from './tests-guards.ts';
import {followHelper} from './tests-helpers.ts';
import {type Calls, type GuardedCall, joinSeam, type Resolve} from './tests-joins.ts';
import {indexNear, type NearTests, openTestFile, type TestFile} from './tests-near.ts';
import {lastSet, type Seen} from './tests-order.ts';
import {failureOf, isConditional, outcomeOf, targetText} from './tests-outcome.ts';
import {indexReach} from './tests-reach.ts';
import {indexRuns} from './tests-runs.ts';
import {casesOf} from './tests-scope.ts';

/** What linking of modules knows; the part that tests need. */
export interface TestModules {
	resolve(from: string, specifier: string): string | undefined;
	/** Project files that a file imports, for values only. */
	importsOf(file: string): string[];
}

export interface TestLinkInput {
	modules: TestModules;
	targetOf: TargetOf;
	graph?: CallGraph;
}

/**
 * By site id: the tests near it and what they put in place of its operation. The order is that of files and lines; no
 * list is cut. Type tests (`*.test-d.ts`) run nothing and are left out.
 */
export function linkTests(
	facts: readonly FileFacts[],
	sites: readonly Site[],
	{modules: given, targetOf, graph}: TestLinkInput,
): Map<string, TestLinks> {
	const modules = rememberImports(given);
	const files = new Map(facts.map(fact => [fact.file, fact]));
	const withTests = facts.filter(({file, tests}) => tests && !/\.(?:test|spec)-d\.[cm]?tsx?$/.test(file));
	const opened = new Map(withTests.map(fact => [fact.file, openTestFile(fact)]));
	const running = [...opened.values()].filter(({tests}) => tests.tests.length > 0);
	const reach = indexReach(
		facts.map(({file}) => file),
		file => modules.importsOf(file),
		running.map(({file}) => file),
	);
	const declared = indexDeclared(facts);
	const near = indexNear(running, {
		modules,
		reach,
		declared,
		...(graph && {runs: indexRuns(files, {graph, targetOf})}),
	});
	const place: Place = {files, targetOf, modules, opened};
	const guarded = countGuarded(sites);
	return new Map(
		sites.map(site => {
			const found = near.nearTo(site);
			const outer = readGuards(site, files, targetOf);
			const operation: Operation = {
				guards: [...outer, ...outer.flatMap(guard => readInnerCalls(guard, files, targetOf))],
				isShared: site.guards.some(({callee}) => guarded.get(`${site.file} ${callee}`)! > 1),
			};
			const joined = found.near.flatMap(tests => joinFile(tests, operation, place));
			return [site.id, linksOf(found.near, found.replaced, joined, reach.counts.get(site.file) ?? 0)];
		}),
	);
}

function rememberImports(modules: TestModules): TestModules {
	const known = new Map<string, string[]>();
	return {
		resolve: modules.resolve,
		importsOf(file) {
			let imports = known.get(file);
			if (!imports) known.set(file, (imports = modules.importsOf(file)));
			return imports;
		},
	};
}

interface Place {
	files: ReadonlyMap<string, FileFacts>;
	targetOf: TargetOf;
	modules: TestModules;
	opened: ReadonlyMap<string, TestFile>;
}

interface Operation {
	guards: readonly GuardedCall[];
	/** Another site of the file guards a call of the same name: only tests that name the function mean this one. */
	isShared: boolean;
}

/** In how many sites of a file calls of a name are guarded. */
function countGuarded(sites: readonly Site[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const {file, guards} of sites) {
		for (const callee of new Set(guards.map(guard => guard.callee)))
			counts.set(`${file} ${callee}`, (counts.get(`${file} ${callee}`) ?? 0) + 1);
	}
	return counts;
}

interface Joined {
	mock: MockRef;
	detail: StandInDetail;
}

function linksOf(near: NearTests[], replaced: number, joined: Joined[], reached: number): TestLinks {
	const refs = near.flatMap(({test: {file, tests}, cases, how}) =>
		cases.map(id => ({file, line: tests.tests[id]!.line, name: tests.tests[id]!.title, how})),
	);
	const links: TestLinks = {
		near: refs,
		reached,
		mocks: joined.map(({mock}) => mock),
		failing: joined.filter(({detail}) => detail.how !== null).length,
		details: joined.map(({detail}) => detail),
		files: near.length,
	};
	if (replaced > 0) links.replaced = replaced;
	return links;
}

/** Stand-ins of one near file, and of the helpers that it imports: one level, a second pays little. */
function joinFile(near: NearTests, {guards, isShared}: Operation, place: Place): Joined[] {
	const {modules, opened} = place;
	const helpers = modules
		.importsOf(near.test.file)
		.map(file => opened.get(file))
		.filter(helper => helper !== undefined && helper.tests.tests.length === 0) as TestFile[];
	const seen = [near.test, ...helpers].flatMap(({file, tests}) => {
		const resolve: Resolve = specifier => modules.resolve(file, specifier);
		const calls: Calls = (name, of) => callsFunction(place, file, name, of);
		return tests.standIns.flatMap((standIn): Seen[] => {
			const cases = standIn.observer ? [] : casesOf(standIn, file === near.test.file, near);
			const join = cases.length > 0 ? strongest(standIn, guards, resolve, calls) : undefined;
			return join ? followHelper({file, standIn, join, cases}, near.test) : [];
		});
	});
	return distinct(lastSet(seen).map(one => readJoined(one, near.isLoose || (isShared && !near.isFirm))));
}

function strongest(
	{seam}: StandIn,
	guards: readonly GuardedCall[],
	resolve: Resolve,
	calls: Calls,
): StandInDetail['join'] | undefined {
	// The members that a factory names are entries of their own.
	const own = guards.filter(({callee}) => seam.kind !== 'module' || !seam.members?.includes(callee));
	const joins = own.map(guard => joinSeam(seam, guard, resolve, calls));
	return joins.includes('named') ? 'named' : joins.find(join => join !== undefined);
}

function callsFunction({files, targetOf}: Place, test: string, name: string, of: {file: string; fn: number}): boolean {
	return (files.get(test)?.code.calls ?? []).some((call, id) => {
		// `f.call(this, operation)` calls f.
		if (call.name !== name && !call.text.endsWith(`${name}.call`)) return false;
		const target = targetOf(test, id);
		return target.kind === 'project' && target.to.some(({file, fn}) => file === of.file && fn === of.fn);
	});
}

function readJoined({file, standIn, join, cases}: Seen, isLoose: boolean): Joined {
	const {form, seam, behaviours, line} = standIn;
	// A body that fails under a condition does not show that the test met the condition.
	const isVague = isLoose || isConditional(behaviours);
	return {
		mock: {file, line, outcome: outcomeOf(behaviours), target: targetText(seam)},
		detail: {form, join: isVague ? 'near' : join, ...failureOf(behaviours), tests: cases.length},
	};
}

function distinct(found: Joined[]): Joined[] {
	const known = new Set<string>();
	return found.filter(({mock}) => {
		const key = `${mock.file}:${mock.line}:${mock.target}:${mock.outcome}`;
		return !known.has(key) && known.add(key);
	});
}
