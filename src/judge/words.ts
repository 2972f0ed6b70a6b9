import type {ARCS, ArcName, SiteKind} from '../model/site.ts';

interface ArcWords {
	/** It happened. */
	did: string;
	/** It never happened, though tests ran the operation. */
	never: string;
}

type WordsOf<Kind extends SiteKind> = Record<(typeof ARCS)[Kind][number], ArcWords>;

/** What each arc means, in a sentence that a person understands. The one place where this prose stands. */
export const WORDS = {
	'circuit-breaker': {
		trip: {did: 'The breaker opened', never: 'The breaker never opened'},
		reject: {
			did: 'A call was refused while the breaker was open',
			never: 'No call was ever refused by an open breaker',
		},
		'probe-recover': {
			did: 'A trial call closed the breaker again',
			never: 'No trial call ever closed the breaker again',
		},
		'probe-fail': {did: 'A trial call failed and the breaker opened again', never: 'No trial call ever failed'},
	},
	retry: {
		retry: {did: 'A second attempt was started', never: 'No attempt was ever repeated'},
		recover: {did: 'A later attempt succeeded', never: 'No later attempt ever succeeded'},
		exhaust: {did: 'The attempts were used up', never: 'The attempts were never used up'},
		refuse: {did: 'An error was judged not worth a retry', never: 'No error was ever judged not worth a retry'},
	},
	fallback: {
		engage: {did: 'The substitute was used', never: 'The substitute was never used'},
		fail: {did: 'The substitute failed too', never: 'The substitute itself never failed'},
	},
	pool: {
		exhaust: {did: 'A caller had to wait for a resource', never: 'No caller ever had to wait for a resource'},
		'acquire-timeout': {
			did: 'Waiting for a resource ended in an error',
			never: 'Waiting for a resource never ended in an error',
		},
		'resource-error': {did: 'A broken resource was thrown out', never: 'No broken resource was ever thrown out'},
		'release-on-error': {
			did: 'A resource came back although the work failed',
			never: 'No resource ever came back from failed work',
		},
	},
	timeout: {
		fire: {did: 'The deadline passed and cut the operation short', never: 'The deadline never passed'},
	},
	limiter: {
		saturate: {did: 'A caller had to wait', never: 'No caller ever had to wait'},
		reject: {did: 'A caller was refused', never: 'No caller was ever refused'},
	},
	queue: {
		nack: {did: 'A failed message was given back', never: 'No message was ever given back'},
		redeliver: {did: 'A message was processed again', never: 'No message was ever processed again'},
		'dead-letter': {did: 'A message was given up', never: 'No message was ever given up'},
	},
	handler: {
		enter: {did: 'An error was received', never: 'No error ever got here'},
	},
} satisfies {[Kind in SiteKind]: WordsOf<Kind>};

export const wordsOf = (kind: SiteKind, arc: ArcName): ArcWords => (WORDS[kind] as Record<string, ArcWords>)[arc]!;

/** `never`, `once`, `14 times`, `at least once`. */
export function times(least: number, most: number): string {
	if (most === 0) return 'never';
	if (least !== most) return least > 0 ? 'at least once' : 'an unknown number of times';
	return least === 1 ? 'once' : `${least.toLocaleString('en-US')} times`;
}
