import type {Case, Finder} from './follow.ts';

/** An operation that fails so many times. */
const FLAKY = 'const flaky = times => async () => { if (times-- > 0) throw 0; return 1; };\nfunction note() {}';
const direct =
	(again: string): Case['sequence'] =>
	at => ({
		scope: at.fn('async function go'),
		first: [at.block('catch {')],
		again: [at.span(again)],
		after: [{gives: at.span('await send()')}],
	});
const inLoop = (at: Finder, gives: string) => ({
	scope: at.statement('for ('),
	first: [at.block('catch {')],
	again: [],
	after: [{gives: at.span(gives)}],
});

export const RUNS: Case[] = [
	{
		name: 'a run goes on in a call that it makes of itself',
		code: `${FLAKY}\nasync function go(send, tries) { try { return await send(); } catch { if (tries > 0) return go(send, tries - 1); } }`,
		sequence: direct('go(send, tries - 1)'),
		runs: {
			'await go(flaky(1), 1);': 1,
			'await go(flaky(2), 2);': 1,
			'await go(flaky(2), 1);': 0,
			'await go(flaky(0), 1);': 0,
			// Independent calls inherit nothing.
			'await go(flaky(1), 0); await go(flaky(0), 0);': 0,
			'await Promise.all([go(flaky(1), 1), go(flaky(0), 1)]);': 1,
		},
	},
	{
		name: 'a run that waits for the arguments of its next call hands nothing to others meanwhile',
		code: `${FLAKY}\nasync function go(send, wait) { try { return await send(); } catch { return go(send, await wait()); } }`,
		sequence: direct('go(send, await wait())'),
		runs: {
			'const one = go(flaky(1), () => new Promise(resolve => { setTimeout(resolve, 10); }));\nawait null; await go(flaky(0)); await go(flaky(0)); await one;': 1,
			'await go(flaky(1), async () => { throw 1; }).catch(() => {}); await go(flaky(0));': 0,
		},
	},
	{
		name: 'a call that throws before its run begins hands nothing to the next',
		code: 'function go(send, left = less()) { try { return send(); } catch { return go(send); } }\nlet left = 1;\nfunction less() { if (left-- === 0) throw 1; return left; }',
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('catch {')],
			again: [at.span('go(send)')],
			after: [{gives: at.span('send()')}],
		}),
		runs: {
			'try { go(() => { throw 1; }); } catch {}\nawait null; left = 9; go(() => 1);': 0,
			'let bad = true; left = 9; go(() => { if (bad) { bad = false; throw 1; } return 1; });': 1,
		},
	},
	{
		name: 'a call without arguments',
		code: 'let times = 1;\nasync function send() { if (times-- > 0) throw 0; }\nasync function go() { try { return await send(); } catch { return go(); } }',
		sequence: at => ({...direct('go()')(at), again: [at.span('go()', 2)]}),
		runs: {'await go();': 1, 'times = 0; await go();': 0},
	},
	{
		name: 'callbacks',
		code: 'function go(send, tries, done) { send((error, value) => {\n\tif (error) { if (tries > 0) return go(send, tries - 1, done); return; }\n\tdone(value);\n}); }\nconst flaky = times => back => setTimeout(() => back(times-- > 0 ? 1 : 0, 5), 1);',
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('if (error) {')],
			again: [at.span('go(send, tries - 1, done)')],
			after: [{ran: at.statement('done(value)')}],
		}),
		runs: {
			'go(flaky(1), 1, () => {}); go(flaky(0), 1, () => {});': 1,
			'go(flaky(1), 0, () => {}); go(flaky(0), 0, () => {});': 0,
		},
	},
	{
		name: 'chains of promises, with arrows that are expressions',
		code: `${FLAKY}\nfunction go(send) { return send().catch(() => note()).then(() => done()); }\nfunction done() {}`,
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.statement('note()).then')],
			again: [],
			after: [{ran: at.statement('done());')}],
		}),
		runs: {'await Promise.all([go(flaky(1)), go(flaky(0))]);': 1, 'await go(flaky(0));': 0},
	},
	{
		name: 'loops that run at the same time',
		code: `${FLAKY}\nasync function go(...all) { for (const send of all) { try { return await send(); } catch { note(); } } }`,
		sequence: at => inLoop(at, 'await send()'),
		runs: {
			'await Promise.all([go(flaky(1)), go(flaky(0))]);': 0,
			'await Promise.all([go(flaky(1), flaky(0)), go(flaky(0))]);': 1,
		},
	},
	{
		name: 'generators',
		code: 'function* go(...all) { for (const one of all) { try { yield one(); } catch { note(); yield; } } }\nfunction note() {}\nconst bad = () => { throw 1; };\nconst good = () => 1;',
		sequence: at => inLoop(at, 'one()'),
		runs: {
			'[...go(bad, good)];': 1,
			'[...go(good, bad)];': 0,
			'const a = go(bad), b = go(good); a.next(); b.next(); a.next(); b.next();': 0,
		},
	},
	{
		name: 'asynchronous generators',
		code: `${FLAKY}\nasync function* go(...all) { for (const one of all) { try { yield await one(); } catch { note(); } } }`,
		sequence: at => inLoop(at, 'await one()'),
		runs: {
			'for await (const one of go(flaky(1), flaky(0))) note(one);': 1,
			'for await (const one of go(flaky(0), flaky(1))) note(one);': 0,
		},
	},
	{
		name: 'a loop of the module, which waits',
		code: 'for (const bad of [INPUT]) { try { if (bad) throw 1; await null; break; } catch { note(); } }\nfunction note() {}',
		sequence: at => ({
			scope: at.statement('for ('),
			first: [at.block('catch {')],
			again: [],
			after: [{ran: at.statement('break')}],
		}),
		runs: {'1, 0': 1, '1, 1': 0, '0': 0},
	},
];

const STATES = `class Breaker {
	half() { this.state = 'half'; }
	open() { this.state = 'open'; }
	close() { this.state = 'closed'; }
}
const a = new Breaker(), b = new Breaker();
const trip = box => { box.state = 'tripped'; };`;

export const SUCCESSIONS: Case[] = [
	{
		name: 'a succession is of one object',
		code: STATES,
		sequence: at => ({
			file: 'main.mjs',
			first: [{at: at.statement("this.state = 'half'"), of: 'this'}],
			after: [
				{at: at.statement("this.state = 'open'"), of: 'this'},
				{at: at.statement('box.state'), of: 'box'},
			],
			until: [{at: at.statement("this.state = 'closed'"), of: 'this'}],
		}),
		runs: {
			'a.half(); a.open();': 1,
			'a.half(); trip(a);': 1,
			'a.half(); a.open(); a.open();': 1,
			'a.half(); a.open(); b.half(); b.open(); a.half(); a.open();': 3,
			'a.half(); b.open();': 0,
			'a.half(); a.close(); a.open();': 0,
			'a.open(); a.half();': 0,
			'a.half(); trip({}); try { trip(5); } catch {}': 0,
		},
	},
];
