import {ts} from '@ts-morph/common';
import {all, hit, signal} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {chainHead} from '../flow/chains.ts';
import {type CodeFunction, isSelf, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, isCall, visitDeep} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf} from './draft.ts';
import {lastName, wordsOf} from './holder-names.ts';
import {failingActs} from './timeout-acts.ts';
import {waitsAround} from './timeout-loop.ts';
import {timerOf} from './timeout-timers.ts';

const SLEEP =
	/^(sleep|delay|wait|pause|timeout|timer|after|setTimeout)$|(Sleep|Delay|Timeout(Promise)?|TimeoutAfter)$|^(reject|fail|throw|timeout)\w*(After|In|Promise)$/;
const CALLED_OFF = /abort|cancel|stop|clos|shutdown|dispos|destroy|wake|interrupt|signal/i;

/** `Promise.race([work(), sleep(ms)])`: a deadline made of a sleep. A timer of this file is found where it stands. */
export function extractSleepRaces(index: FileIndex): SiteDraft[] {
	return index.calls.flatMap(call => {
		const list = ts.isCallExpression(call) && calleeName(call) === 'race' ? call.arguments[0] : undefined;
		if (!list || !ts.isArrayLiteralExpression(bare(list))) return [];
		const members = (bare(list) as ts.ArrayLiteralExpression).elements.map(element => heldBy(index, element));
		const sleep = members.find(member => isSleep(index, member) || isDeadlineOfOthers(index, member));
		const work = members.filter(
			member => member !== sleep && !isSleep(index, member) && !CALLED_OFF.test(member.getText()),
		);
		if (!sleep || work.length === 0) return [];
		return [
			draftOf(index, {
				kind: 'timeout',
				node: isCall(chainHead(sleep)) ? sleep : call,
				// Looked at again and again, whatever comes first: the sleep is the time between two looks.
				certainty: waitsAround(call) ? 'possible' : 'likely',
				operations: work.map(chainHead).filter(isCall),
				operation: 'external',
				arcs: [fireOf(index, sleep)],
				form: 'timeout sleep race',
			}),
		];
	});
}

/** What a raced variable was given. */
function heldBy(index: FileIndex, element: ts.Expression): ts.Expression {
	const node = bare(element);
	const declaration = ts.isIdentifier(node) ? declarationOf(index, node) : undefined;
	return declaration?.kind === 'variable' && declaration.node.initializer ? bare(declaration.node.initializer) : node;
}

function isSleep(index: FileIndex, node: ts.Expression): boolean {
	const head = chainHead(node);
	if (!ts.isCallExpression(head) || head.arguments.length === 0 || !SLEEP.test(calleeName(head))) return false;
	const target = localFunction(index, head.expression);
	return !target || !holdsTimeout(index, target.node);
}

/** `Promise.race([work, options.timeout])`: a promise that other code made to end the wait. */
function isDeadlineOfOthers(index: FileIndex, node: ts.Expression): boolean {
	if (!/^(timeout|deadline)$/.test(wordsOf(lastName(node)).at(-1) ?? '')) return false;
	if (ts.isPropertyAccessExpression(node)) return !isSelf(node.expression);
	return ts.isIdentifier(node) && declarationOf(index, node)?.kind === 'parameter';
}

/** A timer there that rejects is the site. */
const holdsTimeout = (index: FileIndex, fn: CodeFunction): boolean =>
	some(bodyOf(fn), node => {
		if (!ts.isCallExpression(node)) return false;
		const timer = timerOf(node);
		return timer !== undefined && (/^rej/.test(timer.callback.getText()) || failingActs(index, node).length > 0);
	});

/** The sleep goes on after the work was done in time: what follows it shows no deadline that passed, only that none did. */
function fireOf(index: FileIndex, sleep: ts.Expression): ArcDraft {
	const needs = hit(placeOfExecution(index, sleep));
	let after: ts.ArrowFunction | ts.FunctionExpression | undefined;
	visitDeep(sleep, node => {
		if (isCall(node) && calleeName(node) === 'then') {
			const given = node.arguments?.[0];
			if (given && (ts.isArrowFunction(given) || ts.isFunctionExpression(given))) after ??= given;
		}
		return after === undefined;
	});
	if (!after) return {arc: 'fire', needs, fires: signal('fire'), reading: 'unseen', witnesses: []};
	const place = placeOfFunction(index, after);
	return {arc: 'fire', needs, fires: all(hit(place), signal('fire')), reading: 'timer', witnesses: [place]};
}
