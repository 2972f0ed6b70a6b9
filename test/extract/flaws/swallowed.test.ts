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
	'a failed write in a branch is told as a success behind it': `
class Tokens {
	async remove(req, res) {
		if (isCurrent(req.params.token)) {
			try {
				await this.tokens.delete(req.params.token);
			// flaw: swallowed
			} catch (_err) {}
		}
		await this.clients.stopAll(req.params.token);
		res.status(200).end();
	}
}`,
	'a method that does nothing but what failed': `
class TagStore {
	async untagFeature(name, tag) {
		const stopTimer = this.timer('untag');
		try {
			await this.db(TABLE).where({name, tag}).delete();
		// flaw: swallowed
		} catch (err) {
			this.logger.error(err);
		}
		stopTimer();
	}
}`,
	'a function that does nothing but what failed': `
export async function addReviewers(api, id, reviewers) {
	if (reviewers.length === 0) return;
	try {
		const known = await api.getUsers(reviewers);
		await api.postJson('/reviewers/' + id, known);
	// flaw: swallowed
	} catch (err) /* v8 ignore next */ {
		logger.warn({err}, 'failed to add reviewers');
	}
}`,
	'an arrow function of a module': `
const createMembership = async (prisma, userId) => {
	try {
		await prisma.membership.create({data: {userId}});
	// flaw: swallowed
	} catch (error) {
		logger.error(error);
	}
};`,

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
	'a decision between catch and its block, or above the function: no flaw': `
export async function deleteLabel(api, id) {
	try {
		await api.deleteJson('/labels/' + id);
	} catch (err) /* failures are logged and swallowed */ {
		logger.warn(err);
	}
}
/** Best effort: the reconciler heals what is missing. */
export async function setMarker(api, id) {
	try {
		await api.putJson('/marker/' + id);
	} catch (err) {
		logger.warn(err);
	}
}`,
	'one of several, whose others go on: no flaw': `
export async function sendAll(mailer, mails) {
	for (const mail of mails) {
		try {
			await mailer.send(mail);
		} catch (err) {
			logger.warn(err);
		}
	}
}`,
	'the write is not all that the function is for: no flaw': `
export async function updateOrder(db, mailer, order) {
	try {
		await mailer.send(order.mail);
	} catch (err) {
		logger.warn(err);
	}
	await db.update(order);
}`,
	'listeners and jobs, for which nobody waits: no flaw': `
socket.on('save', async row => {
	try {
		await db.insert(row);
	} catch (err) {
		logger.warn(err);
	}
});
class Jobs {
	async onOrder(order) {
		try {
			await this.db.insert(order);
		} catch (err) {
			logger.warn(err);
		}
	}
}`,
	'the function tells how it went: no flaw': `
export async function saveOrder(db, order) {
	try {
		await db.insert(order);
		return true;
	} catch (err) {
		logger.warn(err);
	}
}
export async function sendOrder(api, order) {
	let sent = false;
	try {
		await api.post(order);
		sent = true;
	} catch (err) {
		logger.warn(err);
	}
	return {sent};
}`,
	'what a page stores, and what is worth little: no flaw': `
import {useState} from 'react';
export async function saveOrder(api, order) {
	try {
		await api.post(order);
	} catch (err) {
		console.error(err);
	}
}`,
	'last seen, heartbeats, state, what is cached: no flaw': `
class Tokens {
	async updateLastSeen(ids) {
		try { await this.db.update(ids); } catch (err) { this.logger.warn(err); }
	}
	async saveToFile(data: CachedLicense) {
		try { await fs.writeFile(path, JSON.stringify(data)); } catch (err) { this.logger.warn(err); }
	}
	async sendHeartbeat() {
		try { await this.api.post('/alive'); } catch (err) { this.logger.warn(err); }
	}
	async saveState(state) {
		try { await this.db.put(state); } catch (err) { this.logger.warn(err); }
	}
}`,
});
