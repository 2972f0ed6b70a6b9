import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'a strategy answers with a delay, or with none when it gives up': `
class Client {
	// expect: retry arcs=retry,recover,exhaust
	onClose(reason) {
		const retryDelay = this.options.strategy(++this.attempts, reason);
		if (typeof retryDelay !== 'number') {
			this.status = 'ended';
			return;
		}
		this.timer = setTimeout(() => this.connect(), retryDelay);
	}
}`,
	'a rejection is withheld and the command sent again': `
class Client {
	// expect: retry arcs=retry,recover,refuse
	onFailure(error, item) {
		if (this.options.resend(error)) {
			this.sendCommand(item.command);
			return;
		}
		item.command.reject(error);
	}
}`,
	'the reject of a command is overridden by a function that sends it again': `
function send(client, command) {
	const attempt = () => client.write(command);
	const reject = command.reject;
	// expect: retry arcs=retry,recover
	command.reject = error => {
		if (client.closed) return reject.call(command, error);
		tryAgain();
	};
	function tryAgain() {
		attempt();
	}
	tryAgain();
}`,
	'one reset mail a minute and user': `
class Accounts {
	// expect: limiter arcs=reject
	async reset(id) {
		if (this.recent.has(id)) {
			throw new Error('only one mail a minute');
		}
		this.recent.add(id);
		setTimeout(() => {
			this.recent.delete(id);
		}, 60_000);
		await this.mailer.send(id);
	}
}`,
	'a framework sends it again: attempts are counted in the handler': `
function withRetries(handler, broker) {
	// expect: retry arcs=retry,recover,exhaust
	return function attempt(ctx) {
		return handler(ctx).catch(err => {
			if (ctx.retries < broker.options.maxRetries) {
				ctx.retries++;
				return broker.delay(100 * ctx.retries).then(() => broker.call(ctx.action, ctx.params));
			}
			return Promise.reject(err);
		});
	};
}`,
};

for (const [name, source] of Object.entries(FOUND)) {
	test(`clients: ${name}`, t => {
		expectSites(t, source, 'src/a.js');
	});
}

test('a cache that forgets by timer refuses nobody', t => {
	t.deepEqual(
		sitesIn(`
class Cache {
	get(id) {
		if (this.values.has(id)) return this.values.get(id);
		setTimeout(() => this.values.delete(id), 1000);
		return this.load(id);
	}
}`),
		[],
	);
});
