/**
 * The module that probes load and call with (output folder, file, index). It writes each count at once and in its own
 * place, because runners kill their workers and no exit is ever sure: one pair of files a process and thread, `NAME.places`
 * (one JSON line a place, in the order of their first run) and `NAME.counts` (eight bytes a place, little-endian). A count
 * up to `EXACT` is exact, one above is at least that: a hot loop must not write at every round. It keeps its own references to what
 * it uses, sets no timer and no listener, and gives up in silence where it may not write.
 */
export const COLLECTOR = `'use strict';
const {openSync, writeSync, mkdirSync} = require('node:fs');
const {join} = require('node:path');
const {threadId} = require('node:worker_threads');
const {pid} = process;
const KEY = Symbol.for('unfired.collector');
const EXACT = ${2 ** 14};
const runs = new Map();
function open(output) {
	try {
		mkdirSync(output, {recursive: true});
		const name = join(output, pid + '.' + threadId + '.' + process.hrtime.bigint().toString(36));
		return {places: openSync(name + '.places', 'wx'), counts: openSync(name + '.counts', 'wx'), files: new Map(), next: 0};
	} catch {
		return undefined;
	}
}
const bytes = Buffer.alloc(8);
function write(run, slot) {
	bytes.writeBigUInt64LE(BigInt(slot.count));
	writeSync(run.counts, bytes, 0, 8, slot.at * 8);
}
function collect(output, file, id) {
	let run = runs.get(output);
	if (run === undefined && !runs.has(output)) runs.set(output, (run = open(output)));
	if (run === undefined) return;
	try {
		let slots = run.files.get(file);
		if (slots === undefined) run.files.set(file, (slots = []));
		let slot = slots[id];
		if (slot === undefined) {
			slots[id] = slot = {at: run.next++, count: 0};
			writeSync(run.places, JSON.stringify([file, id]) + '\\n');
		}
		slot.count++;
		// One above tells that more may follow which is not written.
		if (slot.count <= EXACT + 1 || (slot.count & (slot.count - 1)) === 0) write(run, slot);
	} catch {
		// A full disk: what was written stands, and the reader sees where it ends.
	}
}
Object.defineProperty(globalThis, KEY, {value: collect, enumerable: false, configurable: true, writable: true});
module.exports = collect;
`;

/** Up to this a count is exact. */
export const EXACT = 2 ** 14;
