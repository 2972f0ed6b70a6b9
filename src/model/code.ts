/** Index into a file's `terms`; -1 where nothing is known. */
export type TermId = number;

/**
 * A small expression or type in the file's own words, scopes already resolved. A type stands for a value of that
 * type, so that annotations and expressions are evaluated alike (in `link`). Terms are interned.
 */
export type Term =
	| {kind: 'function'; fn: number}
	/** A class, object literal, interface, type literal, enum or namespace of this file. */
	| {kind: 'shape'; shape: number}
	| {kind: 'variable'; variable: number}
	| {kind: 'import'; module: string /** `default`, `*` or the exported name. */; member: string}
	/** This file as a module: `exports`, `module.exports`. */
	| {kind: 'self'}
	| {kind: 'global'; name: string}
	| {kind: 'this'; shape: number; static: boolean}
	/** `this` in a constructor function and in the functions on its prototype. */
	| {kind: 'made'; fn: number}
	| {kind: 'super'; shape: number; static: boolean}
	| {kind: 'member'; of: TermId; name: string}
	/** What a call returns, or what `new` makes. */
	| {kind: 'result'; call: number}
	/** What the callee of a call declares for its argument: the context of a callback or an options object. */
	| {kind: 'argument'; call: number; index: number}
	| {kind: 'await'; of: TermId}
	/** An element of an array, a value of a record; `index` where it is written. */
	| {kind: 'element'; of: TermId; index?: number}
	| {kind: 'either'; of: TermId[]}
	/** Intersections and spreads. */
	| {kind: 'both'; of: TermId[]}
	| {kind: 'list'; of: TermId[]}
	| {kind: 'primitive'; name: string /** Of string literals up to 120 characters. */; text?: string}
	/** A value of the type that `of` names. */
	| {kind: 'type'; of: TermId; args: TermId[]}
	| {kind: 'alias'; alias: number}
	| {kind: 'generic'; generic: number}
	/** A function known by its type alone. */
	| {kind: 'signature'; signature: number};

export interface VariableFact {
	name: string;
	line: number;
	/** Annotated type. */
	type: TermId;
	init: TermId;
	/** Values assigned later, of variables without initialiser and without a type other than of a function. */
	assigned?: TermId[];
	/** Of a parameter: whose, and which; with `rest` all from there on. */
	parameter?: {fn: number; index: number; rest?: true};
}

export interface ParameterFact {
	type: TermId;
	rest?: true;
	optional?: true;
}

/** What a function takes and returns. */
export interface SignatureFact {
	line: number;
	parameters: ParameterFact[];
	/** Annotated result. */
	returns: TermId;
	/** Indexes into `generics`. */
	generics: number[];
}

/** A function with a body; parallel to the file's `functions`. */
export interface BodyFact extends SignatureFact {
	async?: true;
	generator?: true;
	/** Returned expressions, where the result is not annotated, or is a function by its annotation. */
	results: TermId[];
	/** Returned expressions, where the annotation says a list, set or map. */
	lists?: TermId[];
	/** Of a generator: what it yields. */
	yields?: TermId[];
	/** Declared forms without body. */
	overloads?: number[];
	/** The type that the surroundings ask of a function expression. */
	context: TermId;
	/** Written as an expression or in an object: what its surroundings do with it decides whether it runs. */
	value?: true;
	/** A getter or setter: no call shows that it runs. */
	accessor?: true;
}

export interface MemberFact {
	name: string;
	line: number;
	static?: true;
	hidden?: true;
	/** Function with a body. */
	fn?: number;
	/** The function is a getter: the member is its result. */
	getter?: true;
	type: TermId;
	value: TermId;
	/** Calls that decorate it. */
	decorators?: number[];
}

export interface ShapeFact {
	kind: 'class' | 'object' | 'interface' | 'enum' | 'namespace';
	name: string;
	line: number;
	members: MemberFact[];
	/** Functions that run when a member is written; absent where there are none. */
	setters?: Array<{name: string; fn: number; static?: true}>;
	/** Base class and extended interfaces, as `type` terms. */
	extends: TermId[];
	implements: TermId[];
	generics: number[];
	/** Of classes: function index of the constructor, -1 without. */
	construct: number;
	/** Of interfaces: call and construct signatures. */
	calls: number[];
	makes: number[];
	/** Values of unnamed keys. */
	index: TermId;
	/** Of object literals: spread parts, and the type the surroundings ask. */
	spreads: TermId[];
	context: TermId;
	decorators?: number[];
	/** Function whose code declares it. */
	owner: number;
}

/** A member added after the declaration: `X.prototype.m = f`, `X.m = f`, `this.m = f`. */
export interface ExpandoFact {
	/** What it is added to. */
	of: TermId;
	/** On what `new` makes rather than on the thing itself. */
	instance: boolean;
	/** Empty: the value's members are all added (`X.prototype = {…}`, `Object.assign(X, {…})`). */
	name: string;
	value: TermId;
}

export interface CallFact {
	/** 1-based, of the callee's last name, or of the callee. */
	line: number;
	/** 1-based. */
	column: number;
	/** Index of the function whose code makes the call. */
	owner: number;
	callee: TermId;
	/** Last name of the callee; empty where it has none. */
	name: string;
	/** Callee as written, on one line, at most 60 characters. */
	text: string;
	/** Of a spread list its elements. */
	args: TermId[];
	/** Position of the first spread list: what stands there and later may be any argument from there on. */
	spread?: number;
	/** Written type arguments. */
	types?: TermId[];
	new?: true;
	/** The result is awaited, returned from an async function or chained with then/catch. */
	awaited?: true;
	/** Inside a try block, so that a failing require is expected. */
	tried?: true;
}

export interface ImportFact {
	module: string;
	/** Erased at run time. */
	type?: true;
	/** By `require` or `import()`. */
	dynamic?: true;
}

export interface ExportFact {
	/** `default`, a name, or `export=` for what `module.exports` or `export =` is set to. */
	name: string;
	term: TermId;
	/** Exists for types only. */
	type?: true;
}

/** What linking needs to know of a file: its names, terms, calls, imports and exports. */
export interface CodeFacts {
	imports: ImportFact[];
	exports: ExportFact[];
	/** Modules of `export * from`. */
	stars: string[];
	terms: Term[];
	variables: VariableFact[];
	bodies: BodyFact[];
	signatures: SignatureFact[];
	shapes: ShapeFact[];
	aliases: Array<{term: TermId; generics: number[]}>;
	generics: Array<{name: string; constraint: TermId; fallback: TermId}>;
	expandos: ExpandoFact[];
	/** What files without imports find under these names; absent where there are none. */
	globals?: Array<{name: string; term: TermId}>;
	/** Parallel to the file index's `calls`. */
	calls: CallFact[];
	/** Functions put where others find them: `socket.onclose = f`, `<Panel onClose={f}>`, the component itself. */
	handed: Array<{owner: number; value: TermId}>;
	/** Functions put into members after these were declared: `this.next = this.header.bind(this)`; absent where there are none. */
	puts?: Array<{of: TermId; name: string; value: TermId}>;
	/** Members read and written that somewhere in the project are accessors; absent where there are none. */
	accesses?: AccessFact[];
	/** Members that the file assigns of what it imports: `config.http.timeout = 5`. */
	written?: Array<{module: string; path: string[]}>;
	/** `#!`: the file is started as a program. */
	program?: true;
}

export const ANY_MEMBER = '*';

/** A member that is read, written or both. */
export interface AccessFact {
	owner: number;
	/** The object. */
	of: TermId;
	/** `ANY_MEMBER` where it is computed. */
	name: string;
	gets?: true;
	sets?: true;
}

/** A function that a call may run. */
export interface TargetFunction {
	file: string;
	fn: number;
	/** `exact`: by name, import, `this` or `new`. `declared`: by a type annotation. `hierarchy`: implements or overrides. */
	how: 'exact' | 'declared' | 'hierarchy';
}

/** What a call calls. Never a guess: what is not known is `unknown`. */
export type Target =
	| {kind: 'project'; to: TargetFunction[]}
	/** A member or value of a function type that the project declares; no body is known. */
	| {kind: 'declared'; file: string; line: number}
	/** The function calls what its caller passed. */
	| {kind: 'parameter'; fn: number; index: number}
	/**
	 * `module` is a specifier, `global`, or empty where all that is known is that no project member has the name, or that
	 * what bears it is declared outside. In `path`, `()` stands for the result of a call and `new` for an instance: `['Pool', 'new', 'query']`.
	 */
	| {kind: 'external'; module: string; path: string[]}
	| {kind: 'unknown'};
