import {WATCHING} from './watching.ts';

/** Up to this a count is exact. */
export const EXACT = 2 ** 14;
/** Written for a count that was taken back to zero: a zero is a count that was not written yet. */
export const NONE = 2 ** 53;

/**
 * The module that probes load and call with (output folder, file, index, global object of the probe's realm). It writes
 * each count at once and in its own place, because runners kill their workers and no exit is ever sure: three files a
 * process and thread, `NAME.places` (one JSON line a place, in the order of their first run), `NAME.counts` (eight bytes
 * a place, little-endian) and `NAME.tests` (one JSON line a place and test that ran then). A count up to `EXACT` is
 * exact, one above is at least that: a hot loop must not write at every round. It keeps its own references to what it
 * uses, sets no timer and no listener, and gives up in silence where it may not write.
 *
 * `collect.run` follows one run of a sequence (see `model/sequence.ts`). A promise is watched from outside: a reaction
 * would mark its rejection as handled, run a lazy query twice, and lose frames of stacks.
 */
export const COLLECTOR = `'use strict';
const {openSync, writeSync, mkdirSync} = require('node:fs');
const {join} = require('node:path');
const {threadId} = require('node:worker_threads');
const {isPromise, isProxy} = require('node:util').types;
const v8 = require('node:v8');
const {pid, argv} = process;
const {stringify} = JSON;
const {queueMicrotask} = globalThis;
const KEY = Symbol.for('unfired.collector');
const MATCHERS = Symbol.for('$$jest-matchers-object');
const EXACT = ${EXACT};
const NONE = ${NONE};
const MOST_TESTS = ${200};
const outputs = new Map();

function open(output) {
	try {
		mkdirSync(output, {recursive: true});
		followRunners();
		const name = join(output, pid + '.' + threadId + '.' + process.hrtime.bigint().toString(36));
		const of = kind => openSync(name + '.' + kind, 'wx');
		return {places: of('places'), counts: of('counts'), tests: of('tests'), files: new Map(), next: 0};
	} catch {
		return undefined;
	}
}

let runnable;
let avaOptions;
/**
 * Mocha keeps what runs to itself: its runner is asked by an accessor, which is gone from every stack when a test runs.
 * AVA tells its worker which file it runs.
 */
function followRunners() {
	const running = new WeakMap();
	for (const file of Object.keys(require.cache)) {
		if (/[\\\\/]ava[\\\\/]lib[\\\\/]worker[\\\\/]options\\.cjs$/.test(file)) avaOptions = require.cache[file].exports;
		const Runner = /[\\\\/]mocha[\\\\/]lib[\\\\/]runner\\.js$/.test(file) ? require.cache[file].exports : undefined;
		if (typeof Runner !== 'function') continue;
		Object.defineProperty(Runner.prototype, 'currentRunnable', {
			configurable: true,
			get() { return running.get(this); },
			set(now) { running.set(this, now); runnable = now; },
		});
	}
}

function testNow(realm) {
	try {
		const known = realm[MATCHERS]?.state ?? globalThis[MATCHERS]?.state;
		if (known?.testPath !== undefined || known?.currentTestName !== undefined)
			return stringify([known.testPath ?? null, known.currentTestName ?? null]);
		if (runnable !== undefined) return stringify([runnable.file ?? null, runnable.fullTitle?.() ?? null]);
		if (avaOptions) return stringify([avaOptions.get().file ?? null, null]);
		return stringify([argv[1] ?? null, null]);
	} catch {
		return undefined;
	}
}

const bytes = Buffer.alloc(8);
function write(run, slot) {
	bytes.writeBigUInt64LE(BigInt(slot.count === 0 ? NONE : slot.count));
	writeSync(run.counts, bytes, 0, 8, slot.at * 8);
}

function collect(output, file, id, realm = globalThis) {
	let run = outputs.get(output);
	if (run === undefined && !outputs.has(output)) outputs.set(output, (run = open(output)));
	if (run === undefined) return;
	if (due.length > 0) settle();
	try {
		let slots = run.files.get(file);
		if (slots === undefined) run.files.set(file, (slots = []));
		let slot = slots[id];
		if (slot === undefined) {
			slots[id] = slot = {at: run.next++, count: 0, tests: new Set()};
			writeSync(run.places, stringify([file, id]) + '\\n');
		}
		slot.count++;
		// One above tells that more may follow which is not written.
		if (slot.count <= EXACT + 1 || (slot.count & (slot.count - 1)) === 0) write(run, slot);
		if (slot.tests.size >= MOST_TESTS) return;
		const test = testNow(realm);
		if (test === undefined || slot.tests.has(test)) return;
		slot.tests.add(test);
		writeSync(run.tests, '[' + slot.at + ',' + test + ']\\n');
	} catch {
		// A full disk: what was written stands, and the reader sees where it ends.
	}
}

function takeBack(output, file, id) {
	const run = outputs.get(output);
	const slot = run?.files.get(file)?.[id];
	if (slot === undefined || slot.count > EXACT) return;
	slot.count--;
	try {
		write(run, slot);
	} catch {}
}

/** 0 pending, 1 fulfilled, 2 rejected; undefined where the engine does not tell. */
function loadStatus() {
	try {
		v8.setFlagsFromString('--allow-natives-syntax');
		const status = new Function('promise', 'return %PromiseStatus(promise)');
		status(Promise.resolve());
		return status;
	} catch {
		return undefined;
	} finally {
		v8.setFlagsFromString('--no-allow-natives-syntax');
	}
}
let status;
const statusOf = promise => {
	if (status === undefined) status = loadStatus() ?? null;
	return status ? status(promise) : undefined;
};
let hooked = false;
const watched = new WeakMap();
/** The hook runs just before a promise settles: how it did is seen at the next one, or at the next probe. */
let due = [];
function settle() {
	const settled = due;
	due = [];
	for (const promise of settled) {
		const now = status(promise);
		if (now === 0) continue;
		const waiting = watched.get(promise) ?? [];
		watched.delete(promise);
		for (const tell of waiting) tell(now);
	}
}
function watch(promise, tell) {
	const now = statusOf(promise);
	if (now === undefined) return tell(0);
	if (now !== 0) return tell(now);
	if (!hooked) {
		hooked = true;
		v8.promiseHooks.onSettled(promise => {
			if (due.length > 0) settle();
			if (!watched.has(promise)) return;
			// No other promise may ever settle, and no other probe run.
			if (due.length === 0) queueMicrotask(settle);
			due.push(promise);
		});
	}
	const waiting = watched.get(promise);
	if (waiting) waiting.push(tell);
	else watched.set(promise, [tell]);
}
/** What a proxy would answer is not asked. */
const isThenable = value =>
	value !== null && (typeof value === 'object' || typeof value === 'function') && (isProxy(value) || 'then' in value);

const handed = new Map();
class Run {
	constructor(output, file, id, blind, realm, key) {
		this.begun = false;
		this.open = false;
		this.tell = () => collect(output, file, id, realm);
		this.tellBlind = () => collect(output, file, blind, realm);
		this.key = key;
	}
	first() { this.begun = true; }
	second() {
		if (this.once) this.begun = true;
		this.once = true;
	}
	making() {
		const runs = unmade.get(this.key);
		if (runs) runs.push(this);
		else unmade.set(this.key, [this]);
	}
	hand() {
		handed.set(this.key, this.begun);
		// A call that throws before the run begins hands nothing on.
		queueMicrotask(() => handed.delete(this.key));
	}
	handed() { handed.delete(this.key); }
	end() { if (this.begun) this.tell(); }
	gives(value) {
		if (!this.begun) return;
		if (isPromise(value)) watch(value, now => now === 1 ? this.tell() : now === 0 && this.tellBlind());
		else if (isThenable(value)) this.tellBlind();
		else this.tell();
	}
	yields(value) { if (this.begun && value) this.tell(); }
	/** Still open: it threw, and the scope went on. */
	tries() {
		this.over();
		this.open = this.begun;
	}
	tried(value) {
		this.open = false;
		if (!this.begun) return;
		if (isPromise(value)) watch(value, now => now === 2 ? this.tell() : now === 0 && this.tellBlind());
		else if (isThenable(value)) this.tellBlind();
	}
	over() { if (this.open) this.tell(); }
	settles() {
		if (!this.begun) return;
		const now = isPromise(this.promise) ? statusOf(this.promise) : undefined;
		if (now === 0) this.tell();
		else if (now === undefined) this.tellBlind();
	}
	calls(given, hasPromise) {
		if (typeof given !== 'function') return given;
		const run = this;
		return function (...values) {
			if (hasPromise) run.settles();
			else run.end();
			return Reflect.apply(given, this, values);
		};
	}
}

/** A run that another one handed over goes on with it. */
collect.run = (output, file, id, blind, realm) => {
	const key = output + '\\0' + file + '\\0' + id;
	const run = new Run(output, file, id, blind, realm, key);
	if (handed.get(key)) run.begun = true;
	handed.delete(key);
	return run;
};
/** An executor runs while its promise is made: of those within one another the run that began last is done first. */
const unmade = new Map();
collect.made = (output, file, id, promise) => {
	const run = unmade.get(output + '\\0' + file + '\\0' + id)?.pop();
	if (run) run.promise = promise;
};
const objects = new Map();
collect.object = (output, file, id, kind, object, realm) => {
	if (object === null || typeof object !== 'object') return;
	const key = output + '\\0' + file + '\\0' + id;
	let known = objects.get(key);
	if (known === undefined) objects.set(key, (known = new WeakSet()));
	if (kind === 'first') known.add(object);
	else {
		if (kind === 'after' && known.has(object)) collect(output, file, id, realm);
		known.delete(object);
	}
};
${WATCHING}Object.defineProperty(globalThis, KEY, {value: collect, enumerable: false, configurable: true, writable: true});
module.exports = collect;
`;
