import {end, promise, type Scope, value} from './code.ts';
import type {WritePart} from './programs.ts';
import {statements} from './statements.ts';

const retryLoop: WritePart = (scope, name) => {
	const inner = {...scope, bare: true, isAsync: true, names: ['one']};
	const label = scope.random.chance(0.3) ? 'again: ' : '';
	const out = scope.random.pick(['return result', `break${label && ' again'}`, 'return await fetch(one)']);
	const last = scope.random.pick(['if (tries === 2) throw error', 'await sleep(2)', 'say(error.message)']);
	return {
		text: `async function ${name}(one) {
	let result
	${label}for (let tries = 0; tries < 3; tries++) {
		try {
			result = await fetch(one)
			${end(inner, value(inner))}
			${out}
		} catch (error) {
			${last}
			${scope.random.pick(['continue', `say('round')`, statements({...inner, depth: 1}, 1).join('\n')])}
		}
	}
	return result
}`,
		calls: [`${name}(0)`, `${name}(1)`, `Promise.all([${name}(2), ${name}(3)])`],
	};
};

const retryRecursion: WritePart = (scope, name) => {
	const again = scope.random.pick([
		`${name}(one, tries - 1)`,
		`${name}(one, tries + await -1)`,
		`${name}(one, --tries)`,
	]);
	const wait = scope.random.pick(['', 'await sleep(1)\n\t\t', `say('wait')\n\t\t`]);
	return {
		text: `const ${name} = async (one, tries = 2) => {
	try {
		return await fetch(one)
	} catch (error) {
		if (tries <= 0) throw error
		${wait}return ${scope.random.pick(['', 'await '])}${again}
	}
}`,
		calls: [`${name}(0)`, `Promise.allSettled([${name}(1), ${name}(2)]).then(all => all.map(one => one.status))`],
	};
};

const retryChain: WritePart = (scope, name) => ({
	text: `function ${name}(one, tries = 2) {
	return fetch(one).catch(error => {
		if (tries === 0) throw error
		${scope.random.pick([`return ${name}(one, tries - 1)`, `return sleep(1).then(() => ${name}(one, tries - 1))`])}
	})${scope.random.pick(['', `.then(one => ${value(scope)})`, `.finally(() => say('over'))`])}
}`,
	calls: [`${name}(0)`, `${name}(1)`],
});

const callback: WritePart = (scope, name) => ({
	text: `function ${name}_(one, tries, done) {
	fetchBack(one, (error, value) => {
		if (error) {
			if (tries > 0) return ${scope.random.pick([`setTimeout(() => ${name}_(one, tries - 1, done), 1)`, `${name}_(one, tries - 1, done)`])}
			return done(error)
		}
		${scope.random.pick([`else_()`, `say('value')`])}
		done(null, value)
	})
}
const else_ = () => say('no error')
const ${name} = one => new Promise((resolve, reject) => ${name}_(one, 2, (error, value) => error ? reject(error) : resolve(value)))`.replaceAll(
		'else_',
		`${name}e`,
	),
	calls: [`${name}(0)`, `${name}(1)`],
});

const fallback: WritePart = (scope, name) => {
	const inner: Scope = {...scope, isAsync: true, names: ['one', 'error.message']};
	const substitute = scope.random.pick(['await fetch(one)', 'fetch(one)', `await ${promise(inner)}`, value(inner)]);
	const outside = scope.random.pick(['return await fetch(one)', 'const found = await fetch(one)\n\t\treturn found']);
	return {
		text: `async function ${name}(one) {
	try {
		${outside}
	} catch (error) {
		say(error.message)
		return ${substitute}
	}
}
const ${name}c = one => fetch(one)${scope.random.pick(['.', '?.'])}catch(error => { say(error.message)\nreturn fetch('other') })`,
		calls: [`${name}(0)`, `${name}(1)`, `${name}c(1)`],
	};
};

const timeout: WritePart = (scope, name) => {
	const timers = [
		`const timer = setTimeout(() => reject(new Error('slow')), ${scope.random.below(6)})`,
		`const timer = setTimeout(() => { say('timer')\nreject(new Error('slow')) }, ${scope.random.below(6)})`,
		`const timer = setTimeout(reject, ${scope.random.below(6)}, new Error('given'))`,
	];
	return {
		text: `const ${name} = one => new Promise((resolve, reject) => {
	${scope.random.pick(timers)}
	fetch(one).then(value => { ${scope.random.pick(['', 'clearTimeout(timer);'])} resolve(value) }, reject)
})
async function ${name}r(one) {
	let timer
	const slow = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('race')), 3) })
	try { return await Promise.race([fetch(one), slow]) } finally { clearTimeout(timer) }
}`,
		calls: [`${name}(0)`, `${name}(1)`, `${name}r(2)`, `${name}r(3)`],
	};
};

const breaker: WritePart = (scope, name) => ({
	text: `class ${name}b {
	state = 'closed'
	failures = 0
	until = 0
	async call(one) {
		if (this.state === 'open') {
			if (++this.until < 2) throw new Error('open')
			this.state = 'half-open'
		}
		try {
			const value = await fetch(one)
			this.state = 'closed'
			this.failures = 0
			return value
		} catch (error) {
			${scope.random.pick(['this.failures++', '++this.failures'])}
			if (this.failures > 1 || this.state === 'half-open') { this.state = 'open'; this.until = 0 }
			throw error
		}
	}
}
const ${name} = new ${name}b`,
	calls: [0, 1, 2, 3, 4, 5].map(at => `${name}.call(${at})`),
});

const reconnect: WritePart = (scope, name) => ({
	text: `class ${name}c {
	retryAttempts = 0
	connect(one) {
		return fetch(one).then(() => this.onConnect(), error => {
			if (${scope.random.pick(['++this.retryAttempts > 2', 'this.retryAttempts++ > 1'])}) throw error
			return new Promise(resolve => setTimeout(() => resolve(this.connect(one)), 1))
		})
	}
	onConnect() { this.retryAttempts = 0
		return this.retryAttempts }
}`,
	calls: [`new ${name}c().connect(0)`, `new ${name}c().connect(1)`],
});

const consumer: WritePart = (scope, name) => ({
	text: `const ${name} = async (messages, tries = 0) => {
	const waiting = [...messages]
	while (waiting.length > 0) {
		const one = waiting.shift()
		const result = await fetch(one).catch(() => undefined)
		if (!result) { if (tries++ < 2) { waiting.push(one); continue } else break }
		say(${scope.random.pick(['result', 'result || one', 'result ? one : 0', '(result, one)'])})
	}
	return waiting.length
}`,
	calls: [`${name}([1, 2])`, `${name}([3])`],
});

export const RESILIENCE: readonly WritePart[] = [
	retryLoop,
	retryRecursion,
	retryChain,
	callback,
	fallback,
	timeout,
	breaker,
	reconnect,
	consumer,
];
