import {ts} from '@ts-morph/common';
import {all, any, type Condition, followed, hit, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {Certainty, SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {makesError} from '../flow/error-names.ts';
import {type CodeFunction, isSelf, localFunction} from '../flow/local-functions.ts';
import {roleName} from '../flow/settlers.ts';
import {isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {type FileIndex, isFunctionNode} from '../walk.ts';
import {draftOf} from './draft.ts';
import type {RetryFound} from './retry-found.ts';
import {type Act, actsOf, clearest, failingActs} from './timeout-acts.ts';
import {guardedBy} from './timeout-guarded.ts';
import {isPoll, isRaced} from './timeout-race.ts';
import {calledRun, settledRun} from './timeout-runs.ts';
import {extractSleepRaces} from './timeout-sleep.ts';
import {isStopped} from './timeout-stopped.ts';
import {type TimerCall, timerOf} from './timeout-timers.ts';
import {isPutOff, watchdogActs} from './timeout-watchdog.ts';

/** Timers whose callback fails or aborts an operation. */
export function extractTimers(index: FileIndex, retries: readonly RetryFound[]): SiteDraft[] {
	return [...extractCallbacks(index, retries), ...extractSleepRaces(index)];
}

function extractCallbacks(index: FileIndex, retries: readonly RetryFound[]): SiteDraft[] {
	return index.calls.flatMap(call => {
		const timer = ts.isCallExpression(call) ? timerOf(call) : undefined;
		if (!timer || retries.some(retry => isOfRetry(index, call as ts.CallExpression, retry))) return [];
		const failure = failureOf(index, call as ts.CallExpression, timer);
		if (!failure) return [];
		const needs = hit(placeOfExecution(index, call));
		return [
			draftOf(index, {
				kind: 'timeout',
				node: call,
				certainty: failure.certainty,
				operations: guardedBy(call as ts.CallExpression),
				operation: 'external',
				arcs: [
					{
						arc: 'fire',
						needs,
						fires: failure.fires,
						reading: failure.witnesses.length > 0 ? 'timer' : 'unseen',
						witnesses: failure.witnesses,
					},
				],
				form: 'timeout timer',
			}),
		];
	});
}

/** The timer before the next attempt; one that sends again or fails for good is an attempt's deadline, beside the retry. */
function isOfRetry(index: FileIndex, timer: ts.CallExpression, {again, runs}: RetryFound): boolean {
	const sent = runs && isInside(runs, timer) ? runs : again;
	if (!sent || !(isInside(timer, sent) || isInside(sent, timer))) return false;
	const choice = choiceAround(sent, timer);
	return !choice || !failingActs(index, timer).some(act => isInside(act, choice) && !sharesBranch(choice, act, sent));
}

function choiceAround(node: ts.Node, until: ts.Node): ts.IfStatement | undefined {
	for (let at = node.parent; at && at !== until; at = at.parent)
		if (ts.isIfStatement(at) && at.elseStatement) return at;
	return undefined;
}

const sharesBranch = ({thenStatement}: ts.IfStatement, a: ts.Node, b: ts.Node): boolean =>
	isInside(a, thenStatement) === isInside(b, thenStatement);

interface TimerFailure {
	fires: Condition;
	witnesses: Place[];
	certainty: Certainty;
}

function failureOf(index: FileIndex, call: ts.CallExpression, timer: TimerCall): TimerFailure | undefined {
	const direct = gradeByName(timer);
	if (direct) return {fires: followed(signal('fire'), calledRun(index, call, timer)), witnesses: [], certainty: direct};
	const fn = localFunction(index, timer.callback);
	if (!fn) return delegatedFailure(index, call, timer);
	// A function that sets a timer for itself polls; the deadline in it is another site.
	if (isInside(call, fn.node)) return undefined;
	const acts = [...actsOf(index, fn.node), ...watchdogActs(call, timer, fn.node)];
	if (acts.length === 0) return resolvedFailure(index, call, timer, fn.node, fn.shared);
	const nodes = acts.map(({node}) => node);
	// What is put off until nothing more happens ends no operation for its time: it starts a new one.
	if (isPutOff(call) && clearest(acts) !== 'sure') return undefined;
	return fromActs(index, fn.node, fn.shared || !isStopped(index, call, nodes), acts);
}

/** What is called needs no reading: `setTimeout(reject, ms)`, `setTimeout(c.abort.bind(c), ms)`, `setTimeout(f, ms, new Error())`. */
function gradeByName({callback, rest}: TimerCall): Certainty | undefined {
	if (rest.some(makesError)) return 'sure';
	let value = bare(callback);
	if (
		ts.isCallExpression(value) &&
		ts.isPropertyAccessExpression(value.expression) &&
		value.expression.name.text === 'bind'
	)
		value = bare(value.expression.expression);
	if (ts.isIdentifier(value)) return /^(reject|rej|_reject|abort|fail)$/.test(roleName(value)) ? 'sure' : undefined;
	if (!ts.isPropertyAccessExpression(value) || isSelf(value.expression)) return undefined;
	if (/^(abort|reject)$/.test(value.name.text)) return 'sure';
	return /^(destroy|terminate|kill)$/.test(value.name.text) ? 'likely' : undefined;
}

/** `addTimeout(delay, callback)` around `setTimeout(callback, …)`: the callback is what callers of the helper pass in. */
function delegatedFailure(index: FileIndex, call: ts.CallExpression, {callback}: TimerCall): TimerFailure | undefined {
	const value = bare(callback);
	if (!ts.isIdentifier(value)) return undefined;
	let helper: ts.Node | undefined = call.parent;
	while (helper && !isFunctionNode(helper)) helper = helper.parent;
	if (!helper || ts.isSourceFile(helper) || ts.isClassStaticBlockDeclaration(helper)) return undefined;
	const at = (helper as CodeFunction).parameters.findIndex(
		({name}) => ts.isIdentifier(name) && name.text === value.text,
	);
	if (at < 0) return undefined;
	// The helper is a timeout where a caller in this file passes a callback that fails something.
	const passed = index.calls.flatMap(call => {
		const argument = call.arguments?.[at];
		const target =
			argument && ts.isCallExpression(call) && localFunction(index, call.expression)?.node === helper
				? localFunction(index, argument)
				: undefined;
		return target ? [target.node] : [];
	});
	const acts = [...new Set(passed)].flatMap(fn => actsOf(index, fn));
	if (acts.length === 0) return undefined;
	const witnesses = acts.map(({node}) => placeOfExecution(index, node));
	return {fires: any(...witnesses.map(hit)), witnesses, certainty: clearest(acts)};
}

function fromActs(index: FileIndex, fn: CodeFunction, shared: boolean, acts: readonly Act[]): TimerFailure {
	const witnesses = acts.map(({node}) => placeOfExecution(index, node));
	const own = acts.every(({node}) => isInside(node, fn));
	const fires = any(...witnesses.map(hit));
	// Acts in a function that others call too: that they ran proves nothing for this timer; that none ran does.
	return {
		fires:
			own && !shared
				? fires
				: followed(
						all(hit(placeOfFunction(index, fn)), fires, signal('fire')),
						settledRun(
							index,
							acts.map(({node}) => node),
						),
					),
		witnesses,
		certainty: clearest(acts),
	};
}

/** A wait that ends in an empty result is a timeout all the same, where something else could have ended it before. */
function resolvedFailure(
	index: FileIndex,
	call: ts.CallExpression,
	timer: TimerCall,
	fn: CodeFunction,
	shared: boolean,
): TimerFailure | undefined {
	if (!isRaced(index, call, fn)) return undefined;
	const place = placeOfFunction(index, fn);
	const own = !shared && isStopped(index, call, []);
	const fires = own ? hit(place) : {all: [hit(place), signal('fire')]};
	return {fires, witnesses: [place], certainty: isPoll(call, timer) ? 'possible' : 'likely'};
}
