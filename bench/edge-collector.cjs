'use strict';
// Loaded by the probes of a copy (see edges-run.mjs): writes who called whom. The frames above a function that is entered are
// looked up by where their functions begin.
const {appendFileSync, mkdirSync} = require('node:fs');
const KEY = Symbol.for('unfired.collector');
const ids = new Map(),
	seen = new Set(),
	counts = new Map();
const MOST = 4000;
const collect = (output, file, id) => {
	const own = `${file}#${id}`;
	const n = (counts.get(own) ?? 0) + 1;
	counts.set(own, n);
	if (n > MOST) return;
	const holder = {};
	const {prepareStackTrace, stackTraceLimit} = Error;
	Error.stackTraceLimit = 24;
	Error.prepareStackTrace = (_, sites) => sites;
	Error.captureStackTrace(holder, collect);
	const sites = holder.stack;
	Error.prepareStackTrace = prepareStackTrace;
	Error.stackTraceLimit = stackTraceLimit;
	if (!Array.isArray(sites)) return;
	const keyOf = site => `${site.getFileName()}:${site.getEnclosingLineNumber()}:${site.getEnclosingColumnNumber()}`;
	// The first two frames are the probe's own function and what it stands in.
	const [, entered, ...above] = sites;
	if (entered === undefined) return;
	ids.set(keyOf(entered), own);
	let caller = '';
	for (const site of above) {
		if (site.isAsync?.()) break;
		const name = site.getFileName();
		// What node does in between is passed over; code of tests and packages is a caller of its own.
		if (name === null || name === undefined || name.startsWith('node:')) continue;
		caller = ids.get(keyOf(site)) ?? '';
		break;
	}
	const edge = JSON.stringify([caller, own]);
	if (seen.has(edge)) return;
	seen.add(edge);
	mkdirSync(output, {recursive: true});
	appendFileSync(`${output}/${process.pid}.edges`, `${edge}\n`);
};
Object.defineProperty(globalThis, KEY, {value: collect, enumerable: false, configurable: true, writable: true});
module.exports = collect;
