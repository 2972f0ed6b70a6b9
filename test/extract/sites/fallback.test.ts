import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'a literal in a catch': `
export async function exchangeRate(currency: string): Promise<number> {
	try {
		const {data} = await axios.get('/rates/' + currency);
		return data.rate;
	// expect: fallback arcs=engage
	} catch {
		return 1;
	}
}`,
	'null, an empty list, an empty object, a new map': `
class Directory {
	async user(id) {
		try {
			return await this.ldap.find(id);
		// expect: fallback arcs=engage
		} catch (err) {
			this.log.warn(err);
			return null;
		}
	}
	async groups() {
		try {
			return await this.ldap.groups();
		// expect: fallback arcs=engage
		} catch (err) {
			return new Map();
		}
	}
}`,
	'what the try would have assigned': `
export async function render(cms, page) {
	let banner = '';
	try {
		banner = await cms.banner(page);
	// expect: fallback
	} catch (e) {
		banner = '<hr>';
	}
	return banner + page;
}`,
	'stale data or the error': `
async function quote(api, cache, symbol) {
	try {
		return await api.quote(symbol);
	// expect: fallback
	} catch (err) {
		const kept = cache.get(symbol);
		if (!kept) throw err;
		return kept;
	}
}`,
	'another operation': `
async function upload(file) {
	try {
		return await primary.put(file);
	// expect: fallback arcs=engage,fail
	} catch (err) {
		log.warn({err}, 'primary failed');
		return secondary.put(file);
	}
}`,
	'promise catch whose value is used': `
export const avatar = (id: string) =>
	fetch('/avatar/' + id)
		.then(res => res.blob())
		// expect: fallback arcs=engage
		.catch(() => DEFAULT_AVATAR);`,
	'second argument of then': `
function flags(client) {
	// expect: fallback
	return client.load().then(all => all.active, () => []);
}`,
	'error-first callback answered with a value': `
exports.settings = function (db, callback) {
	db.get('settings', function (err, row) {
		// expect: fallback arcs=engage
		if (err) return callback(null, DEFAULTS);
		callback(null, row);
	});
};`,
	'a failed result': `
export async function features(http) {
	const res = await http.get('/features');
	// expect: fallback arcs=engage
	if (!res.ok) return [];
	return res.json();
}`,
	'a chain of providers': `
async function geocode(providers, address) {
	for (const provider of providers) {
		try {
			return await provider.geocode(address);
		// expect: fallback arcs=engage,fail
		} catch (err) {
			metrics.increment('geocode.failed');
		}
	}
	throw new Error('no provider');
}`,
	'a conservative answer': `
async function isAllowed(user) {
	try {
		return await policy.check(user);
	// expect: fallback arcs=engage
	} catch (err) {
		return false;
	}
}`,
	'one side of a condition': `
exports.find = (repo, id) =>
	// expect: fallback
	repo.get(id).catch(err => (err.status === 404 ? null : Promise.reject(err)));`,
};

const NONE: Record<string, string> = {
	'log and rethrow': `
async function load() {
	try {
		return await db.load();
	// ok: fallback
	} catch (err) {
		log.error(err);
		throw err;
	}
}`,
	'log and fall through': `
async function notify(user) {
	try {
		await mailer.send(user);
	// ok: fallback
	} catch (err) {
		log.error(err);
	}
}`,
	'an HTTP answer': `
app.get('/orders', async (req, res) => {
	try {
		res.json(await orders.list());
	// ok: fallback
	} catch (err) {
		res.status(500).json({error: 'internal'});
	}
});`,
	'a discarded promise': `
function track(event) {
	// ok: fallback
	analytics.send(event).catch(() => null);
	// ok: fallback
	void analytics.flush().catch(() => undefined);
}`,
	'an error in another coat': `
async function pay(order) {
	try {
		return await gateway.charge(order);
	// ok: fallback
	} catch (err) {
		return Promise.reject(new PaymentError(err));
	}
}`,
	'the error handed to a callback, then returned': `
function read(path, callback) {
	fs.readFile(path, (err, data) => {
		// ok: fallback
		if (err) {
			callback(err);
			return null;
		}
		callback(null, data);
	});
}`,
	'an error as a value': `
async function check(url) {
	try {
		await fetch(url);
		return {ok: true};
	// ok: fallback
	} catch (error) {
		return {ok: false, error};
	}
}`,
	'a value that only tells of the error': `
function explain(text) {
	try {
		JSON.parse(text);
		return undefined;
	// ok: fallback
	} catch (error) {
		return error instanceof Error ? error.message : 'invalid';
	}
}`,
	'clean-up, then rethrow': `
async function transaction(work) {
	try {
		return await work();
	// ok: fallback
	} catch (err) {
		await db.rollback();
		throw err;
	}
}`,
	'a list that collects messages': `
async function migrate(steps, messages) {
	for (const step of steps) {
		try {
			await step.run();
			messages.push('done ' + step.name);
		// ok: fallback
		} catch (err) {
			messages.push('failed ' + step.name);
		}
	}
}`,
};

for (const [what, source] of Object.entries(FOUND)) test(`fallback: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE))
	test(`no fallback: ${what}`, t => {
		t.deepEqual(
			sitesIn(source).filter(({kind}) => kind === 'fallback'),
			[],
		);
	});
