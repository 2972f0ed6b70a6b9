import {type Condition, placesOf} from '../model/condition.ts';
import type {Counters, FileState} from '../model/evidence.ts';
import type {Count, Place} from '../model/place.ts';
import type {ArcDraft, Site} from '../model/site.ts';
import type {Verdict} from '../model/verdict.ts';
import {decidingParts, type Part} from './deciding.ts';
import {countOf, sumOf} from './evaluate.ts';
import {type Explained, explainUndecided} from './undecided.ts';
import {times, wordsOf} from './words.ts';

/** One sentence or two that say why the verdict is what it is, with the counts behind it. */
export function explainVerdict(site: Site, arc: ArcDraft, verdict: Verdict, counters: Counters): Explained {
	const state = counters.state(site.file);
	if (verdict === 'undecided') return explainUndecided(site, arc, counters, startCount(arc.needs, counters));
	if (verdict === 'uncovered') return {why: uncovered(site, arc, counters, state)};
	const {did, never} = wordsOf(site.kind, arc.arc);
	const opening = verdict === 'fired' ? did : never;
	return {why: `${opening}: ${shown(arc, verdict, counters)}.`};
}

function uncovered(site: Site, arc: ArcDraft, counters: Counters, state: FileState): string {
	if (state === 'not-loaded') return 'Nothing in this file ran: the coverage lists it with zeros alone.';
	const [place] = placesOf(arc.needs);
	const operation = operationText(site);
	return place
		? `No test runs ${operation}: line ${place.line} ${ranWord(countOf(place, counters))}.`
		: `No test runs ${operation}.`;
}

/** The guarded operation as the source writes it, or what the site is. */
function operationText(site: Site): string {
	// The count beside it is one of the site's own file.
	const guard = site.guards.find(({file}) => file === undefined);
	return guard?.text ? quoteCode(guard.text) : OPERATION[site.kind];
}

/** Code that holds backticks is quoted by two. */
const quoteCode = (code: string): string => (code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``);

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

/** The counters that decided, said in the way of the reading. */
function shown(arc: ArcDraft, verdict: Verdict, counters: Counters): string {
	const start = startCount(arc.needs, counters);
	const parts = decidingParts(arc.fires, counters);
	const relation = parts.find(part => 'more' in part);
	const isOnlyRelation = parts.every(part => 'more' in part);
	if (arc.reading === 'derived' && verdict === 'unfired') {
		// Whatever entered the try came out behind it, with the substitute or without.
		const isKept = arc.arc === 'fail' && relation !== undefined;
		const first = isKept
			? 'no run was lost on its way'
			: (FOLLOWS[arc.arc] ?? 'what must come before it never happened');
		return relation && isOnlyRelation
			? `${first} (${compared(relation.more, counters)})`
			: `${first}${withStart(start)}`;
	}
	if (relation && (isOnlyRelation || arc.reading === 'repeat' || arc.reading === 'block'))
		return compared(relation.more, counters);
	const decisive = placesShown(parts);
	const isNone = decisive.length > 1 && decisive.every(place => countOf(place, counters).most === 0);
	if (isNone) return `${linesOf(decisive)} never ran${withStart(start)}`;
	const lines = decisive.slice(0, 3).map(place => `line ${place.line} ${ranWord(countOf(place, counters))}`);
	const more = decisive.length > 3 ? `, and ${decisive.length - 3} more` : '';
	return `${lines.join(', ')}${more}${withStart(start)}`;
}

const withStart = (start: string): string => (start ? ` while ${start}` : '');

/** Of a block the line of its first statement; each line once. */
function placesShown(parts: readonly Part[]): Place[] {
	const places = parts.flatMap(part => ('hit' in part ? [part.hit.first ?? part.hit] : []));
	return places.filter((place, at) => places.findIndex(other => other.line === place.line) === at);
}

/** Arcs that cannot come first. */
const FOLLOWS: Partial<Record<ArcDraft['arc'], string>> = {
	recover: 'no second attempt was ever started',
	exhaust: 'no second attempt was ever started',
	fail: 'the substitute was never used',
	reject: 'the breaker never opened',
	'probe-recover': 'no trial call was let through',
	'probe-fail': 'no trial call was let through',
	engage: 'the call of the substitute never ran',
};

function startCount(needs: Condition, counters: Counters): string {
	const [place] = placesOf(needs);
	if (!place) return '';
	const count = countOf(place, counters);
	return count.least > 0 ? `the operation (line ${place.line}) ran ${ran(count)}` : '';
}

/** `line 30 ran 6 times, more often than line 29 (5 times)`; with columns where the lines are the same. */
function compared([above, below]: [Place[], Place[]], counters: Counters): string {
	const [more, less] = [sumOf(above, counters), sumOf(below, counters)];
	if (more.most === 0) return `${linesOf(above)} never ran`;
	const isSameLine = above.some(({line}) => below.some(other => other.line === line));
	const lines = (places: Place[]) => linesOf(places, isSameLine);
	const how = more.least > less.most ? 'more often than' : 'no more often than';
	return `${lines(above)} ran ${ran(more)}, ${how} ${lines(below)} (${ran(less)})`;
}

function linesOf(places: readonly Place[], withColumns = false): string {
	const names = places.map(({line, column}) => (withColumns ? `${line}:${column}` : String(line)));
	const distinct = [...new Set(names)];
	const shown = distinct.length > 4 ? [...distinct.slice(0, 3), `${distinct.length - 3} more`] : distinct;
	const list = [shown.slice(0, -1).join(', '), shown.at(-1)].filter(Boolean).join(' and ');
	return `${distinct.length > 1 ? 'lines' : 'line'} ${list}`;
}
