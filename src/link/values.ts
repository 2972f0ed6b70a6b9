/** What type parameters stand for, by `file#generic`. */
export type Bindings = ReadonlyMap<string, Value>;

/** What a term evaluates to. `file` says whose tables the numbers index; `bound` fills the type parameters in it. */
export type Value =
	| {kind: 'function'; file: string; fn: number; bound?: Bindings}
	/** A function known by its type alone. */
	| {kind: 'signature'; file: string; signature: number; bound?: Bindings}
	/** A function that a builtin calls with these. */
	| {kind: 'callback'; parameters: Value[]}
	| {kind: 'class'; file: string; shape: number; bound?: Bindings}
	/** A value with the members of a shape; `declared` where only a type says so, `partial` where it leaves out some of them. */
	| {kind: 'instance'; file: string; shape: number; bound?: Bindings; declared?: true; partial?: true}
	/** What `new` of a constructor function makes. */
	| {kind: 'made'; file: string; fn: number}
	| {kind: 'module'; file: string}
	/** Items by position where they are known. */
	| {kind: 'array'; of: Value; items?: Value[]}
	| {kind: 'promise'; of: Value}
	/** Map, Set, Record, WeakRef: what is kept in it. */
	| {kind: 'keyed'; name: string; of: Value}
	| {kind: 'primitive'; name: string; text?: string}
	| {kind: 'union'; of: Value[]}
	| {kind: 'both'; of: Value[]}
	| {kind: 'generic'; file: string; generic: number}
	/** A parameter of which nothing more is known. */
	| {kind: 'parameter'; file: string; fn: number; index: number}
	/** `self`: on what a builtin method was looked up. */
	| {kind: 'external'; module: string; path: string[]; self?: Value}
	| {kind: 'unknown'};

export const UNKNOWN: Value = Object.freeze({kind: 'unknown'});
/** Nothing at all: what a value that depends on itself adds to the others. */
export const NOTHING: Value = Object.freeze({kind: 'primitive', name: 'undefined'});

export const primitiveValue = (name: string): Value => ({kind: 'primitive', name});
export const promiseOf = (of: Value): Value => (of.kind === 'promise' ? of : {kind: 'promise', of});
export const arrayOf = (of: Value): Value => ({kind: 'array', of});
export const globalValue = (path: string[], self?: Value): Value =>
	self ? {kind: 'external', module: 'global', path, self} : {kind: 'external', module: 'global', path};
export const genericKey = (file: string, generic: number): string => `${file}#${generic}`;

const EMPTY = new Set(['undefined', 'null']);
export const isEmpty = (value: Value): boolean => value.kind === 'primitive' && EMPTY.has(value.name);

/** The single values that a value may be. */
export const armsOf = (value: Value): Value[] => (value.kind === 'union' ? value.of : [value]);

/** The same, with everything that several values together are. */
export const partsOf = (value: Value): Value[] =>
	armsOf(value).flatMap(arm => (arm.kind === 'both' ? arm.of.flatMap(partsOf) : [arm]));

/** The functions of the project among them. */
export const functionsIn = (value: Value): Array<{file: string; fn: number}> =>
	armsOf(value).flatMap(arm => (arm.kind === 'function' ? {file: arm.file, fn: arm.fn} : []));

/** More arms than this tell nothing. */
const MOST_ARMS = 24;

/** A value that may be any of these; undefined and null leave the others standing. */
export function unionOf(values: readonly Value[]): Value {
	if (values.length === 1) return values[0]!;
	const arms = new Map<string, Value>();
	for (const value of values) {
		for (const arm of armsOf(value)) if (!isEmpty(arm)) arms.set(identityOf(arm), arm);
	}
	if (arms.size === 0) return values[0] ?? UNKNOWN;
	if (arms.size > MOST_ARMS) return UNKNOWN;
	return arms.size === 1 ? [...arms.values()][0]! : {kind: 'union', of: [...arms.values()]};
}

export const mapArms = (value: Value, map: (arm: Value) => Value): Value =>
	value.kind === 'union' ? unionOf(value.of.map(map)) : map(value);

const DEEPEST = 2;

const identities = new WeakMap<Value, string>();

/** Equal for equal values; values nested deeper than anyone writes count as equal. */
export function identityOf(value: Value, depth = 0): string {
	if (depth > 0) return depth > DEEPEST ? '…' : describe(value, depth);
	let known = identities.get(value);
	if (known === undefined) identities.set(value, (known = describe(value, 0)));
	return known;
}

function describe(value: Value, depth: number): string {
	switch (value.kind) {
		case 'function':
			return `f${value.file}#${value.fn}${boundIdentity(value, depth)}`;
		case 'made':
			return `made ${value.file}#${value.fn}`;
		case 'signature':
			return `s${value.file}#${value.signature}${boundIdentity(value, depth)}`;
		case 'class':
		case 'instance':
			return `${value.kind} ${value.file}#${value.shape}${boundIdentity(value, depth)}`;
		case 'module':
			return `module ${value.file}`;
		case 'array':
		case 'promise':
			return `${value.kind}(${identityOf(value.of, depth + 1)})`;
		case 'keyed':
			return `${value.name}(${identityOf(value.of, depth + 1)})`;
		case 'primitive':
			return `p${value.name}${value.text ?? ''}`;
		case 'union':
		case 'both':
			return `${value.kind}(${value.of.map(one => identityOf(one, depth + 1)).join()})`;
		case 'callback':
			return `callback(${value.parameters.map(one => identityOf(one, depth + 1)).join()})`;
		case 'generic':
			return `g${genericKey(value.file, value.generic)}`;
		case 'parameter':
			return `a${value.file}#${value.fn}.${value.index}`;
		case 'external':
			return `e${value.module}:${value.path.join('.')}${value.self ? identityOf(value.self, depth + 1) : ''}`;
		case 'unknown':
			return 'u';
	}
}

function boundIdentity({bound}: {bound?: Bindings}, depth: number): string {
	if (!bound || bound.size === 0) return '';
	return `<${[...bound].map(([key, one]) => `${key}=${identityOf(one, depth + 1)}`).join()}>`;
}
