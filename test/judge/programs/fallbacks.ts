import type {Program} from './run-programs.ts';

export const plainCatch: Program = {
	source: `
exports.rate = async function rate(api, currency) {
	try {
		return await api(currency);
	} catch {
		return 1;
	}
};`,
	arcs: 'fallback.engage',
	runs: {
		fine: {drive: `await m.rate(flaky(0));`},
		fails: {drive: `await m.rate(flaky(1));`, happens: 'fallback.engage'},
		'never asked': {drive: ''},
	},
};

export const staleOrThrow: Program = {
	source: `
exports.profile = async function profile(api, cache, id) {
	try {
		const fresh = await api(id);
		cache.set(id, fresh);
		return fresh;
	} catch (err) {
		const stale = await cache.get(id);
		if (stale) return stale;
		throw err;
	}
};`,
	arcs: 'fallback.engage fallback.fail',
	runs: {
		'nothing kept: it throws': {drive: `await m.profile(flaky(1), new Map(), 1);`, open: 'fallback.fail'},
		'something kept': {
			drive: `await m.profile(flaky(1), new Map([[1, 'old']]), 1);`,
			happens: 'fallback.engage',
			open: 'fallback.fail',
		},
		fine: {drive: `await m.profile(flaky(0), new Map(), 1);`},
	},
};

export const byCode: Program = {
	source: `
exports.read = async function read(fs, path) {
	let text = '';
	try {
		text = await fs.readFile(path);
	} catch (error) {
		text = '{}';
		if (error.code !== 'ENOENT') throw error;
	}
	return JSON.parse(text);
};`,
	arcs: 'fallback.engage',
	runs: {
		'another error is thrown on': {drive: `await m.read({readFile: flaky(1)});`, open: 'fallback.engage'},
		'the file is missing': {
			drive: `await m.read({readFile: flaky(1, 0, () => Object.assign(new Error(), {code: 'ENOENT'}))});`,
			happens: 'fallback.engage',
			open: 'fallback.engage',
		},
		fine: {drive: `await m.read({readFile: flaky(0, '{}')});`},
	},
};

export const rethrowingHelper: Program = {
	source: `
function rethrowIfFatal(err) {
	if (err.fatal) throw err;
}
exports.avatar = async function avatar(api, user) {
	try {
		return await api(user);
	} catch (err) {
		rethrowIfFatal(err);
		return '/default.png';
	}
};`,
	arcs: 'fallback.engage',
	runs: {
		'the helper throws on': {
			drive: `await m.avatar(flaky(1, 0, () => Object.assign(new Error(), {fatal: true})));`,
			open: 'fallback.engage',
		},
		'the default is used': {drive: `await m.avatar(flaky(1));`, happens: 'fallback.engage', open: 'fallback.engage'},
		fine: {drive: `await m.avatar(flaky(0));`},
	},
};

export const promiseCatch: Program = {
	source: `
exports.banner = (cms, key) => cms(key).then(page => page.html).catch(() => '');
exports.both = (cms, a, b) => Promise.all([cms(a).catch(none), cms(b)]);
function none() {
	return null;
}`,
	arcs: 'fallback.engage fallback#2.engage',
	runs: {
		'the first one is used': {drive: `await m.banner(flaky(1)); await m.both(flaky(0));`, happens: 'fallback.engage'},
		'neither is': {drive: `await m.banner(flaky(0, {})); await m.both(flaky(0));`},
		'the second one is': {drive: `await m.banner(flaky(0, {})); await m.both(flaky(1));`, happens: 'fallback#2.engage'},
	},
};

export const sharedSubstitute: Program = {
	source: `
const onFail = () => [];
exports.news = api => api('news').catch(onFail);
exports.ads = api => api('ads').catch(onFail);`,
	arcs: 'fallback.engage fallback#2.engage',
	runs: {
		'only the second fails': {
			drive: `await m.news(flaky(0)); await m.ads(flaky(1));`,
			happens: 'fallback#2.engage',
			open: 'fallback.engage fallback#2.engage',
		},
		'none fails': {drive: `await m.news(flaky(0)); await m.ads(flaky(0));`},
	},
};

export const callbackOr: Program = {
	source: `
exports.list = function list(db, callback) {
	db.find({}, (err, rows) => {
		if (err || rows.length === 0) return callback(null, []);
		callback(null, rows);
	});
};`,
	arcs: 'fallback.engage',
	runs: {
		'empty is no failure': {drive: `m.list({find: (q, cb) => cb(null, [])}, () => {});`, open: 'fallback.engage'},
		fails: {
			drive: `m.list({find: (q, cb) => cb(new Error())}, () => {});`,
			happens: 'fallback.engage',
			open: 'fallback.engage',
		},
		fine: {drive: `m.list({find: (q, cb) => cb(null, [1])}, () => {});`},
	},
};

export const providers: Program = {
	source: `
exports.locate = async function locate(providers, ip) {
	for (const provider of providers) {
		try {
			return await provider.lookup(ip);
		} catch (err) {
			provider.failures = (provider.failures || 0) + 1;
		}
	}
	throw new Error('no provider answered');
};`,
	arcs: 'fallback.engage fallback.fail',
	runs: {
		'the second one is asked': {
			drive: `await m.locate([{lookup: flaky(1)}, {lookup: flaky(0)}]);`,
			happens: 'fallback.engage',
			open: 'fallback.fail',
		},
		'the first one answers': {drive: `await m.locate([{lookup: flaky(0)}, {lookup: flaky(0)}]);`},
		'all fail': {
			drive: `await m.locate([{lookup: flaky(1)}, {lookup: flaky(1)}]);`,
			happens: 'fallback.engage fallback.fail',
			open: 'fallback.fail',
		},
		'there is none': {drive: `await m.locate([]);`, open: 'fallback.fail'},
	},
};

export const secondOperation: Program = {
	source: `
exports.price = async function price(live, archive, sku) {
	try {
		return await live(sku);
	} catch (err) {
		try {
			return await archive(sku);
		} catch {
			return null;
		}
	}
};`,
	arcs: 'fallback.engage fallback.fail fallback#2.engage',
	runs: {
		fine: {drive: `await m.price(flaky(0), flaky(0));`},
		'the archive answers': {drive: `await m.price(flaky(1), flaky(0));`, happens: 'fallback.engage'},
		'the archive fails too': {
			drive: `await m.price(flaky(1), flaky(1));`,
			happens: 'fallback.engage fallback.fail fallback#2.engage',
		},
	},
};

export const resultValue: Program = {
	source: `
exports.flags = async function flags(client) {
	const res = await client.get('/flags');
	if (!res.ok) return {};
	return res.json();
};`,
	arcs: 'fallback.engage',
	runs: {
		fine: {drive: `await m.flags({get: async () => ({ok: true, json: () => 1})});`},
		'bad status': {drive: `await m.flags({get: async () => ({ok: false})});`, happens: 'fallback.engage'},
		'it throws instead': {drive: `await m.flags({get: flaky(1)});`},
	},
};

export const goneOrReject: Program = {
	source: `
exports.find = (api, id) => api(id).catch(err => (err.status === 404 ? null : Promise.reject(err)));`,
	arcs: 'fallback.engage',
	runs: {
		'not found': {
			drive: `await m.find(flaky(1, 0, () => Object.assign(new Error(), {status: 404})));`,
			happens: 'fallback.engage',
		},
		'another error': {drive: `await m.find(flaky(1)).catch(() => {});`},
		fine: {drive: `await m.find(flaky(0));`},
	},
};

/** Whatever entered the try came out behind it: the substitute never failed. */
export const goesOnBehind: Program = {
	source: `
exports.load = async function load(ask, askOther) {
	let found;
	try {
		found = await ask();
	} catch (err) {
		if (err.fatal) throw err;
		found = await askOther();
	}
	return {found};
};`,
	arcs: 'fallback.engage fallback.fail',
	runs: {
		fine: {drive: `await m.load(flaky(0), flaky(0));`},
		'the other answers': {drive: `await m.load(flaky(1), flaky(0));`, happens: 'fallback.engage'},
		'the other answers, a further one is fatal': {
			drive: `await m.load(flaky(1), flaky(0)); await m.load(async () => { throw Object.assign(new Error(), {fatal: true}); });`,
			happens: 'fallback.engage',
		},
		'the other fails too': {
			drive: `await m.load(flaky(1), flaky(1));`,
			happens: 'fallback.engage fallback.fail',
			open: 'fallback.fail',
		},
	},
};
