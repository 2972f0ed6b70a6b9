import test from 'ava';
import {expectSites} from './expect-sites.ts';

/** One function operates and another decides on the next attempt: the site is where it is decided, and one. */
const CASES: Record<string, string> = {
	'a listener and a rejection that only call what schedules the next attempt': `
class Watcher {
	establish() {
		this.client.watch().then(stream => {
			// ok: retry
			stream.on('error', e => this.handleError(e));
		}).catch(err => this.handleError(err));
	}
	// expect: retry arcs=retry,recover
	handleError(err) {
		this.state = 'idle';
		setTimeout(() => this.establish(), this.backoff.next());
	}
}`,
	'also under a name that speaks of an end': `
class Lease {
	keepAlive() {
		this.client.keep().then(stream => {
			// ok: retry
			stream.on('end', () => this.disconnect(new Error('ended')));
		}).catch(err => this.disconnect(err));
	}
	// expect: retry arcs=retry,recover
	disconnect(err) {
		this.emit('lost', err);
		this.timer = setTimeout(() => this.keepAlive(), 100);
	}
}`,
	'a function that the listener leaves everything to': `
class Socket {
	open() {
		// ok: retry
		this.socket.on('close', () => this.closed());
	}
	// expect: retry arcs=retry,recover
	closed() {
		if (!this.ended) this.open();
	}
}`,
	'the very call again once something was put right': `
class Rows {
	// expect: retry arcs=retry,recover,exhaust,refuse
	find(query, {skip, limit}) {
		return this.table.select(query, {
			skip,
			limit,
		}).catch(error => {
			if (error.code !== 17007) throw error;
			return this.table.addIndex(query).then(() =>
				this.table.select(query, {skip, limit})
			);
		});
	}
}`,
	'the same function with other arguments stands in': `
class Rows {
	// ok: retry
	find(query) {
		// expect: fallback
		return this.table.select(query).catch(() => this.table.select({}));
	}
}`,
	'a listener that waits decides itself': `
class Socket {
	open() {
		// expect: retry arcs=retry,recover
		this.socket.on('close', () => {
			log('closed');
			setTimeout(() => this.reopen(), 100);
		});
	}
	// ok: retry
	reopen() {
		if (!this.ended) this.open();
	}
}`,
};

for (const [name, source] of Object.entries(CASES)) {
	test(name, t => expectSites(t, source));
}
