import type {CallFact, Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {Guard, Operation, SiteDraft} from '../model/site.ts';
import type {GuardSearch} from './guarded-functions.ts';
import {readOutside} from './outside.ts';

/** Functions looked through for one guard: what lies further says little about the guard itself. */
const MOST_FUNCTIONS = 400;

/** Decides whether what a site guards can fail for a reason outside the process. */
export type Operations = (fact: FileFacts, draft: SiteDraft) => Operation;

/**
 * External where a guarded call reaches something outside, or waits for something unknown; local only where all of
 * what it reaches is known to compute. Between the two, what cannot be said counts as external: a site that might be
 * worth a test must not be ranked down by a guess.
 */
export function linkOperations(search: GuardSearch): Operations {
	return (fact, draft) => {
		if (draft.operation) return draft.operation;
		const {guards} = draft;
		return guards.length > 0 &&
			guards.every(guard => isLocalGuard(search, search.files.get(guard.file ?? '') ?? fact, guard))
			? 'local'
			: 'external';
	};
}

function isLocalGuard(search: GuardSearch, fact: FileFacts, {call}: Guard): boolean {
	const made = call === undefined ? undefined : fact.code.calls[call];
	if (!made || call === undefined) return false;
	const target = search.linked.targetOf(fact.file, call);
	if (judgeCall(target, made, true) === 'external') return false;
	// Behind an interface may stand what this project never sees: one harmless implementation proves nothing.
	if (made.awaited && target.kind === 'project' && target.to.some(({how}) => how === 'hierarchy')) return false;
	const start = search.startOf(fact, target, made);
	return start.every(node => !reachesOutside(search, node, made.awaited === true));
}

/** `guarded`: the call is the guarded one itself, of which nothing less than certainty makes a local one. */
function judgeCall(target: Target, call: CallFact, guarded: boolean): Operation | 'project' {
	switch (target.kind) {
		case 'project':
			return 'project';
		case 'external': {
			const outside = readOutside(target.module, target.path);
			if (outside) return outside.external ? 'external' : 'local';
			return guarded || call.awaited ? 'external' : 'local';
		}
		default:
			if (call.name === 'import') return 'local';
			return guarded || call.awaited ? 'external' : 'local';
	}
}

const isUnknown = (target: Target): boolean =>
	target.kind === 'unknown' ||
	target.kind === 'parameter' ||
	target.kind === 'declared' ||
	(target.kind === 'external' && target.module === '');

/** Members of values, reports and settling: names that hardly ever reach outside. */
const PLAIN =
	/^(map|filter|forEach|find\w*|some|every|reduce|push|pop|shift|unshift|slice|splice|concat|join|split|replace\w*|trim\w*|includes|indexOf|startsWith|endsWith|keys|values|entries|has|get|set|add|delete|clear|toString|valueOf|test|match|exec|sort|reverse|flat\w*|then|catch|finally|resolve|reject|bind|call|apply|log|debug|info|warn|error|trace|emit|on|once|off|assign|freeze|from|of|isArray|now|length|require|import|parse|stringify|toLowerCase|toUpperCase|charCodeAt|padStart|padEnd|callback|cb|done|next)$/;

const indexOf = (node: string): number => Number(node.slice(node.lastIndexOf('#') + 1));

function reachesOutside({callsOf, files, linked}: GuardSearch, start: string, asynchronous: boolean): boolean {
	const seen = new Set([start]);
	const queue = [start];
	for (let node = queue.shift(); node !== undefined && seen.size < MOST_FUNCTIONS; node = queue.shift()) {
		// Code of tests is in no graph; what a source calls of it is nobody's to judge.
		if (!linked.graph.hasNode(node)) return true;
		const {file} = linked.graph.getNodeAttributes(node);
		if (files.get(file)!.functions[indexOf(node)]?.streams) return true;
		for (const id of callsOf(node)) {
			const call = files.get(file)!.code.calls[id]!;
			const target = linked.targetOf(file, id);
			if (judgeCall(target, call, false) === 'external') return true;
			// What is waited for and ends in something unknown is more likely outside than a computation.
			if (asynchronous && isUnknown(target) && !PLAIN.test(call.name)) return true;
		}
		linked.graph.forEachOutEdge(node, (_, {how}, __, to) => {
			if (how === 'may' || seen.has(to)) return;
			seen.add(to);
			queue.push(to);
		});
	}
	return seen.size >= MOST_FUNCTIONS;
}
