import test from 'ava';
import {expectSites} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'a count in a cache that forgets': `
const hits = makeCache({ttl: 60000});
async function fetchKey(ip, uri) {
	const count = hits.get(ip) || 0;
	// expect: limiter arcs=reject
	if (count >= config.max) {
		log(ip);
		throw new Error('rate limited');
	}
	hits.set(ip, count + 1);
	return get(uri);
}`,
	'a count with a life of its own': `
async function login(user) {
	const tries = (await cache.get(user)) ?? 0;
	// expect: limiter arcs=reject
	if (tries > 5) return false;
	await cache.set(user, tries + 1, 60);
	return check(user);
}`,
	'once in a while': `
const probeRateLimit = ttl({ttl: 3000});
async function probe(uid, url) {
	const limited = probeRateLimit.get(uid);
	// expect: limiter arcs=reject
	if (limited) {
		return false;
	}
	probeRateLimit.set(uid, true);
	return head(url);
}`,
	'a window that begins anew': `
const clients = new Map();
// expect: limiter arcs=reject
function rateLimit(req, res, next) {
	const now = Date.now();
	const entry = clients.get(req.ip);
	if (!entry || now > entry.resetAt) {
		clients.set(req.ip, {count: 1, resetAt: now + 60000});
		return next();
	}
	if (entry.count >= 100) {
		res.status(429).json({message: 'slow down'});
		return;
	}
	entry.count++;
	next();
}`,
	'moments within a window': `
const seen = {};
// expect: limiter arcs=reject
function isLimited(ip) {
	const now = Date.now();
	const recent = (seen[ip] || []).filter(at => now - at < 1000);
	if (recent.length >= 10) return true;
	recent.push(now);
	seen[ip] = recent;
	return false;
}`,
	'a counter of a store that expires': `
async function allow(redis, key) {
	const used = await redis.incr(key);
	if (used === 1) await redis.expire(key, 60);
	// expect: limiter arcs=reject
	if (used > 20) throw new TooManyRequests();
}`,
	'the moment of the last one': `
const cooldowns = new Map();
function run(user, command) {
	const last = cooldowns.get(user);
	// expect: limiter arcs=reject
	if (last && Date.now() - last < 3000) return;
	cooldowns.set(user, Date.now());
	return command();
}`,
};

for (const [name, code] of Object.entries(FOUND)) test(`a limit for each key: ${name}`, t => expectSites(t, code));

const NONE: Record<string, string> = {
	'a negative cache': `
const cache = makeCache({ttl: 60000});
async function load(id) {
	// ok: limiter
	if (cache.has(id)) return cache.get(id);
	cache.set(id, true);
	return true;
}`,
	'what is done already': `
const done = new Map();
function once(id, work) {
	// ok: limiter
	if (done.get(id)) return;
	done.set(id, true);
	return work();
}`,
	'what was told already': `
const told = makeCache({ttl: 60000});
function tell(id) {
	// ok: limiter
	if (told.get(id)) return;
	told.set(id, true);
	send(id);
}`,
	'work that goes on': `
const rateLimited = makeCache({ttl: 60000});
async function run(id) {
	// ok: limiter
	if (rateLimited.get(id)) return;
	rateLimited.set(id, true);
	await work(id);
	rateLimited.delete(id);
}`,
	'a cache that answers': `
const cache = makeCache({ttl: 60000});
async function load(id) {
	const known = cache.get(id);
	// ok: limiter
	if (known) return known;
	cache.set(id, await fetch(id));
}`,
	'a quota without time': `
const owned = new Map();
function add(user) {
	const count = owned.get(user) ?? 0;
	// ok: limiter
	if (count >= 5) throw new Error('too many things');
	owned.set(user, count + 1);
}`,
	'an age that makes it anew': `
const kept = new Map();
async function load(id) {
	const entry = kept.get(id);
	// ok: limiter
	if (entry && Date.now() - entry.at < 5000) return entry.value;
	const value = await fetch(id);
	kept.set(id, {value, at: Date.now()});
	return value;
}`,
	'a count that is only shown': `
const hits = makeCache({ttl: 60000});
function note(id) {
	const count = hits.get(id) ?? 0;
	// ok: limiter
	if (count >= 100) log('many', id);
	hits.set(id, count + 1);
}`,
};

for (const [name, code] of Object.entries(NONE)) test(`no limit for each key: ${name}`, t => expectSites(t, code));
