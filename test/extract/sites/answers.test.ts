import test from 'ava';
import {expectSites} from './expect-sites.ts';

/** What answers a request for the failure, and what only looks like it. */
const CASES: Record<string, string> = {
	'a function of the file answers': `
function malformed(req, res) {
	res.status(400);
	res.json({error: 'malformed'});
}
function handle(req, res, next) {
	try {
		req.context = JSON.parse(req.get('context'));
		// ok: fallback
	} catch (e) {
		return malformed(req, res);
	}
	next();
}`,
	'a function that nobody knows is given the response': `
export async function load(req, res) {
	let page;
	try {
		page = await db.page(req.params.id);
		// ok: fallback
	} catch (e) {
		return helpers.notAllowed(req, res);
	}
	res.json(page);
}`,
	'a function given the response goes on with the request': `
function uncached(req, res, next) {
	res.set('x-cache', 'miss');
	next();
}
export async function cached(req, res, next) {
	try {
		return deliver(await cache.get(req.url), res);
		// expect: fallback arcs=engage,fail
	} catch (e) {
		return uncached(req, res, next);
	}
}`,
	'the request is left to whoever comes next': `
export async function topic(req, res, next) {
	let topic;
	try {
		topic = await db.topic(req.params.id);
		// ok: fallback
	} catch (e) {
		return next();
	}
	res.json(topic);
}`,
	'a next that is no middleware is another operation': `
export async function read(key, next) {
	try {
		return await cache.get(key);
		// expect: fallback arcs=engage,fail
	} catch (e) {
		return next(key);
	}
}`,
	'a method that only gives an answer with a failing status': `
class Pages {
	async file(path) {
		let data;
		try {
			data = await this.readFile(path);
			// ok: fallback
		} catch (e) {
			return this.notFound();
		}
		return {text: data};
	}
	notFound() {
		return {text: 'Not found.', status: 404};
	}
}`,
	'a method that gives a page to show instead': `
class Pages {
	async file(path) {
		let data;
		try {
			data = await this.readFile(path);
			// expect: fallback
		} catch (e) {
			return this.blank();
		}
		return {text: data};
	}
	blank() {
		return {text: '', status: 200};
	}
}`,
	'both ways show how it ended': `
class Pages {
	verify(req) {
		// ok: fallback
		return users.verify(req.token).then(() => this.show(req, VERIFIED), () => this.show(req, EXPIRED));
	}
}`,
	'both ways show something, and the value is wanted': `
class Pages {
	verify(req) {
		// expect: fallback
		return users.load(req.token).then(user => this.show(user), () => this.show(GUEST));
	}
}`,
	'a constant of another file': `
const {badges} = require('./badges');
function colourOf(hue) {
	try {
		return chroma(hue).hex();
		// expect: fallback arcs=engage
	} catch (e) {
		return badges.unknown;
	}
}`,
	'a field of what was made in the try': `
async function read(res) {
	try {
		return await parse(res);
		// ok: fallback
	} catch (e) {
		return res.body;
	}
}`,
	'an answer where the feature is missing': `
function isValid(buffer, host) {
	let Certificate;
	try {
		Certificate = require('node:crypto').X509Certificate;
		// expect: fallback arcs=engage
	} catch (e) {
		return true;
	}
	const certificate = new Certificate(buffer);
	return certificate.checkHost(host) !== undefined;
}`,
	'true and false say whether it went well': `
async function store(row) {
	let id;
	try {
		id = await db.insert(row);
		// ok: fallback
	} catch (e) {
		return false;
	}
	await publish(id);
	return true;
}`,
	'an answer made before and one held by an object': `
export async function handler(req, id) {
	const denied = forbidden(id);
	try {
		await authorize(id);
		// ok: fallback
	} catch (e) {
		return denied;
	}
	try {
		return {response: await db.find(id)};
		// ok: fallback
	} catch (e) {
		return {response: responses.badRequestResponse('no such id')};
	}
}`,
	'a value made before that is no answer': `
export async function handler(req, id) {
	const nobody = anonymous(id);
	try {
		return await users.find(id);
		// expect: fallback
	} catch (e) {
		return nobody;
	}
}`,
};

for (const [name, source] of Object.entries(CASES)) {
	test(name, t => expectSites(t, source));
}
