import test from 'ava';
import {describeFlaws} from './expect-flaws.ts';

describeFlaws(test, {
	'a value that only the failed call sets is used unasked': `
async function show(id, db) {
	let user;
	try {
		user = await db.find(id);
	// flaw: swallowed
	} catch (err) {
		console.error(err);
	}
	return user.name;
}`,
	'the same with an empty catch': `
async function count(queue) {
	let jobs;
	try {
		jobs = await queue.list();
	// flaw: swallowed
	} catch {}
	return jobs.length;
}`,
	'a failed write is told as a success': `
async function create(req, res, db) {
	try {
		await db.insert(req.body);
	// flaw: swallowed
	} catch (err) {
		logger.error('insert failed', err);
	}
	res.status(201).json({id: req.body.id});
}`,
	'a failed delivery answers true': `
async function notify(mailer, mail) {
	try {
		await mailer.send(mail);
	// flaw: swallowed
	} catch (err) {
		console.warn(err);
	}
	return true;
}`,

	'the value is asked for: no flaw': `
async function show(id, db) {
	let user;
	try {
		user = await db.find(id);
	} catch (err) {
		console.error(err);
	}
	if (!user) return 'unknown';
	return user.name + user?.title;
}`,
	'the variable has a value before: no flaw': `
async function show(id, db) {
	let user = {name: 'guest'};
	try {
		user = await db.find(id);
	} catch (err) {
		console.error(err);
	}
	return user.name;
}`,
	'the catch yields a substitute: no flaw': `
async function show(id, db) {
	let user;
	try {
		user = await db.find(id);
	} catch (err) {
		user = {name: 'guest'};
	}
	return user.name;
}`,
	'an explained catch is a decision: no flaw': `
async function create(row, db) {
	try {
		await db.insert(row);
	} catch {
		// A second insert of the same row is fine.
	}
	return true;
}`,
	'a comment above says that it does not matter: no flaw': `
async function create(row, db, mailer) {
	// Best effort: the order stands whether the mail goes out or not.
	try {
		await mailer.send(row.mail);
	} catch (err) {
		console.warn(err);
	}
	return true;
}`,
	'clean-up, caches and metrics: no flaw': `
async function done(row, cache, metrics) {
	try { await cache.delete(row.id); } catch {}
	try { await metrics.publish('done'); } catch (err) { console.warn(err); }
	return {ok: true};
}`,
	'the handler tells of it: no flaw': `
async function create(row, db, res) {
	try {
		await db.insert(row);
	} catch (err) {
		return res.status(500).end();
	}
	return res.status(201).end();
}`,
});
