import test from 'ava';
import {recordProgram} from './record-program.ts';

const FAILS = `let n = 0;
export const failing = times => async () => { if (n++ < times) throw new Error('down'); return n; };`;
const head = (names: string) => `import {${names}} from './src/it.mjs';\n`;

const LOOP = `${FAILS}
export async function load(ask) {
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await ask();
		} catch (error) {
			if (attempt === 2) throw error;
		}
	}
}`;

test('a loop: one run fails for good, another succeeds at once: neither recovered', async t => {
	const main = `${head('load, failing')}await load(failing(9)).catch(() => {}); await load(async () => 1);`;
	t.like(await recordProgram(t, 'retry', LOOP, main), {retry: 'fired', recover: 'unfired', exhaust: 'fired'});
	const later = `${head('load, failing')}await load(failing(1));`;
	t.like(await recordProgram(t, 'retry', LOOP, later), {retry: 'fired', recover: 'fired', exhaust: 'unfired'});
});

const RECURSION = `${FAILS}
export async function load(ask, left = 2) {
	try {
		return await ask();
	} catch (error) {
		if (left === 0) throw error;
		return load(ask, left - 1);
	}
}`;

test('a function that calls itself again', async t => {
	const main = `${head('load, failing')}await load(failing(9)).catch(() => {}); await load(async () => 1);`;
	t.like(await recordProgram(t, 'retry', RECURSION, main), {retry: 'fired', recover: 'unfired'});
	const later = `${head('load, failing')}await load(failing(1));`;
	t.like(await recordProgram(t, 'retry', RECURSION, later), {retry: 'fired', recover: 'fired'});
});

const CHAIN = `${FAILS}
export function load(ask, left = 2) {
	return ask().catch(error => {
		if (left === 0) throw error;
		return load(ask, left - 1);
	});
}`;

test('a chain of promises: a promise is watched, not touched', async t => {
	const main = `${head('load, failing')}await load(failing(9)).catch(() => {}); await load(async () => 1);`;
	t.like(await recordProgram(t, 'retry', CHAIN, main), {retry: 'fired', recover: 'unfired'});
	const later = `${head('load, failing')}await load(failing(1));`;
	t.like(await recordProgram(t, 'retry', CHAIN, later), {retry: 'fired', recover: 'fired'});
});

const CALLBACK = `let n = 0;
export const failing = times => done => setTimeout(() => (n++ < times ? done(new Error('down')) : done(null, n)), 1);
export function load(ask, left, done) {
	ask((err, value) => {
		if (err) {
			if (left === 0) return done(err);
			return load(ask, left - 1, done);
		}
		done(null, value);
	});
}`;

test('callbacks', async t => {
	const never = `${head('load, failing')}load(failing(9), 1, () => load(done => done(null, 1), 1, () => {}));`;
	t.like(await recordProgram(t, 'retry', CALLBACK, never), {retry: 'fired', recover: 'unfired'});
	const later = `${head('load, failing')}load(failing(1), 1, () => {});`;
	t.like(await recordProgram(t, 'retry', CALLBACK, later), {retry: 'fired', recover: 'fired'});
});

const COUNTED = `export class Connection {
	retryAttempts = 0;
	constructor(open) { this.open = open; }
	connect() {
		const socket = this.open();
		socket.on('ready', () => {
			this.retryAttempts = 0;
		});
		socket.on('close', () => {
			if (++this.retryAttempts > 3) return;
			setTimeout(() => this.connect(), 1);
		});
	}
}`;
const SOCKETS = `import {EventEmitter} from 'node:events';
const after = event => () => { const socket = new EventEmitter(); setTimeout(() => socket.emit(event), 1); return socket; };`;

test('attempts counted on an object, reset by success', async t => {
	const never = `${head('Connection')}${SOCKETS}\nnew Connection(after('close')).connect(); new Connection(after('ready')).connect();`;
	t.like(await recordProgram(t, 'retry', COUNTED, never), {retry: 'fired', recover: 'unfired'});
	const later = `${head('Connection')}${SOCKETS}\nlet n = 0; new Connection(() => after(n++ < 1 ? 'close' : 'ready')()).connect();`;
	t.like(await recordProgram(t, 'retry', COUNTED, later), {retry: 'fired', recover: 'fired'});
});

const FALLBACK = `export async function price(ask, backup) {
	try {
		return await ask();
	} catch {
		return await backup();
	}
}`;

test('a substitute that fails too, and one that never ends', async t => {
	const down = `async () => { throw new Error('down'); }`;
	const fails = `${head('price')}await price(${down}, ${down}).catch(() => {});`;
	t.like(await recordProgram(t, 'fallback', FALLBACK, fails), {engage: 'fired', fail: 'fired'});
	const works = `${head('price')}await price(${down}, async () => 1); price(${down}, () => new Promise(() => {}));`;
	t.like(await recordProgram(t, 'fallback', FALLBACK, works), {engage: 'fired', fail: 'unfired'});
});

const TIMER = `export const within = (work, ms) => new Promise((resolve, reject) => {
	setTimeout(() => {
		reject(new Error('late'));
	}, ms);
	work.then(resolve, reject);
});`;

test('a timer that nobody stops fires in vain where the work was done in time', async t => {
	const wait = (ms: number) => `new Promise(resolve => setTimeout(resolve, ${ms}))`;
	const done = `${head('within')}await within(${wait(1)}, 30); await ${wait(60)};`;
	t.deepEqual(await recordProgram(t, 'timeout', TIMER, done), {fire: 'unfired'});
	const late = `${head('within')}await within(${wait(60)}, 1).catch(() => {});`;
	t.deepEqual(await recordProgram(t, 'timeout', TIMER, late), {fire: 'fired'});
});

const BREAKER = `export class CircuitBreaker {
	state = 'closed';
	failures = 0;
	openedAt = 0;
	trip() { this.openedAt = Date.now(); this.state = 'open'; }
	close() { this.state = 'closed'; }
	async call(ask) {
		if (this.state === 'open') {
			if (Date.now() - this.openedAt < 5) throw new Error('open');
			this.state = 'half-open';
		}
		try {
			const value = await ask();
			if (this.state !== 'closed') this.close();
			return value;
		} catch (error) {
			if (++this.failures >= 1) this.trip();
			throw error;
		}
	}
}`;

test('the trial of a breaker, told by the object', async t => {
	const start = `${head('CircuitBreaker')}const wait = ms => new Promise(resolve => setTimeout(resolve, ms));
const down = async () => { throw new Error('down'); };
const breaker = new CircuitBreaker();
await breaker.call(down).catch(() => {}); await breaker.call(down).catch(() => {}); await wait(20);\n`;
	t.like(await recordProgram(t, 'circuit-breaker', BREAKER, `${start}await breaker.call(async () => 1);`), {
		trip: 'fired',
		reject: 'fired',
		'probe-recover': 'fired',
		'probe-fail': 'unfired',
	});
	t.like(await recordProgram(t, 'circuit-breaker', BREAKER, `${start}await breaker.call(down).catch(() => {});`), {
		'probe-recover': 'unfired',
		'probe-fail': 'fired',
	});
});

const SIGNAL = `export const load = ms => work({signal: AbortSignal.timeout(20)}, ms);
const work = async ({signal}, ms) => {
	await new Promise(resolve => setTimeout(resolve, ms));
	return signal.aborted;
};`;

test('a signal that aborts counts while the work that was given it goes on', async t => {
	const wait = 'await new Promise(resolve => setTimeout(resolve, 60));';
	t.deepEqual(await recordProgram(t, 'timeout', SIGNAL, `${head('load')}await load(60);`), {fire: 'fired'});
	t.deepEqual(await recordProgram(t, 'timeout', SIGNAL, `${head('load')}await load(1); ${wait}`), {fire: 'unfired'});
});

const RULE = `package: ./src/circuit
sites:
  - kind: circuit-breaker
    new: Circuit
    guards: '#0'
    uses: [fire]
    arcs:
      trip: {trace: {event: open}}
      reject: {trace: {event: reject, proves: 'yes'}}
      probe-recover: {trace: {event: close, after: half}}
      probe-fail: {trace: [{event: open, after: half, when: {'#1': absent}}, {event: never, when: {'#1': present}}]}
`;
const CIRCUIT = `import {EventEmitter} from 'node:events';
export class Circuit extends EventEmitter {
	constructor(ask) { super(); this.ask = ask; }
	async fire() { return this.ask(this); }
}`;

test('what an object of a library tells is heard as its rule says', async t => {
	const source = `import {Circuit} from './circuit.mjs';\nexport const load = tell => new Circuit(self => tell(self)).fire();`;
	const more = {'.unfired/rules/circuit.yml': RULE, 'src/circuit.mjs': CIRCUIT};
	const record = (events: string) => {
		const main = `${head('load')}await load(self => { for (const name of '${events}'.split(' ')) self.emit(name); });`;
		return recordProgram(t, 'circuit-breaker', source, main, more);
	};
	t.deepEqual(await record('open half close'), {
		trip: 'fired',
		reject: 'undecided',
		'probe-recover': 'fired',
		'probe-fail': 'unfired',
	});
	t.deepEqual(await record('half open close reject'), {
		trip: 'fired',
		reject: 'fired',
		'probe-recover': 'fired',
		'probe-fail': 'fired',
	});
	t.deepEqual(await record('close'), {
		trip: 'unfired',
		reject: 'undecided',
		'probe-recover': 'unfired',
		'probe-fail': 'unfired',
	});
});
