import type {FlawName} from './flaw.ts';
import type {ArcName, Certainty, Operation, SiteKind} from './site.ts';
import type {TestRules} from './test-rule.ts';
import type {Tell} from './watch.ts';

/**
 * The catalogue as plain data: what a library's API makes. A site is found by the package and path that a callee comes
 * from, never by its name alone. `rules/libraries/<package>/rule.yml` is the source, `schema/rule.json` its form.
 */
export interface RuleBook {
	/** Depends on the content of the rule files alone. */
	hash: string;
	/** By package name. Read with `Object.hasOwn`. */
	packages: Record<string, LibraryRule>;
	/** Import specifier (`mysql2/promise`) to package name. Read with `Object.hasOwn`. */
	modules: Record<string, string>;
	/** Modules that a user's rules name, also of the project itself (`./src/http` from its root): never looked into. */
	claimed?: string[];
	/** What runners and mock libraries mean. */
	tests?: TestRules;
}

export interface LibraryRule {
	package: string;
	/** Every specifier under which this API is imported; the package itself where the rule says nothing. */
	modules: string[];
	/** Modules that are a member of the package, with the steps to it: `async/retry` is its `retry`. Read with `Object.hasOwn`. */
	members?: Record<string, string[]>;
	/** Majors that the rule holds for; which of them a site is for, where not for all, it says itself. */
	majors: number[];
	/** The version whose types and source were read. */
	checked: string;
	docs: string;
	/** Methods that return what they are called on (`on`, `orType`): left out of paths. */
	fluent: string[];
	/** Calls that put several of this library's values into one, which then runs the operation (`wrap`). */
	wrappers: string[];
	/** Expanded path (`default().on`, `connect().createChannel().consume`) to indexes in `sites`. */
	paths: Record<string, number[]>;
	sites: SiteRule[];
}

/**
 * Where a value is, seen from the matched call: `retries` and `retry.limit` are keys of the options argument, `#1` is
 * the second argument, `#1.onRetry` a key in it, `onBreak#0` the first argument of a call of that method on what the
 * matched call made, `new#0` that of constructing it. `*` stands for the elements of a list.
 */
export type Key = string;

/**
 * - `present`, `absent`: given at all; a literal `undefined` is absent.
 * - `literal`, `computed`: given, and its value stands in the file, or does not.
 * - `number`, `object`, `function`: given, and of that form.
 * - `substitutes`, `rethrows`: a function that returns a value of its own, or does nothing but throw.
 * - `fallible`: a function that may fail: it throws, waits, or calls more than loggers and the like.
 * - `numeric`: a function that returns nothing but numbers, provided that its first parameter is one.
 */
export const SHAPES = [
	'present',
	'absent',
	'literal',
	'computed',
	'number',
	'object',
	'function',
	'substitutes',
	'rethrows',
	'fallible',
	'numeric',
] as const;
export type Shape = (typeof SHAPES)[number];
export type Literal = string | number | boolean | null;

/**
 * All entries must hold; a list means any of its members. The name of a shape tests the form, `@handleAll` whether the
 * value is what the package exports under that path, anything else the literal value.
 */
export type Clause = Record<Key, Shape | Literal | Array<Shape | Literal>>;

/** What shows that the arc happened. `proves`: which answer it gives; the other stays unknown. Default `both`. */
export interface Evidence {
	/** A function given there ran. */
	callback?: Key;
	/** A listener for one of these events on what the matched call made. */
	event?: string[];
	/** Inside the function given at `in`, a call of one of these methods, of a parameter (`#0` is the first) or of its method (`#0.nack`) was made. */
	calls?: string[];
	in?: Key;
	/** Which such calls count, by their own arguments. */
	with?: Clause[];
	/** The function given inline there ran more often than its call. */
	repeats?: Key;
	/** The function given there ran, and nothing in it can call off what it announces: see the shape `fallible`. */
	announces?: Key;
	/** The function given there, or listening to that event, returned a value of its own. */
	returns?: Key;
	/** In `if (made.method(…))`, the branch taken was the `if`'s. */
	accepted?: string[];
	/** In `if (!made.method(…))`, the branch taken was the `if`'s. */
	declined?: string[];
	/** Only after that arc of the same site: the other did not happen, so neither did this one. Proves `no`. */
	after?: ArcName;
	proves?: 'both' | 'yes' | 'no';
	/** Holds only where one of these does for sure. */
	when?: Clause[];
	/** Holds only where what the matched call makes stays in one place of the file, where nothing but its methods is used. */
	kept?: boolean;
	/** As `kept`, but it may be handed to a wrapper, and none of these methods is called on it. */
	without?: string[];
}

export interface ArcRule {
	arc: ArcName;
	/** The construct can have this arc only if one of these holds for sure. */
	when?: Clause[];
	/** The construct cannot have this arc if one of these holds for sure. */
	unless?: Clause[];
	/** The construct has this arc where evidence of it is in sight, or `when` holds. */
	shown?: boolean;
	/** Empty: it happens inside the library, only a trace or a proof can tell. */
	fires: Evidence[];
	/** What a recording listens to on what the matched call makes. Where absent, the events of `fires`. */
	trace?: TraceRule[];
}

export interface TraceRule extends Tell {
	/** Listened to only where one of these holds for sure. */
	when?: Clause[];
}

/** A use of the library that is wrong in itself, whether anything fires or not. */
export interface FlawRule {
	flaw: FlawName;
	/** What a user is told. */
	why: string;
	/** Reported only where one of these holds for sure. */
	when?: Clause[];
	/** Reported only where none of these can hold. */
	unless?: Clause[];
	/** Reported only where the function given there does nothing but answer `true`. */
	always?: Key;
	/** Reported only where the file names none of these. */
	without?: string[];
	/** Reported only where nothing of the project may listen to one of these events of it. */
	unheard?: string[];
}

export interface SiteRule {
	kind: SiteKind;
	/** The majors that have it; all of the rule's if absent. */
	majors?: number[];
	/** How the path is used: called, constructed, as a decorator, or given to another call, which is the site; any of them. */
	how: Array<'call' | 'new' | 'decorator' | 'given'>;
	/** Names of the functions and methods that it may be given to. */
	to?: string[];
	/** Expanded paths. */
	paths: string[];
	/** The site is at this option, one site for each that is given. */
	at?: Key[];
	/** Arguments that may hold the options, the first that can be read counts. Where the path is given: from the one behind it. */
	options: number[];
	when?: Clause[];
	unless?: Clause[];
	/** A site only where `when` holds for sure. */
	shown?: boolean;
	/** The library does it by default and nothing in the source asks for it: reported only when implicit sites are asked for. */
	implicit?: boolean;
	certainty: Certainty;
	operation?: Operation;
	/**
	 * The guarded operation: the `call` itself, a function or promise given at a key, `uses` of what the call makes,
	 * the object the method is called on (`receiver`), what is piped through (`pipe`), a decorated member (`member`).
	 */
	guards: 'call' | 'uses' | 'receiver' | 'pipe' | 'member' | {at: Key};
	/** Methods that run the guarded operation on what the call makes. */
	uses: string[];
	arcs: ArcRule[];
	flaws?: FlawRule[];
}
