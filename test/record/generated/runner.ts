/**
 * The main module of a child: runs the programs that it is given one after the other and writes what each did. Time and
 * answers of the network are its own, so that the same program does the same on any machine: timers run by their due time
 * once nothing else is left to do, whatever the real clock says.
 */
export const RUNNER = `
import {writeFileSync} from 'node:fs';
import {inspect} from 'node:util';
import {pathToFileURL} from 'node:url';
const nextTurn = setImmediate;
const [folder, to, ...files] = process.argv.slice(2);
let said, timers, now, asked, seed, loaded;
const frame = error => /\\n\\s+at .*?([^/\\s(]+:\\d+):\\d+\\)?(\\n|$)/.exec(error?.stack ?? '')?.[1] ?? 'no frame';
const show = value =>
	value === globalThis ? 'global'
	: value instanceof Error ? value.name + ': ' + value.message
	: typeof value === 'function' ? 'function ' + value.name
	: inspect(value, {depth: 0, breakLength: Infinity});
function say(...words) {
	said.push(words.map(show).join(' '));
	return said.length % 3;
}
const fails = () => (Math.imul(++asked + seed, 2654435761) >>> 28) % 2 === 0;
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
async function fetch(what) {
	say('fetch', what);
	const failed = fails();
	await sleep(asked % 4);
	if (failed) throw new Error('down ' + show(what));
	return asked % 3;
}
function fetchBack(what, done) {
	const failed = fails();
	setTimeout(() => failed ? done(new Error('back ' + show(what))) : done(null, what), asked % 4);
}
Object.assign(globalThis, {say, show, frame, sleep, fetch, fetchBack,
	setTimeout(run, wait, ...values) {
		const id = timers.length;
		timers.push({due: now + Math.max(1, wait || 0), run: () => run(...values)});
		return id;
	},
	clearTimeout(id) { if (id !== undefined) delete timers[id]; },
});
async function drain() {
	for (let turns = 300; turns > 0; ) {
		await new Promise(resolve => nextTurn(resolve));
		const waiting = Object.keys(timers);
		// The files of a module are read in real time.
		if (waiting.length === 0 && !loaded) continue;
		if (waiting.length === 0) return;
		turns--;
		const id = waiting.reduce((best, one) => timers[one].due < timers[best].due ? one : best);
		const {due, run} = timers[id];
		delete timers[id];
		now = due;
		try { run(); } catch (error) { say('in a timer', error, frame(error)); }
	}
	say('no end');
}
process.on('unhandledRejection', error => say('unhandled', error, frame(error)));
const outcomes = {};
for (const [at, file] of files.entries()) {
	[said, timers, now, asked, seed, loaded] = [[], [], 0, 0, at * 3, false];
	const ran = (async () => {
		const module = await import(pathToFileURL(folder + '/' + file)).finally(() => (loaded = true));
		return (module.main ?? module.default.main)();
	})().then(value => say('value', value), error => say('error', error, frame(error)));
	await drain();
	outcomes[file] = said;
}
writeFileSync(to, JSON.stringify(outcomes));
process.exit();
`;
