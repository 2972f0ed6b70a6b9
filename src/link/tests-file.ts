import type {FileFacts} from '../model/facts.ts';
import type {StandInDetail} from '../model/graph.ts';
import type {StandIn} from '../model/tests.ts';
import type {MockRef} from '../model/verdict.ts';
import type {TestModules} from './tests.ts';
import type {TargetOf} from './tests-guards.ts';
import {type Calls, type GuardedCall, joinSeam, type Resolve} from './tests-joins.ts';
import type {NearTests, TestFile} from './tests-near.ts';
import {lastSet, type Seen} from './tests-order.ts';
import {failureOf, isConditional, outcomeOf, targetText} from './tests-outcome.ts';
import {casesOf} from './tests-scope.ts';
import type {Shared} from './tests-shared.ts';
import {followHelper} from './tests-told.ts';

export interface Place {
	files: ReadonlyMap<string, FileFacts>;
	targetOf: TargetOf;
	modules: TestModules;
	opened: ReadonlyMap<string, TestFile>;
	shared: Shared;
}

export interface Operation {
	guards: readonly GuardedCall[];
	/** Another site of the file guards a call of the same name: only tests that name the function mean this one. */
	isShared: boolean;
}

export interface Joined {
	mock: MockRef;
	detail: StandInDetail;
}

/** Stand-ins of one near file, and of the helpers that it imports: one level, a second pays little. */
export function joinFile(near: NearTests, {guards, isShared}: Operation, place: Place): Joined[] {
	const {modules, shared} = place;
	const seen = settersOf(near.test, place).flatMap(({file, standIns}) => {
		const resolve: Resolve = specifier => modules.resolve(file, specifier);
		const calls: Calls = (name, of) => callsFunction(place, file, name, of);
		return standIns.flatMap((given): Seen[] => {
			const standIn = withManual(given, resolve, shared);
			const cases = standIn.observer ? [] : casesOf(standIn, file === near.test.file, near);
			const join = cases.length > 0 ? strongest(standIn, guards, resolve, calls) : undefined;
			return join ? followHelper({file, standIn, join, cases}, near.test) : [];
		});
	});
	const isLoose = near.isLoose || (isShared && !near.isFirm);
	return distinct(lastSet(seen).map(one => readJoined(one, isLoose, near.isFirm)));
}

/** The test file itself, the helpers that it imports, the setup files and manual mocks that hold for it. */
function settersOf(test: TestFile, {modules, opened, shared}: Place): Array<{file: string; standIns: StandIn[]}> {
	const others = new Set([...modules.importsOf(test.file), ...shared.setupsFor(test.file)]);
	const helpers = [...others]
		.map(file => opened.get(file))
		.filter(helper => helper !== undefined && helper !== test && helper.tests.tests.length === 0) as TestFile[];
	const mocks = shared.packageMocks(test).map(({file, standIn}) => ({file, standIns: [standIn]}));
	return [...[test, ...helpers].map(({file, tests}) => ({file, standIns: tests.standIns})), ...mocks];
}

/** Mocked without a factory, a module does what its file in `__mocks__` says. */
function withManual(standIn: StandIn, resolve: Resolve, shared: Shared): StandIn {
	const {seam, behaviours} = standIn;
	if (seam.kind !== 'module' || seam.members || behaviours.length === 0) return standIn;
	const isManual = shared.hasManual(seam.specifier, resolve(seam.specifier));
	return isManual ? {...standIn, behaviours: [{kind: 'unknown'}]} : standIn;
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

function readJoined({file, standIn, join, cases}: Seen, isLoose: boolean, isFirm: boolean): Joined {
	const {form, seam, behaviours, line, engine, hides} = standIn;
	const isFailingAtTimes = isConditional(behaviours);
	// What many share may fail in others of them: only a test's own is set up to be met there.
	const isOpen = standIn.conditional || (isFailingAtTimes && standIn.test < 0);
	const read: StandIn['behaviours'] = isOpen ? [{kind: 'unknown'}] : behaviours;
	// A body that fails under a condition does not show that the test met the condition.
	const isWeak = isLoose || isFailingAtTimes;
	return {
		mock: {file, line, outcome: outcomeOf(read), target: targetText(seam)},
		detail: {
			form,
			join: isWeak ? 'near' : join,
			...failureOf(read),
			tests: cases.length,
			// What helpers and setups set up is met by tests that never come to the site.
			...(isFirm && standIn.test >= 0 && {firm: true as const}),
			...(engine && {engine}),
			...(hides && {hides}),
		},
	};
}

function distinct(found: Joined[]): Joined[] {
	const known = new Set<string>();
	return found.filter(({mock}) => {
		const key = `${mock.file}:${mock.line}:${mock.target}:${mock.outcome}`;
		return !known.has(key) && known.add(key);
	});
}
