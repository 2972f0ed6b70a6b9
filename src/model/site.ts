import {type Condition, placesOf, sequencesOf} from './condition.ts';
import type {Flaw, FlawDraft} from './flaw.ts';
import type {HiddenBy} from './ignore.ts';
import type {Place, Span} from './place.ts';
import type {Followed} from './sequence.ts';

export const SITE_KINDS = [
	'circuit-breaker',
	'retry',
	'fallback',
	'pool',
	'timeout',
	'limiter',
	'queue',
	'handler',
] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** The arcs that a site of each kind can have: what it does only under fault or contention. */
export const ARCS = {
	'circuit-breaker': ['trip', 'reject', 'probe-recover', 'probe-fail'],
	retry: ['retry', 'recover', 'exhaust', 'refuse'],
	fallback: ['engage', 'fail'],
	pool: ['exhaust', 'acquire-timeout', 'resource-error', 'release-on-error'],
	timeout: ['fire'],
	limiter: ['saturate', 'reject'],
	queue: ['nack', 'redeliver', 'dead-letter'],
	handler: ['enter'],
} as const satisfies Record<SiteKind, readonly string[]>;
export type ArcName = (typeof ARCS)[SiteKind][number];

/** `sure`: structure complete and unambiguous. `likely`: one weak link. `possible`: a smell; not reported by default. */
export type Certainty = 'sure' | 'likely' | 'possible';
export const CERTAINTIES = ['sure', 'likely', 'possible'] as const;

export const isCertain =
	(least: Certainty) =>
	({certainty}: {certainty: Certainty}): boolean =>
		CERTAINTIES.indexOf(certainty) <= CERTAINTIES.indexOf(least);

/** `external`: the guarded operation can fail for a reason outside the process; `local`: it cannot. */
export type Operation = 'external' | 'local';

/**
 * How the arc shows, so that `judge` can say it in words. One sentence pattern a reading stands in `judge`.
 * - `block`: a catch clause, callback or branch that runs only when the arc happens.
 * - `repeat`: the operation ran more often than the call that starts it.
 * - `again`: a call or schedule of the next attempt.
 * - `exit`: the throw, rejection or error callback by which the site gives up or refuses.
 * - `timer`: the callback of a timer that fails the operation.
 * - `transition`: a state change of a breaker, pool or limiter.
 * - `derived`: follows from other arcs only in one direction (no second attempt, so no recovery).
 * - `library`: happens inside a dependency; no line of the project shows it.
 * - `unseen`: happens here, but no counter separates it from ordinary runs.
 */
export type Reading = 'block' | 'repeat' | 'again' | 'exit' | 'timer' | 'transition' | 'derived' | 'library' | 'unseen';

export interface ArcDraft {
	arc: ArcName;
	/** Holds when a test executed the guarded operation. */
	needs: Condition;
	/** Holds when the arc happened. */
	fires: Condition;
	reading: Reading;
	/** Lines whose execution means that the arc happened; empty where no line shows it. */
	witnesses: Place[];
	/** A comment takes its witnesses out of coverage. */
	hidden?: HiddenBy;
}

/** A call that the site protects. */
export interface Guard extends Span {
	/** Source text, shortened to one line of at most 80 characters. */
	text: string;
	/** Last name of the callee (`fetch`, `query`), for joining with stand-ins. Empty where there is none. */
	callee: string;
	/** Index of the call in the file's `calls`, where it is one. */
	call?: number;
	/** A handler within takes its errors first, and may keep them. */
	behind?: true;
	/** Where it stands in another file than the site: what callers of a wrapper give it to run. */
	file?: string;
}

/** What the file alone could not finish; `link` closes it or drops the draft. */
export type OpenEnd =
	/** The draft stands only if this call's target (found by `link`) leads back to the function `to`. */
	| {kind: 'reaches'; call: number; to: number}
	/** The draft stands only if it does not: another draft, with the same end as `reaches`, then takes its place. */
	| {kind: 'misses'; call: number; to: number}
	/** The draft stands only if this specifier leads out of the project: aliases of its own folders look like packages. */
	| {kind: 'outside'; module: string};

/** Every place whose count may be asked when arcs are judged and shown. */
export const placesOfArcs = (arcs: readonly ArcDraft[]): Place[] =>
	arcs.flatMap(({needs, fires, witnesses}) => [...placesOf(needs), ...placesOf(fires), ...witnesses]);

/** What a trace is asked for besides. */
export const sequencesOfArcs = (arcs: readonly ArcDraft[]): Followed[] =>
	arcs.flatMap(({needs, fires}) => [...sequencesOf(needs), ...sequencesOf(fires)]);

/** A site as one file shows it. */
export interface SiteDraft extends Span {
	kind: SiteKind;
	/** `hand-rolled`, `platform` or `library:<package>`. */
	mechanism: string;
	/** Enclosing function or class member, `Client.fetch`; `<module>` at top level. */
	name: string;
	certainty: Certainty;
	/** Undefined where the file alone does not tell: `link` decides from what the guards reach. */
	operation?: Operation;
	guards: Guard[];
	arcs: ArcDraft[];
	/** Index in the file's `functions` of the function that holds the site: the node that its weight comes from. */
	owner: number;
	/** Text that survives line moves, layout and renames of locals; with kind and file it makes the site's id. */
	fingerprint: string;
	/** A default of the library that nothing in the source asks for. */
	implicit?: true;
	/** What is wrong with the construct itself. */
	flaws?: FlawDraft[];
	open?: OpenEnd[];
}

/** Something outside the process that guarded operations talk to: a package, a part of the platform, or what is written in the call. */
export interface Dependency {
	kind: 'package' | 'platform' | 'host' | 'queue' | 'table';
	name: string;
}

/** A site after linking. */
export interface Site extends Omit<SiteDraft, 'open' | 'operation' | 'flaws'> {
	/** `retry:3f9a1c…`, unique in a report. */
	id: string;
	file: string;
	operation: Operation;
	dependencies?: Dependency[];
	/** Node of the call graph. */
	node: string;
	flaws?: Flaw[];
}
