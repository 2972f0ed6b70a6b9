import {isOpen} from '../model/finding.ts';
import type {ARCS, ArcName, SiteKind} from '../model/site.ts';
import type {JudgedSite} from '../model/verdict.ts';

/** `{it}` is the guarded operation. Each reads on from "a test in which". "Fails" is true of a throw and a rejection. */
const STEPS = {
	'circuit-breaker': {
		trip: '{it} fails until the breaker opens',
		reject: '{it} is asked for while the breaker is open, and is refused',
		'probe-recover': '{it} fails until the breaker opens, and succeeds when it is probed after the reset time',
		'probe-fail': '{it} fails until the breaker opens, and fails again when it is probed',
	},
	retry: {
		retry: '{it} fails once and then succeeds',
		recover: '{it} fails once and then succeeds',
		exhaust: '{it} always fails',
		refuse: '{it} fails with an error that must not be retried',
	},
	fallback: {
		engage: '{it} fails and the substitute is used',
		fail: '{it} fails and the substitute fails too',
	},
	pool: {
		exhaust: 'more callers ask at once than the pool has resources',
		'acquire-timeout': 'every resource stays in use until a waiting caller times out',
		'resource-error': 'a resource breaks, such as an idle connection closed from the other side',
		'release-on-error': '{it} fails while holding a resource, and the next caller still gets one',
	},
	timeout: {
		fire: '{it} does not answer before the deadline',
	},
	limiter: {
		saturate: 'more calls start at once than the limit allows, and one waits',
		reject: 'so many calls are waiting that one is refused',
	},
	queue: {
		nack: '{it} fails for a message and the message goes back',
		redeliver: '{it} fails for a message once and succeeds when the message is delivered again',
		'dead-letter': '{it} fails for the same message until it is given up',
	},
	handler: {
		enter: '{it} fails',
	},
} as const satisfies {[Kind in SiteKind]: Record<(typeof ARCS)[Kind][number], string>};

/**
 * What to write next for a site: one test for each way it can still be made to fire, in the order of its arcs.
 * Empty where no arc is uncovered or unfired, but for those that are put aside.
 */
export function nextSteps(site: Pick<JudgedSite, 'kind' | 'guards' | 'arcs'>): string[] {
	const steps: Partial<Record<ArcName, string>> = STEPS[site.kind];
	const open = site.arcs.filter(arc => isOpen(arc) && !arc.suppressed && !arc.known).map(({arc}) => steps[arc]);
	const distinct = [...new Set(open.filter(step => step !== undefined))];
	const operation = operationOf(site.guards);
	let named = false;
	return distinct.map((step, index) => {
		const intro = index === 0 ? 'a test in which' : 'another in which';
		const sentence = `${intro} ${step.replace('{it}', () => (named ? 'it' : operation))}`;
		named ||= step.includes('{it}');
		return sentence;
	});
}

function operationOf([guard]: JudgedSite['guards']): string {
	if (!guard?.callee) return guard?.text || 'the guarded operation';
	return guard.text.startsWith('new ') ? `new ${guard.callee}` : guard.callee;
}
