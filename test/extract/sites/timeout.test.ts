import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'a race against a rejecting timer': `
export function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
	return Promise.race([
		promise,
		new Promise<never>((_, reject) => {
			// expect: timeout arcs=fire
			setTimeout(() => reject(new Error('timed out')), ms);
		}),
	]);
}`,
	'a race against a timer that resolves to nothing': `
async function tryFor(ms, work) {
	// expect: timeout arcs=fire
	const late = new Promise(resolve => setTimeout(() => resolve(undefined), ms));
	return Promise.race([work(), late]);
}`,
	'an abort controller': `
async function get(url) {
	const controller = new AbortController();
	// expect: timeout arcs=fire
	const timer = setTimeout(() => controller.abort(), 3000);
	try {
		return await fetch(url, {signal: controller.signal});
	} finally {
		clearTimeout(timer);
	}
}`,
	'reject given by name': `
const expire = (ms: number) => new Promise((_resolve, reject) => {
	// expect: timeout arcs=fire
	setTimeout(reject, ms, new Error('expired'));
});`,
	'a request destroyed': `
function call(options, callback) {
	const req = http.request(options, callback);
	// expect: timeout arcs=fire
	req.setTimeout(2000, () => req.destroy(new Error('slow')));
	req.end();
}`,
	'a callback that gets the error': `
Client.prototype.ask = function (question, callback) {
	// expect: timeout arcs=fire
	var timer = setTimeout(function () {
		callback(new Error('no answer'));
	}, this.timeout);
	this.once(question.id, function (answer) {
		clearTimeout(timer);
		callback(null, answer);
	});
};`,
	'AbortSignal.timeout': `
const response = await fetch(url, {
	// expect: timeout arcs=fire
	signal: AbortSignal.timeout(5_000),
});`,
	'a clock compared with a deadline': `
async function untilUp(probe, timeoutMs) {
	const deadline = Date.now() + timeoutMs;
	while (!(await probe())) {
		// expect: timeout arcs=fire
		if (Date.now() > deadline) throw new Error('not up in time');
		await sleep(100);
	}
}`,
	'a child process killed': `
function run(cmd) {
	const child = spawn(cmd);
	// expect: timeout arcs=fire
	const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
	child.on('exit', () => clearTimeout(timer));
}`,
	'a statement timeout of the database': `
async function report(client) {
	// expect: timeout
	await client.query('SET statement_timeout = 5000');
	return client.query('SELECT 1');
}`,
};

const NONE: Record<string, string> = {
	'a sleep': `const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));`,
	'a cancellable sleep': `
function sleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			reject(signal.reason);
		});
	});
}`,
	'a debounce': `
function debounce(fn, ms) {
	let timer;
	return (...args) => {
		clearTimeout(timer);
		timer = setTimeout(() => fn(...args), ms);
	};
}`,
	'a timer that restores': `
function flash(button) {
	button.disabled = true;
	setTimeout(() => {
		button.disabled = false;
	}, 500);
}`,
	'a poll': `
function poll(update) {
	setTimeout(async () => {
		await update();
		poll(update);
	}, 1000);
}`,
	'a turn of the event loop': `
function later(fn) {
	setTimeout(() => { throw fn(); }, 0);
}`,
	'a log line': `
setTimeout(() => logger.error(new Error('still here')), 1000);`,
	'a number that is off': `
function open(socket) {
	socket.setTimeout(0);
}`,
	'a back-off': `
async function again(op) {
	for (let n = 0; n < 3; n++) {
		try {
			return await op();
		} catch (err) {
			if (n === 2) throw err;
			await new Promise(r => setTimeout(r, 100));
		}
	}
}`,
};

for (const [what, source] of Object.entries(FOUND)) test(`timeout: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE))
	test(`no timeout: ${what}`, t => {
		t.deepEqual(
			sitesIn(source).filter(({kind}) => kind === 'timeout'),
			[],
		);
	});

test('a timer at top level, where no function is around', t => {
	expectSites(
		t,
		`
const controller = new AbortController();
// expect: timeout arcs=fire
setTimeout(() => controller.abort(), 5000);
`,
	);
});
