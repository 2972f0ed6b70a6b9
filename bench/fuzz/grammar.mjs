import {libraryCall} from './grammar-libraries.mjs';
import {EXTREME_LITERALS} from './hostile.mjs';

const NAMES =
	`attempt retries lastError timer pool queue waiting state failures failureCount backoff options config client cache
	fallback breaker limiter inFlight running callback resolve reject err error result res job message socket emitter url self
	load run next again send connect acquire release close retry poll tick fetchAll halfOpen openUntil max delay items item`.split(
		/\s+/,
	);
const PLATFORM =
	`fetch setTimeout setInterval clearTimeout setImmediate queueMicrotask process.nextTick Promise.race Promise.all
	Promise.any Promise.allSettled AbortSignal.timeout Date.now require console.error JSON.parse structuredClone`.split(
		/\s+/,
	);
const METHODS =
	`then catch finally on once emit push shift pop splice call apply bind query get set request end destroy abort
	acquire release ack nack reject add execute fire wrap pipe subscribe map filter includes has delete next throw`.split(
		/\s+/,
	);

/** A random program out of what resilient code is made of. `libraries`: see `librariesOf`. */
export function programOf(random, libraries) {
	const make = {random, depth: 0, left: 100 + random.size(2500), imports: new Map(), libraries};
	const body = random.times(2 + random.size(14), () => top(make)).join('\n');
	const imports = [...make.imports].map(([module, names]) => importOf(random, module, names));
	return [...imports, body, ''].join('\n');
}

function importOf(random, module, names) {
	const named = [...names].filter(name => name !== 'lib');
	const required = random.chance(0.2);
	if (named.length === 0)
		return required
			? `const lib = require('${module}');`
			: `import ${random.pick(['lib', '* as lib'])} from '${module}';`;
	return required
		? `const {${named.join(', ')}} = require('${module}');`
		: `import lib, {${named.join(', ')}} from '${module}';`;
}

const name = ({random}) => random.pick(NAMES);

/** Down one level. Only `plain` is made where it is deep already, and once the program is large enough. */
function deeper(make, plain, productions) {
	if (make.left-- < 0 || make.depth > 9 || make.random.chance(make.depth * 0.06)) return plain(make);
	make.depth++;
	const made = make.random.pick(productions)(make);
	make.depth--;
	return made;
}

const top = make =>
	deeper(make, statement, [
		m => `${m.random.chance(0.5) ? 'export ' : ''}${declaredFunction(m)}`,
		m => `${m.random.chance(0.5) ? 'export ' : ''}${declaredClass(m)}`,
		m => `export const ${name(m)} = ${expression(m)};`,
		m => `export default ${expression(m)};`,
		m => `module.exports.${name(m)} = ${expression(m)};`,
		statement,
	]);

const declaredFunction = m => {
	const mark = m.random.pick(['', 'async ', 'async ', 'async ']);
	return `${mark}function${m.random.pick(['', '', '', '*'])} ${name(m)}(${parameters(m)}) ${block(m)}`;
};

const parameters = m =>
	m.random
		.times(m.random.int(4), () =>
			m.random.pick([
				name,
				name,
				name,
				p => `${name(p)} = ${simple(p)}`,
				p => `{${name(p)}, ${name(p)} = ${simple(p)}} = {}`,
				p => `${name(p)}: ${type(p)}`,
			])(m),
		)
		.join(', ');

const type = m =>
	m.random.pick([
		() => 'number',
		() => 'Promise<void>',
		name,
		() => '() => Promise<unknown>',
		n => `${name(n)}[]`,
		n => `{${name(n)}?: ${name(n)}}`,
	])(m);

function declaredClass(m) {
	const parent = m.random.chance(0.3) ? ` extends ${m.random.pick([name(m), 'EventEmitter', 'Error'])}` : '';
	const members = m.random.times(1 + m.random.size(8), () =>
		m.random.pick([
			k => `${name(k)} = ${expression(k)};`,
			k => `#${name(k)} = ${simple(k)};`,
			k => `constructor(${parameters(k)}) ${block(k)}`,
			k => `get ${name(k)}() ${block(k)}`,
			k => `static ${name(k)}(${parameters(k)}) ${block(k)}`,
			k => `async ${name(k)}(${parameters(k)}) ${block(k)}`,
			k => `async ${name(k)}(${parameters(k)}) ${block(k)}`,
			k => `${name(k)}(${parameters(k)}) ${block(k)}`,
			k => `${name(k)} = async (${parameters(k)}) => ${block(k)};`,
		])(m),
	);
	return `class ${name(m)}${parent} {\n${members.join('\n')}\n}`;
}

const block = m => `{\n${m.random.times(1 + m.random.size(6), () => statement(m)).join('\n')}\n}`;

const plainStatement = m => m.random.pick([() => `${expression(m)};`, exit])(m);

const exit = m =>
	m.random.pick([
		() => 'break;',
		() => 'continue;',
		() => 'return;',
		() => `return ${expression(m)};`,
		() => `return await ${expression(m)};`,
		() => `throw ${expression(m)};`,
		() => `throw ${name(m)};`,
		() => `${name(m)}++;`,
		() => `await sleep(${name(m)} ** 2);`,
	])();

const statement = m => deeper(m, plainStatement, STATEMENTS);

const STATEMENTS = [
	m => `try ${block(m)} catch${m.random.pick(['', ' (err)', ' (error)', ` ({${name(m)}})`])} ${block(m)}`,
	m => `try ${block(m)} catch (${name(m)}) ${block(m)} finally ${block(m)}`,
	m => `try ${block(m)} finally ${block(m)}`,
	m => `for (let ${name(m)} = 0; ${expression(m)}; ${name(m)}++) ${block(m)}`,
	m => `for (;;) ${block(m)}`,
	m => `${m.random.pick(['', 'again: '])}while (${m.random.pick(['true', expression(m)])}) ${block(m)}`,
	m => `do ${block(m)} while (${expression(m)});`,
	m => `for (const ${name(m)} of ${expression(m)}) ${block(m)}`,
	m => `for await (const ${name(m)} of ${expression(m)}) ${block(m)}`,
	m => `if (${condition(m)}) ${block(m)}`,
	m => `if (${condition(m)}) ${block(m)} else ${statement(m)}`,
	m => `if (${condition(m)}) ${exit(m)}`,
	m =>
		`switch (${name(m)}) {\n${m.random.times(m.random.size(4), () => `case '${name(m)}': ${statement(m)}`).join('\n')}\ndefault: ${exit(m)}\n}`,
	m => `${m.random.pick(['const', 'let', 'var'])} ${name(m)} = ${expression(m)};`,
	m => `const {${name(m)}, ${name(m)}: ${name(m)} = ${simple(m)}, ...${name(m)}} = ${expression(m)};`,
	m => `${target(m)} ${m.random.pick(['=', '=', '+=', '??=', '||='])} ${expression(m)};`,
	m => `${target(m)} = ${expression(m)};`,
	m => `${name(m)} = ${name(m)};`,
	m => `${expression(m)};`,
	m => `await ${expression(m)};`,
	declaredFunction,
	declaredClass,
	exit,
];

const target = m =>
	m.random.pick([name, n => `this.${name(n)}`, n => `${name(n)}.${name(n)}`, n => `${name(n)}[${name(n)}]`])(m);

const condition = m =>
	m.random.pick([
		n => `${name(n)} ${n.random.pick(['<', '>=', '===', '!=='])} ${simple(n)}`,
		n => `++${name(n)} > ${simple(n)}`,
		n => `this.${name(n)} >= this.${name(n)}`,
		n => `Date.now() - ${target(n)} > ${simple(n)}`,
		n => `!${name(n)}.ok`,
		n => `${name(n)}.status >= 500`,
		n => `${name(n)} instanceof ${name(n)} && ${name(n)}.code === 'ECONNRESET'`,
		() => 'err',
		() => '!err',
		expression,
	])(m);

const simple = m =>
	m.random.pick([
		name,
		name,
		n => `this.${name(n)}`,
		n => String(n.random.int(5000)),
		n => `'${name(n)}'`,
		n => n.random.pick(EXTREME_LITERALS),
		() => 'null',
	])(m);

const expression = m => deeper(m, simple, EXPRESSIONS);

const EXPRESSIONS = [
	simple,
	call,
	call,
	call,
	m => `await ${call(m)}`,
	m => `await ${call(m)}`,
	chain,
	chain,
	m => `new Promise((resolve, reject) => ${block(m)})`,
	m =>
		`Promise.race([${expression(m)}, ${expression(m)}, new Promise((_, reject) => setTimeout(() => reject(${expression(m)}), ${simple(m)}))])`,
	m => `setTimeout(${callback(m)}, ${expression(m)})`,
	m => `${target(m)}.on('${m.random.pick(['error', 'close', 'end', 'open', 'failed', 'timeout'])}', ${callback(m)})`,
	callback,
	m => `new ${name(m)}(${args(m)})`,
	options,
	m => `[${args(m)}]`,
	m => `${expression(m)} ${m.random.pick(['??', '||', '&&', '+', '*', ',', '<'])} ${expression(m)}`,
	m => `(${condition(m)} ? ${expression(m)} : ${expression(m)})`,
	m => `(${target(m)} = ${expression(m)})`,
	m => `(${expression(m)})`,
	m => `${expression(m)}?.${name(m)}`,
	m => `(${expression(m)} as ${type(m)})`,
	anyLibraryCall,
	anyLibraryCall,
	anyLibraryCall,
];

function anyLibraryCall(m) {
	return libraryCall(m, {options, callback, simple});
}

function call(m) {
	const callee = m.random.pick([
		name,
		target,
		n => `this.${n.random.pick(NAMES)}`,
		n => n.random.pick(PLATFORM),
		n => `${target(n)}.${n.random.pick(METHODS)}`,
	])(m);
	return `${callee}(${args(m)})`;
}

const args = m =>
	m.random
		.times(m.random.int(4), () =>
			m.random.pick([simple, simple, expression, callback, options, n => `...${name(n)}`])(m),
		)
		.join(', ');

function chain(m) {
	const links = m.random.times(m.random.size(5), () =>
		m.random.pick([
			n => `.then(${callback(n)})`,
			n => `.then(${callback(n)}, ${callback(n)})`,
			n => `.catch(${callback(n)})`,
			n => `.catch(${name(n)})`,
			n => `.finally(${callback(n)})`,
			n => `.${n.random.pick(METHODS)}(${args(n)})`,
		])(m),
	);
	return `${call(m)}${links.join('')}`;
}

function callback(m) {
	return m.random.pick([
		n => `${n.random.pick(['', 'async '])}(${parameters(n)}) => ${block(n)}`,
		n => `${n.random.pick(['', 'async '])}() => ${n.random.pick([simple, call, call])(n)}`,
		n => `(err, data) => ${block(n)}`,
		n => `err => ${n.random.pick([simple, call])(n)}`,
		n => `function ${n.random.pick(['', name(n)])}(${parameters(n)}) ${block(n)}`,
		name,
		n => `this.${name(n)}.bind(this)`,
	])(m);
}

const OPTION_KEYS =
	`retries retry limit maxAttempts attempts timeout timeoutMs delay minTimeout factor forever max min concurrency
	onRetry onFailedAttempt shouldRetry signal errorThresholdPercentage resetTimeout fallback acquireTimeoutMillis backoff jitter`.split(
		/\s+/,
	);

function options(m, keys = []) {
	const parts = m.random.times(m.random.int(6), () =>
		m.random.pick([
			n => `${n.random.pick([...keys, ...keys, ...OPTION_KEYS])}: ${n.random.pick([simple, expression, callback])(n)}`,
			n => `${n.random.pick([...keys, ...OPTION_KEYS])}: ${simple(n)}`,
			n => `...${name(n)}`,
			name,
			n => `[${name(n)}]: ${simple(n)}`,
			n => `get ${n.random.pick(OPTION_KEYS)}() ${block(n)}`,
			n => `async ${n.random.pick([...keys, ...OPTION_KEYS])}(${parameters(n)}) ${block(n)}`,
			n => `${n.random.pick([...keys, ...OPTION_KEYS])}: ${options(n, keys)}`,
		])(m),
	);
	return `{${parts.join(', ')}}`;
}
