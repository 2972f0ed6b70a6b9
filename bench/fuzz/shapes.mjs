const lines = (count, line) => Array.from({length: count}, (_, at) => line(at)).join('\n');
const within = (count, line) => `export async function run(a, b) {\n${lines(count, line)}\n}\n`;

/** Files of one shape: the size is how often its piece is in them. */
export const SHAPES = {
	statements: size => within(size, at => `const v${at} = await step${at}(a, v${Math.max(0, at - 1)});`),
	'statements of one name': size => within(size, () => 'a = b(a);'),
	'catch clauses': size => within(size, at => `try { await f${at}(a); } catch (error) { log(error); }`),
	'catches that yield': size => within(size, at => `let v${at}; try { v${at} = await f(a); } catch { v${at} = null; }`),
	'catches with a name in common': size => within(size, () => 'try { a = await fetch(b); } catch (err) { a = err; }'),
	'catch callbacks': size => within(size, at => `f${at}(a).then(b => b).catch(err => { log(err); return null; });`),
	'loops that retry': size =>
		within(
			size,
			() => 'for (let i = 0; i < 3; i++) { try { return await fetch(a); } catch (err) { if (i > 2) throw err; } }',
		),
	'functions that retry': size =>
		lines(size, at => `async function f${at}(n) { try { return await fetch(n); } catch { return f${at}(n - 1); } }`),
	'functions in a ring': size =>
		lines(size, at => `async function f${at}(n) { try { await g(n); } catch { return f${(at + 1) % size}(n); } }`),
	'calls in a chain': size => `a${'.b()'.repeat(size)};`,
	'thens in a chain': size => `a()${'.then(b)'.repeat(size)}.catch(c);`,
	'catches in a chain': size => `a()${'.catch(e => b(e))'.repeat(size)};`,
	'tries in each other': size =>
		`async function f() {${'try { await g(); '.repeat(size)}${'} catch (e) { h(e); }'.repeat(size)}}`,
	'catches in each other': size =>
		`async function f() {${'try { await g(); } catch (e) { '.repeat(size)}${'}'.repeat(size)}}`,
	'functions in each other': size => `${'async function f() { await g(); '.repeat(size)}${'}'.repeat(size)}`,
	'callbacks in each other': size =>
		`${'f((err, data) => { if (err) return cb(err); '.repeat(size)}${'});'.repeat(size)}`,
	'else ifs': size =>
		`function f(a) { ${Array.from({length: size}, (_, at) => `if (a === ${at}) return g(${at});`).join(' else ')} }`,
	'cases of a switch': size =>
		`function f(a) { switch (a) {\n${lines(size, at => `case ${at}: try { return g(); } catch { break; }`)}\n} }`,
	'a union': size => `type T = ${lines(size, at => `| 'member${at}'`)};\nfunction f(a: T): T { return a; }`,
	'a sum': size => `const text = ${lines(size, at => `'part ${at}' +`)} '';`,
	'an array': size => `export const list = [${lines(size, at => `${at}, {a: ${at}},`)}];`,
	'an object': size => `export const table = {${lines(size, at => `key${at}: () => f(${at}),`)}};`,
	'an object of one line': size =>
		`export const table={${Array.from({length: size}, (_, at) => `k${at}:function(e,t){try{return e(t)}catch(n){return r(n)}}`).join(',')}};`,
	minified: size =>
		Array.from(
			{length: size},
			(_, at) => `function a${at}(e,t){return e?t.then(a${at >> 1},function(n){throw n}):a(e,t)}`,
		).join(''),
	'members of a class': size =>
		`class A {\n${lines(size, at => `async m${at}() { try { return await this.m${at + 1}(); } catch (e) { this.failures++; throw e; } }`)}\n}`,
	'members of a pool': size =>
		`class Pool { waiting = []; free = []; size = 0;\n${lines(size, at => `acquire${at}() { if (this.free.length) return this.free.pop(); return new Promise(r => this.waiting.push(r)); } release${at}(x) { const w = this.waiting.shift(); if (w) w(x); else this.free.push(x); }`)}\n}`,
	'members of a breaker': size =>
		`class Breaker { state = 'closed'; failures = 0;\n${lines(size, at => `async fire${at}(f) { if (this.state === 'open') throw new Error('open'); try { const r = await f(); this.failures = 0; this.state = 'closed'; return r; } catch (e) { if (++this.failures > 5) this.state = 'open'; throw e; } }`)}\n}`,
	classes: size => lines(size, at => `class A${at} extends A${Math.max(0, at - 1)} { m() { return super.m(); } }`),
	timers: size => within(size, at => `setTimeout(() => { a.abort(); }, ${at});`),
	races: size =>
		within(
			size,
			() => "await Promise.race([a(), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5))]);",
		),
	listeners: size => within(size, () => "a.on('error', err => { log(err); a.reconnect(); });"),
	'error-first callbacks': size => within(size, () => 'a((err, data) => { if (err) return b(err); b(null, data); });'),
	'status checks': size => within(size, at => `const r${at} = await fetch(a); if (!r${at}.ok) throw new Error('no');`),
	'library calls': size =>
		`import pRetry from 'p-retry';\nimport got from 'got';\n${within(size, at => `await pRetry(() => got(a, {timeout: ${at}, retry: {limit: 3}}), options);`)}`,
	'breakers of a library': size =>
		`import CircuitBreaker from 'opossum';\n${lines(size, at => `const breaker${at} = new CircuitBreaker(f, {timeout: 3}); breaker${at}.on('open', g); breaker${at}.fallback(() => 1); breaker${at}.fire();`)}`,
	'one breaker used often': size =>
		`import CircuitBreaker from 'opossum';\nconst breaker = new CircuitBreaker(f);\n${lines(size, () => "breaker.on('open', () => g()); breaker.fire(1);")}`,
	'imports and exports': size =>
		lines(size, at => `import {a${at}} from './m${at}'; export {a${at}}; export * from './n${at}';`),
	assignments: size =>
		lines(size, at => `A.prototype.m${at} = function () { return this.m${at + 1}(); }; exports.e${at} = A;`),
	'tests and mocks': size =>
		`jest.mock('./m');\n${lines(size, at => `test('t${at}', async () => { m.f.mockRejectedValueOnce(new Error('x')); await expect(run(${at})).rejects.toThrow(); });`)}`,
	'stubs of one block': size =>
		`describe('d', () => { beforeEach(() => {\n${lines(size, at => `sinon.stub(m, 'f${at}').rejects(); nock('http://a').get('/${at}').reply(500);`)}\n}); it('x', () => run()); });`,
	'fakes of one test': size =>
		`test('x', async () => {\n${lines(size, at => `const f${at} = vi.fn(async () => { throw new Error('x'); }); await run(f${at}).catch(() => {});`)}\n});`,
	comments: size => lines(size, at => `/** A comment about ${at}. @param {string} a */ // and more`),
	'JSX elements': size => `const a = <A>${'<B c={() => d()} />'.repeat(size)}</A>;`,
};
