import type {Counters} from '../model/evidence.ts';
import type {ArcDraft, Site} from '../model/site.ts';
import type {Verdict} from '../model/verdict.ts';
import {evaluate} from './evaluate.ts';

/** What the counters say of one arc. Stale, absent or unmapped coverage decides nothing. */
export function verdictOf({file}: Pick<Site, 'file'>, arc: ArcDraft, counters: Counters): Verdict {
	const state = counters.state(file);
	if (state === 'stale' || state === 'absent' || state === 'unmapped') return 'undecided';
	if (evaluate(arc.fires, counters) === 'yes') return 'fired';
	const needs = evaluate(arc.needs, counters);
	if (needs === 'no') return 'uncovered';
	return needs === 'yes' && evaluate(arc.fires, counters) === 'no' ? 'unfired' : 'undecided';
}
