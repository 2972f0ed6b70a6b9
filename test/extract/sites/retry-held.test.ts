import test from 'ava';
import {expectSites} from './expect-sites.ts';

/** The function is known by the object that holds it. */
const CASES: Record<string, string> = {
	'a function assigned to a parameter calls itself through it': `
module.exports = function (module) {
	// expect: retry arcs=retry,recover,refuse
	module.store = async function (key, data) {
		try {
			await module.client.update(key, data);
		} catch (err) {
			if (err.code === 11000) return await module.store(key, data);
			throw err;
		}
	};
};`,
	'through exports under another name': `
const User = module.exports;
// expect: retry arcs=retry,recover,refuse
exports.save = async function (row) {
	try {
		return await db.insert(row);
	} catch (err) {
		if (!isTransient(err)) throw err;
		return User.save(row);
	}
};`,
	'a function assigned by its name': `
// expect: retry arcs=retry,recover,refuse
async function save(row) {
	try {
		return await db.insert(row);
	} catch (err) {
		if (!isTransient(err)) throw err;
		return await store.save(row);
	}
}
const store = {};
store.save = save;`,
	'a member of an object literal': `
const store = {
	// expect: retry arcs=retry,recover,refuse
	async save(row) {
		try {
			return await db.insert(row);
		} catch (err) {
			if (!isTransient(err)) throw err;
			return await store.save(row);
		}
	},
};`,
	'what the error says failed is done again one by one': `
module.exports = function (module) {
	// expect: retry arcs=retry,recover,refuse
	module.bump = async function (keys) {
		try {
			await module.client.bulk(keys);
		} catch (err) {
			if (!err.writeErrors) throw err;
			const failed = err.writeErrors.map(e => keys[e.index]);
			await Promise.all(failed.map(key => module.bump(key)));
		}
	};
};`,
	'the same name on another object is another operation': `
module.exports = function (module, replica) {
	module.load = async function (key) {
		// ok: retry
		// expect: fallback arcs=engage,fail
		try { return await module.client.find(key); } catch (err) {
			return await replica.load(key);
		}
	};
};`,
	'the parts of the work one by one are no second attempt': `
module.exports = function (module) {
	// ok: retry
	module.copy = async function (node) {
		for (const child of node.children) {
			try {
				await module.client.copy(node.id);
			} catch (err) {
				log(err);
				void module.copy(child);
			}
		}
	};
};`,
	'behind a try that success leaves the call is made once more': `
class Manager {
	// expect: retry arcs=retry,recover,exhaust,refuse
	async withRespawn(fn) {
		try {
			return await fn();
		} catch (err) {
			if (!(err instanceof TimeoutError)) throw err;
		}
		await this.spawn();
		return await fn();
	}
}`,
	'behind a try that success passes as well it is a second piece of work': `
class Manager {
	// ok: retry
	async both(fn) {
		try {
			await fn();
		} catch (err) {
			if (!(err instanceof TimeoutError)) throw err;
		}
		await fn();
	}
}`,
	'the same function with what must change, where the handler speaks of a retry': `
class Session {
	// expect: retry
	async commit(operation, context) {
		try {
			await execute(this.client, operation, context);
		} catch (err) {
			if (!isRetryableError(err)) throw err;
			await execute(this.client, new Commit('majority'), context);
		}
	}
}`,
	'the same function with another argument is a substitute': `
async function read(client, key, other) {
	// ok: retry
	try {
		return await fetchFrom(client, key);
		// expect: fallback
	} catch (err) {
		return await fetchFrom(client, other);
	}
}`,
	'a timer that starts a connection once more': `
function onDisconnect() {
	reconnecting = true;
	setTimeout(() => {
		if (!socket.connected) onReconnecting();
	}, 5000);
}
// a name alone makes no operation
// ok: retry
function onReconnecting() {
	shown = true;
	element.addClass('active').tooltip({placement: 'bottom'});
}`,
	'a timer that really connects': `
// expect: retry
function onDisconnect() {
	setTimeout(() => {
		if (!socket.connected) reconnect();
	}, 5000);
}
function reconnect() {
	socket = new WebSocket(url);
}`,
	'a person is asked for other input': `
async function success(results) {
	try {
		// ok: retry
		await User.check(results.password);
	} catch (err) {
		warn('please try again');
		return retryPassword(results);
	}
}
async function retryPassword(results) {
	results.password = await prompt.get(questions);
	return await success(results);
}`,
	'a callback that has a name': `
// ok: retry
save(fields, function onSaved(err) {
	if (err) {
		return show(err.message);
	}
	done = true;
});`,
	'a function that is its own rejection handler': `
// expect: retry
function load() {
	return fetch(url).then(render, load);
}`,
	'a listener taken off in clean-up': `
class Socket {
	connect() {
		this.openHandler = () => this.monitor();
		this.socket.addEventListener('open', this.openHandler);
	}
	// ok: retry
	disconnect() {
		this.socket.removeEventListener('open', this.openHandler);
	}
	monitor() {
		setInterval(() => {
			try {
				ping(this.socket);
			} catch (e) {
				this.disconnect();
				return;
			}
			setTimeout(noop, 1);
		}, 100);
	}
}`,
	'a timer that runs what it was given, and counts': `
class Client {
	// expect: retry
	delayReconnect(cb) {
		this.failures += 1;
		return new Promise(done => {
			setTimeout(() => {
				cb.apply(this).then(done);
			}, 1000 * this.failures);
		});
	}
	// ok: retry
	debounce(cb) {
		this.failures += 1;
		setTimeout(() => cb.apply(this), 50);
	}
}`,
};

for (const [name, source] of Object.entries(CASES)) {
	test(name, t => expectSites(t, source));
}
