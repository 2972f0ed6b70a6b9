import {end, promise, type Scope, value} from './code.ts';
import {type Random, seeded} from './random.ts';
import {RESILIENCE} from './resilience.ts';
import {block, statements} from './statements.ts';

/** `mjs` and `cjs` are what Node calls them; what `main` gives or throws, and what it said until then, is compared. */
export interface GeneratedProgram {
	extension: 'mjs' | 'cjs';
	text: string;
}

/** What every program has: words that are said are the order of effects. `fetch` and timers are those of the runner. */
const HELPERS = `const box = {part: 5, call(...all) { say('call', this === box); return all.at(-1) }}
const holder = {count: 0}
const tag = (parts, ...values) => parts.raw.join('|') + values.length
const fail = why => { throw new RangeError('failed ' + show(why)) }
`;

export function generateProgram(seed: number): GeneratedProgram {
	const random = seeded(seed);
	const extension = random.pick(['mjs', 'cjs'] as const);
	const bare = random.chance(0.5);
	let count = 0;
	const scope: Scope = {
		random,
		bare,
		isAsync: false,
		yields: false,
		returns: true,
		loops: [],
		names: [],
		functions: [],
		depth: 3,
		fresh: () => `v${count++}`,
	};
	const parts = [random.pick(RESILIENCE), random.pick(PARTS)];
	const calls: string[] = [];
	const text: string[] = [];
	const functions: string[] = [];
	for (const part of parts) {
		const name = scope.fresh();
		const made = part({...scope, functions}, name);
		text.push(made.text);
		calls.push(...made.calls);
		if (made.isPlain) functions.push(name);
	}
	const main = `async function main() ${block([...calls.map(call => attempt(scope, call, random)), end(scope, `say('end')`)])}`;
	const shared = random.chance(0.5) ? [`'use strict'`] : [`'other directive'`, `"use strict"`];
	const directives = random.chance(0.4) ? shared.map(line => (bare ? line : `${line};`)) : [];
	const top = extension === 'mjs' && random.chance(0.5) ? [end(scope, `say(await fetch(0).catch(show))`)] : [];
	const given = extension === 'mjs' ? `${main}\nexport {main}` : `${main}\nmodule.exports = {main}`;
	return {extension, text: [...directives, HELPERS + text.join('\n'), ...top, given, ''].join('\n')};
}

/** Most failures are told, and the run goes on; some end it. */
function attempt(scope: Scope, call: string, random: Random): string {
	const said = `say('gave', await ${call})`;
	if (random.chance(0.15)) return end(scope, said);
	return `try { ${said} } catch (error) { say('threw', error?.message, frame(error)) }`;
}

interface Part {
	text: string;
	/** Expressions that run it. */
	calls: string[];
	/** A function of one argument that gives its value at once. */
	isPlain?: true;
}

export type WritePart = (scope: Scope, name: string) => Part;

const plain: WritePart = (scope, name) => ({
	text: `function ${name}(one) ${block(statements({...scope, names: ['one']}, 5))}`,
	calls: [`${name}(0)`, `${name}(1)`],
	isPlain: true,
});

const asynchronous: WritePart = (scope, name) => ({
	text: `const ${name} = async (one, {two = ${value(scope)}} = {}) => ${block(statements({...scope, isAsync: true, names: ['one', 'two']}, 5))}`,
	calls: [`${name}(0)`, `${name}(1, {two: 2})`],
});

const arrow: WritePart = (scope, name) => ({
	text: end(scope, `const ${name} = one => ${value({...scope, names: ['one']})}`),
	calls: [`${name}(2)`, `${name}.name`],
	isPlain: true,
});

const generator: WritePart = (scope, name) => {
	const inner = {...scope, yields: true, names: ['one']};
	return {
		text: `function* ${name}(one) ${block([...statements(inner, 3), end(scope, 'yield one'), ...statements(inner, 2)])}`,
		calls: [`[...${name}(1)].length`, `${name}(2).next().done`, `${name}(3).return(4).value`],
	};
};

const asynchronousGenerator: WritePart = (scope, name) => {
	const inner = {...scope, isAsync: true, yields: true, names: ['one']};
	return {
		text: `async function* ${name}(one) ${block([...statements(inner, 3), end(scope, 'yield one')])}`,
		calls: [
			`(async () => { for await (const each of ${name}(1)) say(each) })()`,
			`(async () => { for await (const each of ${name}(0)) return each })()`,
		],
	};
};

const classes: WritePart = (scope, name) => {
	const still = {...scope, depth: 2};
	const quiet = {...still, returns: false};
	const text = `class ${name} extends (class { constructor() { say('base', new.target.name) } }) {
	static made = ${value(still)};
	static { ${statements(quiet, 2).join('\n')} }
	size = (() => ${value(still)});
	left = this?.right ?? ${value(still)};
	#secret = 1;
	constructor(one) { super(); ${statements({...quiet, names: ['one']}, 2).join('\n')} }
	get secret() ${block([...statements(still, 2), 'return this.#secret;'])}
	set secret(one) { if (one) this.#secret = one; else say('none') }
	async *steps() { yield* [1, await ${promise(still)}] }
	static async of(one) ${block(statements({...still, isAsync: true, names: ['one']}, 3))}
}`;
	return {
		text: `let ${name}_\ntry {\n${text}\n${name}_ = ${name}\n} catch (error) { say('class', error.message, frame(error)) }`,
		calls: [
			`new ${name}_(1).secret`,
			`((new ${name}_(2)).secret = 0)`,
			`new ${name}_(3).size()`,
			`${name}_.of(1)`,
			`new ${name}_(4).size.name`,
			`new ${name}_(5).steps().next()`,
		],
	};
};

const PARTS: WritePart[] = [plain, plain, asynchronous, asynchronous, arrow, generator, asynchronousGenerator, classes];
