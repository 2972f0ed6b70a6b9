import type {Random} from './random.ts';

/** Where code is written: what may stand there, and what may be named. */
export interface Scope {
	random: Random;
	/** Without semicolons, where the next line could join this one. */
	bare: boolean;
	isAsync: boolean;
	yields: boolean;
	returns: boolean;
	/** Labels of the loops around, innermost last; an empty one has no label. */
	loops: readonly string[];
	/** Names of variables that hold values. */
	names: readonly string[];
	/** Synchronous functions of one argument that may be called. */
	functions: readonly string[];
	/** Counts down: how much deeper code may nest. */
	depth: number;
	fresh(): string;
}

export const deeper = (scope: Scope, change: Partial<Scope> = {}): Scope => ({
	...scope,
	depth: scope.depth - 1,
	...change,
});

/** One statement a line; in the style without semicolons they stand where a line would join the one before. */
export function end(scope: Scope, text: string): string {
	if (!scope.bare) return `${text};`;
	return /^[([`/+-]/.test(text) ? `;${text}` : text;
}

const LEAVES: ReadonlyArray<(scope: Scope) => string> = [
	({random}) => String(random.below(4)),
	({random, names}) => (names.length > 0 ? random.pick(names) : '0'),
	({random, names}) => (names.length > 0 ? random.pick(names) : '1'),
	({random}) => `say('s${random.below(90)}')`,
	({random}) => random.pick(['null', 'undefined', "''", 'box.part', 'box?.none', 'typeof missing', 'void 0', 'this']),
];

const OPERATORS = ['||', '&&', '??', '+', '<', '===', ','] as const;

const TREES: ReadonlyArray<(scope: Scope) => string> = [
	scope => binary(scope, scope.random.pick(OPERATORS)),
	scope => binary(scope, scope.random.pick(['||', '&&', '??'])),
	scope => `(${value(scope)} ? ${value(scope)} : ${value(scope)})`,
	scope =>
		`box?.${scope.random.pick(['part', 'none', 'call'])}?.${scope.random.pick(['deep', 'deep.er', '(1)', '[0]'])}`,
	scope => `box${scope.random.pick(['?.', '.'])}call(${value(scope)}, ${value(scope)})`,
	scope => `say(${value(scope)}, ${value(scope)})`,
	scope => `tag\`a\${${value(scope)}}b\``,
	scope => `(() => ${value(deeper(scope, {isAsync: false, yields: false}))})()`,
	scope => `[${value(scope)}, ...[${value(scope)}]].length`,
	scope => `({a: ${value(scope)}, get b() { return ${value(deeper(scope, {isAsync: false, yields: false}))} }}).b`,
	scope => (scope.functions.length > 0 ? `${scope.random.pick(scope.functions)}(${value(scope)})` : value(scope)),
	scope => (scope.isAsync ? `(await ${promise(scope)})` : value(scope)),
	scope => (scope.yields ? `(yield ${value(scope)})` : value(scope)),
	scope => (scope.random.chance(0.3) ? broken(scope) : value(scope)),
];

/** An expression that may stand anywhere as an operand. */
export function value(scope: Scope): string {
	const {random} = scope;
	return scope.depth <= 0 || random.chance(0.35) ? random.pick(LEAVES)(scope) : random.pick(TREES)(deeper(scope));
}

const binary = (scope: Scope, operator: string): string => `(${value(scope)} ${operator} ${value(scope)})`;

/** What throws by itself. */
const broken = (scope: Scope): string =>
	scope.random.pick([
		`box.none.${scope.random.pick(['deep', 'call()'])}`,
		'missing',
		'box.part()',
		`fail(${value(scope)})`,
		'[...box.part]',
		'new box.part()',
		`(${value(scope)} || null)()`,
		`(({one}) => one)(${value(scope)} ?? null)`,
		`[...(${value(scope)} && 1)]`,
		`(${value(scope)} ? box.none : null).deep`,
	]);

/** A promise, by many ways, some of which are rejected. */
export function promise(scope: Scope): string {
	const inner = deeper(scope, {isAsync: false, yields: false});
	const asynchronous = deeper(scope, {isAsync: true, yields: false});
	return scope.random.pick([
		() => `fetch(${value(inner)})`,
		() => `fetch(${value(inner)}).catch(error => (say(error.message), ${value(inner)}))`,
		() => `fetch(${value(inner)}).then(one => ${value(inner)}, ({message}) => say(message))`,
		() => `fetch(${value(inner)}).finally(() => say('finally'))`,
		() => `(async () => ${value(asynchronous)})()`,
		() =>
			`new Promise((resolve, reject) => { setTimeout(${scope.random.pick(['resolve', 'reject'])}, ${scope.random.below(9)}, say('late')) })`,
		() =>
			`Promise.race([fetch(1), new Promise((_, reject) => { setTimeout(() => reject(new Error('slow')), ${scope.random.below(9)}) })])`,
		() => `Promise.allSettled([fetch(${value(inner)}), fetch(2)]).then(all => all.length)`,
	])();
}
