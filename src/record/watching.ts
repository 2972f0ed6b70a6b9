/**
 * Part of the collector: listens to what a site made, or looks at it (see `model/watch.ts`). Only events that nobody must hear are
 * listened to: an `error` event of node's emitters through their monitor, which takes no listener's place. What cannot be
 * listened to is told as unknown, and so is a stand-in: it would count the listener.
 */
export const WATCHING = `
const EventEmitter = require('node:events');
collect.watch = (output, file, id, blind, realm, value, tells, hasPromise) => {
	const tell = () => collect(output, file, id, realm);
	const tellBlind = () => collect(output, file, blind, realm);
	try {
		if (value === null || (typeof value !== 'object' && typeof value !== 'function') || isProxy(value)) return tellBlind(), value;
		// As a run whose promise is made next.
		if (hasPromise) {
			const look = () => tells.some(({holds}) => value[holds]) && tell();
			const run = {set promise(made) {
				if (isPromise(made)) {
					// Until it settles, and it may never do so, nobody knows.
					tellBlind();
					watch(made, now => {
						if (now === 0) return;
						look();
						takeBack(output, file, blind);
					});
				}
				else if (isThenable(made)) tellBlind();
				else look();
			}};
			const key = output + '\\0' + file + '\\0' + id;
			const runs = unmade.get(key);
			if (runs) runs.push(run);
			else unmade.set(key, [run]);
			return value;
		}
		let result = value;
		for (const each of tells) {
			const happened = each.proves === 'no' ? tellBlind : tell;
			if (each.proves === 'yes') tellBlind();
			if (each.answers) result = answering(result, happened, tellBlind);
			else if (!listen(value, each, happened)) tellBlind();
		}
		return result;
	} catch {
		tellBlind();
		return value;
	}
};

function listen(made, {of, event, method, reaches, error, given, lacks, told, untold, after}, happened) {
	let teller = made;
	for (const name of of ? of.split('.') : []) teller = teller?.[name];
	if (teller === null || teller === undefined || isProxy(teller)) return false;
	const hear = (name, act) => {
		if (method !== undefined) return isOrdinary(teller[name]) && (teller[name](act), true);
		if (!isOrdinary(teller.on)) {
			if (teller.on !== undefined || !isOrdinary(teller.addEventListener)) return false;
			teller.addEventListener(name, act);
			return true;
		}
		if (name === 'error' && teller.on !== EventEmitter.prototype.on) return false;
		teller.on(name === 'error' ? EventEmitter.errorMonitor : name, act);
		return true;
	};
	let waits = after === undefined;
	if (after !== undefined && !hear(after, () => { waits = true; })) return false;
	const before = new WeakSet();
	const mark = (...values) => {
		for (const value of values) if (typeof value === 'object' && value !== null) before.add(value);
	};
	if ((told ?? untold) !== undefined && !hear(told ?? untold, mark)) return false;
	const isKnown = value => typeof value === 'object' && value !== null && before.has(value);
	return hear(event ?? method, (...values) => {
		if (!waits) return;
		waits = after === undefined;
		if (reaches && !(numberAt(teller, reaches[0]) >= numberAt(teller, reaches[1]))) return;
		if (given !== undefined && !memberAt(values, given)) return;
		if (lacks !== undefined && memberAt(values, lacks)) return;
		if (told !== undefined && !values.some(isKnown)) return;
		if (untold !== undefined && values.some(isKnown)) return;
		if (error !== undefined && !values.some(value => isNamed(value, error))) return;
		happened();
	});
}

/** A stand-in counts its calls, and tests expect a number: it carries members of its own, or is a proxy. */
const isOrdinary = made =>
	typeof made === 'function' && !isProxy(made) && Object.getOwnPropertyNames(made).every(name => OF_FUNCTIONS.has(name));
const OF_FUNCTIONS = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);

const memberAt = (values, path) => path.split('.').reduce((value, name) => value?.[name], values);

function numberAt(object, member) {
	if (typeof member === 'number') return member;
	const value = object[member];
	return typeof value === 'function' ? value.call(object) : value;
}

const isNamed = (value, name) =>
	typeof value === 'object' && value !== null && (value.name === name || value.code === name || value.constructor?.name === name);

/** A function with the same name and length that sees whether the next one was called before the response was done. */
function answering(middleware, happened, unknown) {
	if (typeof middleware !== 'function') {
		unknown();
		return middleware;
	}
	return new Proxy(middleware, {
		apply(target, self, values) {
			const [request, response, next, ...others] = values;
			if (typeof next !== 'function' || !isOrdinary(response?.on)) {
				unknown();
				return Reflect.apply(target, self, values);
			}
			let passed = false;
			response.on('finish', () => { if (!passed) happened(); });
			const go = function (...more) {
				passed = true;
				return Reflect.apply(next, this, more);
			};
			return Reflect.apply(target, self, [request, response, go, ...others]);
		},
	});
}
`;
