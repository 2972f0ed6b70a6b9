import {type Condition, placesOf} from '../model/condition.ts';
import type {Counters, FileState} from '../model/evidence.ts';
import type {Count, Place} from '../model/place.ts';
import type {ArcDraft, Reading, Site} from '../model/site.ts';
import type {Verdict} from '../model/verdict.ts';
import {countOf, sumOf} from './evaluate.ts';
import {times, wordsOf} from './words.ts';

export interface Explained {
	why: string;
	wanted?: string;
}

/** One sentence or two that say why the verdict is what it is, with the counts behind it. */
export function explainVerdict(site: Site, arc: ArcDraft, verdict: Verdict, counters: Counters): Explained {
	const state = counters.state(site.file);
	if (verdict === 'undecided') return explainUndecided(site, arc, counters, state);
	if (verdict === 'uncovered') return {why: uncovered(site, arc, counters, state)};
	const {did, never} = wordsOf(site.kind, arc.arc);
	const opening = verdict === 'fired' ? did : never;
	return {why: `${opening}: ${shown(site, arc, verdict, counters)}.`};
}

function uncovered(site: Site, arc: ArcDraft, counters: Counters, state: FileState): string {
	if (state === 'not-loaded') return 'No test loads this file.';
	const [place] = placesOf(arc.needs);
	const operation = operationText(site);
	return place
		? `No test runs ${operation}: line ${place.line} ${ranWord(countOf(place, counters))}.`
		: `No test runs ${operation}.`;
}

/** The guarded operation as the source writes it, or what the site is. */
const operationText = (site: Site): string =>
	site.guards[0]?.text ? `\`${site.guards[0].text}\`` : OPERATION[site.kind];

const OPERATION = {
	'circuit-breaker': 'a call through the breaker',
	retry: 'the operation',
	fallback: 'the operation',
	pool: 'the pool',
	timeout: 'the operation with this deadline',
	limiter: 'a call through the limiter',
	queue: 'the consumer',
	handler: 'the operation',
} satisfies Record<Site['kind'], string>;

const ran = ({least, most}: Count): string => times(least, most);

const ranWord = (count: Count): string => (count.most === 0 ? 'never ran' : `ran ${ran(count)}`);

/** The counters, said in the way of the reading. */
function shown(site: Site, arc: ArcDraft, verdict: Verdict, counters: Counters): string {
	const start = startCount(arc.needs, counters);
	const relation = comparisonIn(arc.fires);
	if (relation && (arc.reading === 'repeat' || arc.reading === 'block')) return compared(relation, counters);
	if (arc.reading === 'derived' && verdict === 'unfired')
		return `${FOLLOWS[arc.arc] ?? 'what must come before it never happened'}${start}`;
	const decisive = witnessesShown(arc, verdict, counters);
	const lines = decisive.slice(0, 3).map(place => `line ${place.line} ${ranWord(countOf(place, counters))}`);
	const more = decisive.length > 3 ? `, and ${decisive.length - 3} more` : '';
	return `${lines.join(', ')}${more}${site.guards.length > 0 || arc.needs ? start : ''}`;
}

/** Arcs that cannot come first. */
const FOLLOWS: Partial<Record<ArcDraft['arc'], string>> = {
	recover: 'no second attempt was ever started',
	exhaust: 'no second attempt was ever started',
	fail: 'the substitute was never used',
	'probe-recover': 'no trial call was let through',
	'probe-fail': 'no trial call was let through',
	engage: 'the call of the substitute never ran',
};

function startCount(needs: Condition, counters: Counters): string {
	const [place] = placesOf(needs);
	if (!place) return '';
	const count = countOf(place, counters);
	return count.least > 0 ? ` while the operation (line ${place.line}) ran ${ran(count)}` : '';
}

function comparisonIn(condition: Condition): [Place[], Place[]] | undefined {
	if ('more' in condition) return condition.more;
	const inner = 'any' in condition ? condition.any : 'all' in condition ? condition.all : [];
	return inner.map(comparisonIn).find(found => found !== undefined);
}

function compared([above, below]: [Place[], Place[]], counters: Counters): string {
	const lines = (places: Place[]) => [...new Set(places.map(({line}) => line))].join(' and ');
	return `line ${lines(above)} ${ranWord(sumOf(above, counters))}, line ${lines(below)} ${ranWord(sumOf(below, counters))}`;
}

/** For a fired arc the witnesses that ran; for an unfired one all of them. */
function witnessesShown(arc: ArcDraft, verdict: Verdict, counters: Counters): Place[] {
	const places = arc.witnesses.length > 0 ? arc.witnesses : placesOf(arc.fires);
	const chosen = verdict === 'fired' ? places.filter(place => countOf(place, counters).least > 0) : places;
	return chosen.length > 0 ? chosen : placesOf(arc.fires);
}

function explainUndecided(site: Site, arc: ArcDraft, counters: Counters, state: FileState): Explained {
	const byState = STATES[state];
	if (byState) return byState;
	const {reason, wanted} = READINGS[arc.reading];
	const emptyBlock = arc.fires && 'hit' in arc.fires && arc.fires.hit.kind === 'block' && !arc.fires.hit.first;
	if (emptyBlock) {
		return {
			why: `The handler on line ${site.line} is empty, and this coverage has no counter for an empty block.`,
			wanted: 'raw V8 coverage (NODE_V8_COVERAGE), or a trace',
		};
	}
	return {why: `${reason(site)}${startCount(arc.needs, counters)}.`, wanted};
}

const STATES: Record<FileState, Explained | undefined> = {
	measured: undefined,
	'not-loaded': undefined,
	stale: {why: 'The file changed since the coverage was taken.', wanted: 'coverage of the present source'},
	absent: {why: 'No coverage speaks of this file.', wanted: 'a coverage run that includes this file'},
	unmapped: {
		why: 'The coverage of this file cannot be mapped back to its source.',
		wanted: 'source maps in the coverage run',
	},
};

const TRACE = 'a trace of the tests at this site';

const READINGS = {
	block: {reason: () => 'No counter tells whether this ran', wanted: TRACE},
	repeat: {reason: () => 'The counters do not tell a second attempt from a further call', wanted: TRACE},
	again: {reason: () => 'What starts the next attempt also runs for other reasons', wanted: TRACE},
	exit: {reason: () => 'The exits that would show it are shared with other ends', wanted: TRACE},
	timer: {reason: () => 'The code that fails the operation is shared with other callers', wanted: TRACE},
	transition: {reason: () => 'The state change that would show it is shared with others', wanted: TRACE},
	derived: {reason: () => 'The counters show what comes before it, not how it ended', wanted: TRACE},
	library: {
		reason: (site: Site) =>
			`It happens inside ${site.mechanism.startsWith('library:') ? site.mechanism.slice(8) : 'the platform'}, where no line of the project shows it`,
		wanted: 'a trace, or a listener of the event that tells it',
	},
	unseen: {reason: () => 'It leaves no counter of its own', wanted: TRACE},
} satisfies Record<Reading, {reason: (site: Site) => string; wanted: string}>;
