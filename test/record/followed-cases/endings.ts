import type {Case} from './follow.ts';

const SPARE = 'function go(spare) { try { throw 0; } catch { return spare(); } }';
const AWAITED = 'async function go(spare) { try { throw 0; } catch { return await spare(); } }';
const MAYBE =
	'function go(bad, spare) { try { if (bad) throw 0; } catch { note(); }\n\treturn spare(); }\nfunction note() {}';

export const ENDINGS: Case[] = [
	{
		name: 'ran',
		code: 'function go(bad) { if (bad) down();\n\tdone(); }\nfunction down() {}\nfunction done() {}',
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.statement('down()')],
			again: [],
			after: [{ran: at.statement('done()')}],
		}),
		runs: {'go(1); go(0); go(1);': 2, 'go(0);': 0, 'down(); done(); go(0);': 0},
	},
	{
		name: 'ends, of a block in a loop',
		code: 'function go(...bad) { for (const one of bad) { try { if (one) throw one; } catch { note(); } } }\nfunction note() {}',
		sequence: at => ({
			scope: at.statement('for ('),
			first: [at.block('catch {')],
			again: [],
			after: [{ends: at.span('{ if (one) throw one; }')}],
		}),
		// Two executions of one loop are two runs.
		runs: {'go(1, 0);': 1, 'go(1, 0, 0);': 2, 'go(0, 1);': 0, 'go(1); go(0);': 0},
	},
	{
		name: 'gives a value',
		code: SPARE,
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{gives: at.span('spare()')}],
		}),
		runs: {
			'if (go(() => 5) !== 5) throw 1;': 1,
			'try { go(() => { throw 1; }); } catch {}': 0,
			// Lazy queries of databases are such: to ask it would run it.
			'go(() => ({then() { throw 1; }}));': {happened: 0, unseen: 1},
		},
	},
	{
		name: 'gives a value, but nothing happened before',
		code: MAYBE,
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{gives: at.span('spare()')}],
		}),
		runs: {'go(1, () => 5);': 1, 'go(0, () => 5);': 0},
	},
	{
		name: 'gives an awaited promise',
		code: AWAITED,
		sequence: at => ({
			scope: at.fn('async function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{gives: at.span('await spare()')}],
		}),
		runs: {
			'await go(async () => 1);': 1,
			'await go(async () => { throw 1; }).catch(() => {});': 0,
			'go(() => new Promise(() => {}));': 0,
		},
	},
	{
		name: 'gives a promise',
		code: SPARE,
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{gives: at.span('spare()')}],
		}),
		runs: {
			'await go(async () => 1);': 1,
			'await go(() => Promise.resolve(1));': 1,
			'await go(async () => new Promise(resolve => { setTimeout(resolve, 5); }));': 1,
			// Nothing happens behind it.
			'go(() => new Promise(resolve => { setTimeout(resolve, 5); }));': 1,
			'await go(async () => { throw 1; }).catch(() => {});': 0,
			'go(() => Promise.reject(1)).catch(() => {});': 0,
			'go(() => new Promise(() => {}));': 0,
		},
	},
	{
		name: 'fails by throwing',
		code: SPARE,
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{fails: at.span('spare()')}],
		}),
		runs: {'try { go(() => { throw 1; }); } catch {}': 1, 'go(() => 1);': 0},
	},
	{
		name: 'fails, but nothing happened before',
		code: MAYBE,
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{fails: at.span('spare()')}],
		}),
		runs: {
			'try { go(1, () => { throw 1; }); } catch {}': 1,
			'try { go(0, () => { throw 1; }); } catch {}': 0,
		},
	},
	{
		name: 'fails more than once, where the scope goes on',
		code: 'function go(spare) { for (let i = 0; i < 2; i++) { try { spare(i); } catch {} } }',
		sequence: at => ({scope: at.fn('function go'), first: [], again: [], after: [{fails: at.span('spare(i)')}]}),
		runs: {
			'go(() => { throw 1; });': 2,
			'go(i => { if (i === 0) throw 1; });': 1,
			'go(i => { if (i === 1) throw 1; });': 1,
			'go(() => {});': 0,
		},
	},
	{
		name: 'fails by an awaited promise',
		code: AWAITED,
		sequence: at => ({
			scope: at.fn('async function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{fails: at.span('await spare()')}],
		}),
		runs: {
			'await go(async () => { throw 1; }).catch(() => {});': 1,
			'await go(() => { throw 1; }).catch(() => {});': 1,
			'await go(async () => 1);': 0,
			'go(() => new Promise(() => {}));': 0,
		},
	},
	{
		name: 'fails by a promise that it returns',
		code: SPARE,
		sequence: at => ({
			scope: at.fn('function go'),
			first: [at.block('catch {')],
			again: [],
			after: [{fails: at.span('spare()')}],
		}),
		runs: {
			'await go(async () => { throw 1; }).catch(() => {});': 1,
			'go(() => new Promise((_, reject) => { setTimeout(reject, 5); })).catch(() => {});': 1,
			'await go(async () => 1);': 0,
			'go(() => new Promise(() => {}));': 0,
			'go(() => ({then() { throw 1; }}));': {happened: 0, unseen: 1},
		},
	},
];

const TIMER = `const go = work => new Promise((resolve, reject) => {
	setTimeout(() => { reject(new Error('slow')); }, 20);
	work.then(resolve, reject);
})`;
const GIVEN = `const go = work => new Promise((resolve, reject) => {
	const timer = setTimeout(reject, 20, 'slow');
	work.then(value => { if (value) clearTimeout(timer); resolve(value); });
})`;
const NESTED = `const go = depth => new Promise(resolve => {
	if (depth > 0) go(depth - 1);
	setTimeout(() => { tell(); }, 5);
	if (depth === 0) resolve();
})`;

export const TIMERS: Case[] = [
	{
		name: 'settles',
		code: `${TIMER};`,
		sequence: at => ({
			scope: at.fn('(resolve, reject)'),
			first: [],
			again: [],
			after: [{settles: at.span(TIMER.slice(TIMER.indexOf('new Promise'))), at: at.statement('reject(new')}],
		}),
		runs: {
			'go(new Promise(() => {})).catch(() => {});': 1,
			// The timer runs nevertheless, when all is over.
			'go(Promise.resolve(1));': 0,
			'go(Promise.reject(1)).catch(() => {});': 0,
			'go(Promise.resolve(1)); go(new Promise(() => {})).catch(() => {});': 1,
		},
	},
	{
		name: 'settles, of promises made within one another',
		code: `${NESTED};\nfunction tell() {}`,
		sequence: at => ({
			scope: at.fn('resolve => {'),
			first: [],
			again: [],
			after: [{settles: at.span(NESTED.slice(NESTED.indexOf('new Promise'))), at: at.statement('tell()')}],
		}),
		runs: {'go(0);': 0, 'go(1);': 1, 'go(2);': 2},
	},
	{
		name: 'settles at once: the promise is not there yet',
		code: 'const go = () => new Promise((_, reject) => { reject(1); });',
		sequence: at => ({
			scope: at.fn('(_, reject)'),
			first: [],
			again: [],
			after: [{settles: at.span('new Promise((_, reject) => { reject(1); })'), at: at.statement('reject(1)')}],
		}),
		runs: {'go().catch(() => {});': {happened: 0, unseen: 1}, '': 0},
	},
	{
		name: 'calls',
		code: 'function go(isDone) { const late = () => {};\n\tconst timer = setTimeout(late, 5);\n\tif (isDone) clearTimeout(timer); }',
		sequence: at => ({scope: at.fn('function go'), first: [], again: [], after: [{calls: at.span('late', 2)}]}),
		runs: {'go(false); go(false);': 2, 'go(true);': 0},
	},
	{
		name: 'calls, for a promise',
		code: `${GIVEN};`,
		sequence: at => ({
			scope: at.fn('(resolve, reject)'),
			first: [],
			again: [],
			after: [{calls: at.span('reject', 2), promise: at.span(GIVEN.slice(GIVEN.indexOf('new Promise')))}],
		}),
		runs: {
			'go(new Promise(() => {})).catch(why => { if (why !== "slow") process.exit(1); });': 1,
			'go(Promise.resolve(true));': 0,
			'go(Promise.resolve(false));': 0,
		},
	},
];
