import type {FileFacts} from '../model/facts.ts';
import type {CallGraph, TestLinks} from '../model/graph.ts';
import type {TestSetup} from '../model/project.ts';
import type {Site} from '../model/site.ts';
import {indexDeclared} from './tests-declared.ts';
import {type Joined, joinFile, type Operation, type Place} from './tests-file.ts';
import {readGuards, readInnerCalls, type TargetOf} from './tests-guards.ts';
import {indexNear, type NearTests, openTestFile} from './tests-near.ts';
import {indexReach} from './tests-reach.ts';
import {indexRuns} from './tests-runs.ts';
import {indexShared} from './tests-shared.ts';

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
	setups?: readonly TestSetup[];
}

/**
 * By site id: the tests near it and what they put in place of its operation. The order is that of files and lines; no
 * list is cut. Type tests (`*.test-d.ts`) run nothing and are left out.
 */
export function linkTests(
	facts: readonly FileFacts[],
	sites: readonly Site[],
	{modules: given, targetOf, graph, setups = []}: TestLinkInput,
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
	const place: Place = {files, targetOf, modules, opened, shared: indexShared(facts, setups)};
	const guarded = countGuarded(sites);
	return new Map(
		sites.map(site => {
			const found = near.nearTo(site);
			const outer = readGuards(site, files, targetOf);
			const operation: Operation = {
				guards: [...outer, ...outer.flatMap(guard => readInnerCalls(guard, files, targetOf))],
				isShared: site.guards.some(({callee}) => guarded.get(`${site.file} ${callee}`)! > 1),
			};
			const joined = found.flatMap(tests => joinFile(tests, operation, place));
			return [site.id, linksOf(found, joined, reach.counts.get(site.file) ?? 0)];
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

/** In how many sites of a file calls of a name are guarded. */
function countGuarded(sites: readonly Site[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const {file, guards} of sites) {
		for (const callee of new Set(guards.map(guard => guard.callee)))
			counts.set(`${file} ${callee}`, (counts.get(`${file} ${callee}`) ?? 0) + 1);
	}
	return counts;
}

function linksOf(near: NearTests[], joined: Joined[], reached: number): TestLinks {
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
	return links;
}
