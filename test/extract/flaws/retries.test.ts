import test from 'ava';
import {describeFlaws} from './expect-flaws.ts';

describeFlaws(test, {
	'unbounded: an endless loop that only success leaves': `
async function upload(client, file) {
	// flaw: unbounded
	while (true) {
		try {
			return await client.put(file);
		} catch (err) {
			console.warn('again', err);
			await sleep(1000);
		}
	}
}`,
	'unbounded: a flag that only success sets': `
async function register(api) {
	let isRegistered = false;
	// flaw: unbounded
	while (!isRegistered) {
		try {
			await api.register();
			isRegistered = true;
		} catch (err) {
			await delay(500);
		}
	}
}`,
	'unbounded and eager: for (;;) without a wait': `
async function load(client, id) {
	// flaw: unbounded, eager
	for (;;) {
		try {
			return await client.get(id);
		} catch {}
	}
}`,
	'eager: five attempts at once': `
async function load(id) {
	let last;
	// flaw: eager
	for (let attempt = 0; attempt < 5; attempt++) {
		try {
			return await fetch('/orders/' + id);
		} catch (err) {
			last = err;
		}
	}
	throw last;
}`,
	'eager: the limit is a constant': `
const MAX = 3;
async function load(client, id) {
	let tries = 0;
	// flaw: eager
	while (tries < MAX) {
		try {
			return await client.get(id);
		} catch (err) {
			tries++;
		}
	}
}`,
	'indiscriminate: its own validation error is retried': `
async function submit(client, order) {
	for (let attempt = 1; attempt <= 4; attempt++) {
		try {
			// flaw: indiscriminate
			if (!order.id) throw new ValidationError('no id');
			return await client.post(order);
		} catch (err) {
			await sleep(100 * attempt);
		}
	}
}`,
	'indiscriminate: a bad request is retried': `
async function submit(order) {
	for (let attempt = 1; attempt <= 4; attempt++) {
		try {
			const answer = await fetch('/orders', {method: 'PUT', body: order});
			// flaw: indiscriminate
			if (answer.status === 400 || answer.status === 422) throw new Error('refused');
			return answer;
		} catch (err) {
			logger.warn(err);
			await sleep(100);
		}
	}
}`,
	'indiscriminate: a TypeError of its own': `
async function submit(client, order) {
	let tries = 0;
	while (tries < 5) {
		try {
			// flaw: indiscriminate
			if (typeof order !== 'string') throw new TypeError('text expected');
			return await client.send(order);
		} catch (err) {
			tries++;
			await sleep(10);
		}
	}
}`,

	'a worker: no flaw': `
async function work(queue) {
	while (true) {
		try {
			await handle(await queue.take());
		} catch (err) {
			console.error(err);
			await sleep(1000);
		}
	}
}`,
	'a reconnect: no flaw': `
async function connect(socket) {
	while (true) {
		try {
			return await socket.open();
		} catch (err) {
			await sleep(1000);
		}
	}
}`,
	'a loop that may be stopped: no flaw': `
async function upload(client, file, signal) {
	while (true) {
		if (signal.aborted) return;
		try {
			return await client.put(file);
		} catch (err) {
			await sleep(1000);
		}
	}
}`,
	'a catch that may give up: no flaw': `
async function upload(client, file) {
	while (true) {
		try {
			return await client.put(file);
		} catch (err) {
			await policy.next(err);
		}
	}
}`,
	'two attempts: no flaw': `
async function load(id) {
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			return await fetch('/orders/' + id);
		} catch (err) {
			console.warn(err);
		}
	}
}`,
	'fail-over: no flaw': `
async function load(hosts) {
	for (let i = 0; i < 5; i++) {
		try {
			return await fetch(hosts[i]);
		} catch (err) {
			console.warn(err);
		}
	}
}`,
	'optimistic concurrency: no flaw': `
async function rename(db, id, name) {
	for (let attempt = 0; attempt < 5; attempt++) {
		try {
			const row = await db.get(id);
			return await db.put({...row, name}, {ifVersion: row.version});
		} catch (err) {
			console.warn(err);
		}
	}
}`,
	'the error is asked first: no flaw': `
async function submit(client, order) {
	for (let attempt = 1; attempt <= 4; attempt++) {
		try {
			if (!order.id) throw new ValidationError('no id');
			return await client.post(order);
		} catch (err) {
			if (err instanceof ValidationError) throw err;
			await sleep(100);
		}
	}
}`,
	'a status that may pass: no flaw': `
async function submit(order) {
	for (let attempt = 1; attempt <= 4; attempt++) {
		try {
			const answer = await fetch('/orders', {method: 'PUT', body: order});
			if (answer.status === 429 || answer.status === 503) throw new Error('later');
			return answer;
		} catch (err) {
			await sleep(100);
		}
	}
}`,
	'a validation error thrown outside the try: no flaw': `
async function submit(client, order) {
	if (!order.id) throw new ValidationError('no id');
	for (let attempt = 1; attempt <= 4; attempt++) {
		try {
			return await client.post(order);
		} catch (err) {
			await sleep(100);
		}
	}
}`,
});
