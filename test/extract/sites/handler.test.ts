import test from 'ava';
import {extractSites} from '../../../src/extract/sites/extract-sites.ts';
import {indexFile} from '../../../src/extract/walk.ts';
import {expectSites} from './expect-sites.ts';

const handlersOf = (text: string) => extractSites(indexFile('a.js', text)).filter(({kind}) => kind === 'handler');

const SNIPPETS: Record<string, string> = {
	'catches that log, wrap, rethrow or are empty': `
async function all(db) {
	try {
		await db.a();
	// expect: handler arcs=enter
	} catch (err) {
		log.error(err);
	}
	try {
		await db.b();
	// expect: handler arcs=enter
	} catch (err) {
		throw new StoreError('b', {cause: err});
	}
	try {
		await db.c();
	// expect: handler arcs=enter
	} catch {}
}`,
	'promises whose value goes nowhere': `
// expect: handler arcs=enter
queue.push(job).catch(() => {});
// expect: handler arcs=enter
void main().catch(err => {
	console.error(err);
	process.exit(1);
});`,
	'a shared function': `
function onFail(err) {
	metrics.increment(err.code);
}
// expect: handler arcs=enter
a().catch(onFail);
// expect: handler arcs=enter
b().then(ok, onFail);`,
	listeners: `
class Hub {
	listen(server) {
		// expect: handler arcs=enter
		server.on('error', err => this.log(err));
		// ok: handler
		server.on('close', () => this.log('closed'));
		// ok: handler
		server.on('data', chunk => this.feed(chunk));
	}
}
// expect: handler arcs=enter
process.on('unhandledRejection', err => crash(err));`,
	'error-first callbacks': `
function remove(path, done) {
	fs.unlink(path, err => {
		// expect: handler arcs=enter
		if (err) return done(err);
		done();
	});
	fs.rmdir(path, function (error) {
		// expect: handler arcs=enter
		if (error && error.code !== 'ENOENT') {
			console.error(error);
		}
	});
}`,
	'express error middleware, by its four parameters': `
// ok: handler
app.use((req, res, next) => next());
// expect: handler arcs=enter
app.use((err, req, res, next) => {
	res.status(500).send('oops');
});`,
	'a callback defined inside a try is not guarded by it': `
function schedule(job) {
	try {
		timers.every(job.ms, () => job.run());
	// expect: handler arcs=enter
	} catch (err) {
		log.error(err);
	}
}`,
	'a finally is none': `
async function locked(lock, work) {
	await lock.take();
	try {
		return await work();
	// ok: handler
	} finally {
		lock.free();
	}
}`,
	'a catch that only serves a retry is part of it': `
async function load(api) {
	// expect: retry
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await api.load();
		// ok: handler
		} catch (err) {
			await sleep(10);
		}
	}
	throw new Error('failed');
}`,
};

for (const [what, source] of Object.entries(SNIPPETS)) test(`handler: ${what}`, t => expectSites(t, source));

test('what an earlier handler of the chain keeps is not guarded by a later one', t => {
	const guards = (text: string) => handlersOf(text).map(({guards}) => guards.map(({callee}) => callee).join());
	t.deepEqual(guards('ask().catch(e => { log(e); }).then(() => { tell(); }).catch(() => {});'), ['ask', 'log,tell']);
	t.deepEqual(guards('ask().catch(e => { throw e; }).then(() => { tell(); }).catch(() => {});'), ['ask', 'ask,tell']);
	// The first is a fallback.
	t.deepEqual(guards('ask().catch(e => again()).then(() => { tell(); }).catch(() => {});'), ['ask,again,tell']);
});

test('a guarded call is told to be behind a handler within that may keep its errors', t => {
	const behind = (inner: string) =>
		handlersOf(`function f() { try { try { ask(); } catch (e) { ${inner} } tell(); } catch { log(); } }`)
			.find(({guards}) => guards.length > 1)!
			.guards.map(({callee, behind}) => `${callee} ${behind ?? false}`);
	t.true(behind('if (e.code !== 1) throw e;').includes('ask true'));
	t.true(behind('if (e.code !== 1) throw e;').includes('tell false'));
	t.true(behind('throw e;').includes('ask false'));
});
