import test from 'ava';
import {loadRules} from '../../src/catalogue/index.ts';
import {readRule} from '../../src/catalogue/read-rule.ts';
import {extractLibrarySites} from '../../src/extract/sites/library.ts';
import {indexFile} from '../../src/extract/walk.ts';
import type {Condition} from '../../src/model/condition.ts';
import type {Place} from '../../src/model/place.ts';

const {book} = loadRules();
const sitesOf = (text: string) => extractLibrarySites(indexFile('a.ts', text), book);

const at = ({kind, line, column}: Place): string => `${kind} ${line}:${column}`;

/** A condition in one line. */
function show(condition: Condition): string {
	if ('hit' in condition) return at(condition.hit);
	if ('more' in condition) {
		const [above, below] = condition.more.map(places => places.map(at).join('+'));
		return `${above} > ${below}${condition.sees ? ` (${condition.sees})` : ''}`;
	}
	if ('signal' in condition) return '?';
	if ('any' in condition) return `any(${condition.any.map(show).join(', ')})`;
	if ('all' in condition) return `all(${condition.all.map(show).join(', ')})`;
	return 'known' in condition ? show(condition.known) : `not(${show(condition.not)})`;
}

function fires(text: string, arc: string, kind?: string): string | undefined {
	const site = sitesOf(text).find(each => !kind || each.kind === kind);
	const found = site?.arcs.find(each => each.arc === arc);
	return found && show(found.fires);
}

const needs = (text: string): string => show(sitesOf(text)[0]!.arcs[0]!.needs);

test('an operation written for its call is compared with it', t => {
	const text = "import r from 'p-retry';\nconst f = () => r(() => g());";
	t.is(fires(text, 'retry'), 'function 2:19 > statement 2:17');
	t.is(fires(text, 'recover'), 'all(function 2:19 > statement 2:17, ?)');
	t.is(needs(text), 'function 2:19');
});

test('behind another statement "not more often" needs an engine that sees synchronous throws', t => {
	t.is(
		fires("import r from 'p-retry';\nx();\nr(() => g());", 'retry'),
		'any(function 3:3 > statement 3:1, function 3:3 > statement 3:1 (sync-throw))',
	);
});

test('an operation that others call too proves nothing', t => {
	t.is(fires("import r from 'p-retry';\nfunction g() {}\nr(g); g();", 'retry'), '?');
	t.is(fires("import r from 'p-retry';\nexport function g() {}\nr(g);", 'retry'), '?');
});

test('a call in the head of a loop has no counter of its own', t => {
	t.is(fires("import r from 'p-retry';\nasync () => { while (await r(() => g())) h(); };", 'retry'), '?');
});

test('a callback that also runs after the last failure proves only that nothing failed', t => {
	t.is(fires("import r from 'p-retry';\nr(g, {onFailedAttempt: () => {}});", 'retry'), 'all(function 2:24, ?)');
});

test('a limit that is computed may be zero, so exhaustion without a retry stays possible', t => {
	const call = (options: string) => `import r from 'p-retry';\nconst f = () => r(() => g(), ${options});`;
	t.is(fires(call('{retries: 2}'), 'exhaust'), 'all(function 2:19 > statement 2:17, ?)');
	t.is(fires(call('{retries: n()}'), 'exhaust'), '?');
	t.is(fires(call('{retries: Infinity}'), 'exhaust'), undefined);
});

test('a listener in place at once answers both ways', t => {
	const text = "import B from 'opossum';\nconst b = new B(f);\nb.on('open', () => {});\nb.fire();";
	t.is(fires(text, 'trip'), 'function 3:14');
});

test('a listener added in the constructor is in time for a field', t => {
	const text = "import B from 'opossum';\nclass C { b = new B(f);\nconstructor() { this.b.on('open', () => {}); } }";
	t.is(fires(text, 'trip'), 'function 3:35');
});

test('a fallback guards what its breaker runs', t => {
	const text = "import B from 'opossum';\nconst b = new B(f);\nb.fallback(() => 1);\nb.fire();";
	const site = sitesOf(text).find(each => each.kind === 'fallback')!;
	t.is(site.guards[0]!.text, 'b.fire()');
	t.is(show(site.arcs[0]!.needs), 'statement 4:1');
});

test('a wrapped policy guards what the wrapper runs, and is not compared with it', t => {
	const text =
		"import {handleAll, retry, timeout, wrap} from 'cockatiel';\nconst r = retry(handleAll, {maxAttempts: 2});\nconst p = wrap(r, timeout(5));\np.execute(() => fetch(u));";
	const [site, deadline] = sitesOf(text);
	t.deepEqual([site!.guards[0]!.text, deadline!.guards[0]!.text], ['fetch(u)', 'fetch(u)']);
	t.is(show(site!.arcs[0]!.needs), 'function 4:11');
	t.is(fires(text, 'retry'), '?');
});

test('a listener that may come late, or never, proves only that it happened', t => {
	const late = "import B from 'opossum';\nconst b = new B(f);\nfunction watch() { b.on('open', () => {}); }";
	t.is(fires(late, 'trip'), 'any(function 3:33, ?)');
	const maybe = "import B from 'opossum';\nconst b = new B(f);\nif (debug) b.on('open', () => {});";
	t.is(fires(maybe, 'trip'), 'any(function 3:25, ?)');
});

test('a shared listener proves only that nothing happened', t => {
	const text =
		"import B from 'opossum';\nconst log = () => {};\nconst b = new B(f);\nb.on('open', log);\nb.on('close', log);";
	t.is(fires(text, 'trip'), 'all(function 2:13, ?)');
});

test('a listener of another instance is none', t => {
	const text = "import B from 'opossum';\nconst a = new B(f);\nconst b = new B(g);\nb.on('open', () => {});";
	t.is(fires(text, 'trip'), '?');
});

test('options of a shared constant may belong to other calls', t => {
	const text = "import r from 'axios-retry';\nconst o = {onRetry() {}};\nr(a, o);\nr(b, o);";
	t.is(fires(text, 'retry'), 'all(function 2:12, ?)');
});

test('options are followed through constants, spreads, fields and conditions', t => {
	const found = (text: string) =>
		sitesOf(`import P from 'p-queue';\n${text}`).map(site => `${site.kind} ${site.line}:${site.column}`);
	t.deepEqual(found('const o = {concurrency: 1};\nnew P(o);'), ['limiter 3:1']);
	t.deepEqual(found('const o = {concurrency: 1};\nnew P({...o, autoStart: true});'), ['limiter 3:1']);
	t.deepEqual(found('class C { o = {timeout: 5}; q = new P(this.o); }'), ['timeout 2:16']);
	t.deepEqual(found('new P({...(x ? {concurrency: 1} : {})});'), ['limiter 2:1']);
	t.deepEqual(found('new P({concurrency: Infinity});'), []);
	t.deepEqual(found('new P({timeout: 0});'), []);
	t.deepEqual(found('new P({timeout: 5, ...options});'), ['limiter 2:1', 'timeout 2:8']);
});

test('where the options cannot be read the site is less certain', t => {
	t.is(sitesOf("import P from 'p-queue';\nnew P(config);")[0]!.certainty, 'likely');
	t.is(sitesOf("import P from 'p-queue';\nnew P({concurrency: 2});")[0]!.certainty, 'sure');
});

test('what a later spread may replace proves only that it ran', t => {
	t.is(fires("import r from 'axios-retry';\nr(a, {onRetry() {}, ...options});", 'retry'), 'any(function 2:7, ?)');
	t.is(sitesOf("import r from 'axios-retry';\nr(a, {retries: 0, ...options});").length, 1);
});

test('the branches of an asked retry', t => {
	const attempt = (body: string) =>
		`import r from 'retry';\nconst o = r.operation({retries: n});\no.attempt(() => { ${body} });`;
	const last = (condition?: string) => condition?.split(', ').at(-1);
	t.is(last(fires(attempt('g(e => { if (o.retry(e)) return; done(e); });'), 'retry')), 'statement 3:44)');
	t.is(
		last(fires(attempt('try { g(); } catch (e) { if (!o.retry(e)) fail(); }'), 'retry')),
		'statement 3:44 > statement 3:61)',
	);
	t.is(fires(attempt('try { g(); } catch (e) { if (!o.retry(e)) fail(); }'), 'exhaust'), 'statement 3:61');
	t.is(fires(attempt('g(e => { if (!o.retry(e)) done(e); });'), 'exhaust'), 'all(statement 3:45, ?)');
});

test('a returned number is a retry, a call may return nothing', t => {
	const on = (listener: string) => `import B from 'bottleneck';\nconst b = new B();\nb.on('failed', ${listener});`;
	t.is(fires(on('(e, i) => { if (i.retryCount < 2) return 100; }'), 'retry'), 'statement 3:50');
	t.is(fires(on('(e, i) => wait(i)'), 'retry'), 'all(statement 3:26, ?)');
	t.deepEqual(sitesOf(on('e => { log(e); }')), []);
});

test('a handler that may rethrow engages only where it does not', t => {
	const pipe = (handler: string) => `import {catchError, of, throwError} from 'rxjs';\ns.pipe(catchError(${handler}));`;
	t.is(fires(pipe('() => of(1)'), 'engage'), 'function 2:19');
	t.is(fires(pipe('e => { if (e.fatal) throw e; return of(1); }'), 'engage'), 'statement 2:48');
	t.is(fires(pipe('e => recover(e)'), 'engage'), 'all(statement 2:24, ?)');
	t.is(sitesOf(pipe('e => throwError(() => e)'))[0]!.kind, 'handler');
});

test('a message handed on may be nacked out of sight', t => {
	const consume = (body: string) =>
		`import amqp from 'amqplib';\nasync () => {\nconst c = await (await amqp.connect(u)).createChannel();\nc.consume(q, m => { ${body} });\n}`;
	t.is(fires(consume('if (bad(m.content)) c.nack(m);'), 'nack'), 'statement 4:41');
	t.is(fires(consume('if (x) c.nack(m); else work(c, m);'), 'nack'), 'any(statement 4:28, ?)');
	t.is(fires(consume('c.nack(m, false, requeue);'), 'nack'), 'all(statement 4:21, ?)');
	t.is(fires(consume('c.nack(m, false, false);'), 'nack'), undefined);
});

test('an instance that stays in its file has ran when it was used', t => {
	t.is(needs("import {Pool} from 'pg';\nfunction f() { const p = new Pool(); p.query(q); }"), 'statement 2:38');
	t.is(needs("import {Pool} from 'pg';\nexport const p = new Pool();\np.query(q);"), 'statement 2:18');
});

test('one option object for several calls is one site', t => {
	const [site, ...more] = sitesOf(
		"import axios from 'axios';\nconst o = {timeout: 5};\naxios.get(a, o);\naxios.get(b, o);",
	);
	t.deepEqual(more, []);
	t.is(site!.line, 2);
	t.deepEqual(
		site!.guards.map(guard => guard.line),
		[3, 4],
	);
	t.is(show(site!.arcs[0]!.needs), 'any(statement 3:1, statement 4:1)');
});

test('the draft is complete', t => {
	const [site] = sitesOf("import r from 'p-retry';\nclass C { f = r(() => fetch(u)); constructor() {} }");
	t.like(site!, {
		kind: 'retry',
		mechanism: 'library:p-retry',
		name: 'C.f',
		certainty: 'sure',
		operation: 'external',
		owner: 2,
	});
	t.is(site!.fingerprint, 'f retry p-retry default fetch');
	t.like(site!.guards[0]!, {text: 'fetch(u)', callee: 'fetch', call: 1});
});

test('circles of wrappers end', t => {
	t.is(
		sitesOf(
			"import {handleAll, retry, wrap} from 'cockatiel';\nlet a, b;\na = wrap(b, retry(handleAll, {}));\nb = wrap(a);",
		).length,
		1,
	);
});

test('a file without libraries, and odd names, give nothing', t => {
	t.deepEqual(sitesOf('const a = {}; a.constructor(); a.__proto__.retry();'), []);
	t.deepEqual(sitesOf("import x from 'constructor'; x.__proto__(); import y from 'pg'; y.constructor.toString();"), []);
});

test('a decorator is a site that guards its member', t => {
	const text = `package: d
majors: [1]
checked: 1.0.0
docs: https://example.com
sites:
  - kind: retry
    decorator: Retry
    guards: member
    arcs: {retry: {}}
`;
	const {rule} = readRule(text, 'd/rule.yml', 'd');
	const own = {hash: '', packages: {d: rule!}, modules: {d: 'd'}};
	const code = "import {Retry} from 'd';\nclass C {\n@Retry({times: 3})\nload() { return fetch(u); }\n}\nRetry();";
	const sites = extractLibrarySites(indexFile('a.ts', code), own);
	t.deepEqual(
		sites.map(site => [site.line, site.guards[0]!.text.slice(0, 6)]),
		[[3, '@Retry']],
	);
});

test('a spread behind an option leaves what it makes', t => {
	const [pool, wait] = sitesOf("import {Pool} from 'pg';\nnew Pool({connectionTimeoutMillis: 5, ...options});");
	t.true(pool!.arcs.some(({arc}) => arc === 'acquire-timeout'));
	t.is(wait!.kind, 'timeout');
	const unread = sitesOf("import {Pool} from 'pg';\nnew Pool(options);");
	t.is(unread.length, 1);
	t.false(unread[0]!.arcs.some(({arc}) => arc === 'acquire-timeout'));
});

test('an attempt is announced by a hook that can do nothing else', t => {
	const hooked = (hooks: string) =>
		`import got from 'got';\ngot(u, {retry: {limit: 2}, hooks: {beforeRetry: ${hooks}}});`;
	t.is(fires(hooked('[e => { log(e); }]'), 'retry'), 'function 2:50');
	t.is(fires(hooked('[e => { budget.take(); }]'), 'retry'), 'all(function 2:50, ?)');
	t.is(fires(hooked('[e => { log(e); }, imported]'), 'retry'), 'all(function 2:50, ?)');
	t.is(fires(hooked('[e => { if (e.fatal) throw e; }]'), 'retry'), 'all(function 2:50, ?)');
});

test('more calls of a strategy than clients show a second attempt', t => {
	const client = (strategy: string) =>
		`import Redis from 'ioredis';\nconst f = () => new Redis({retryStrategy: ${strategy}});`;
	t.is(fires(client('n => n * 2'), 'retry'), 'any(function 2:43 > statement 2:17, all(function 2:43, ?))');
	t.is(fires(client('n => pick(n)'), 'retry'), 'all(function 2:43, ?)');
});

test('a strategy that always answers with a number never gives up', t => {
	const gives = (strategy: string) =>
		sitesOf(`import Redis from 'ioredis';\nnew Redis(url, {retryStrategy: ${strategy}});`)[0]!.arcs.some(
			({arc}) => arc === 'exhaust',
		);
	t.false(gives('n => Math.min(n * 50, 2000)'));
	t.false(gives('n => { const wait = n + 1; return n > 3 ? wait : 100; }'));
	t.false(gives('n => { if (n > 3) return 9; return n; }'));
	t.true(gives('n => { if (n < 3) return n; }'));
	t.true(gives('n => (n > 3 ? null : n)'));
	t.true(gives('n => { if (n > 3) throw new Error(); return n; }'));
	t.true(gives('async n => n'));
	t.true(gives('n => later(n)'));
	t.true(gives('(n, m) => m'));
});

test('a policy that handles everything refuses nothing', t => {
	const refuses = (policy: string) =>
		sitesOf(
			`import {handleAll, handleWhen, retry} from 'cockatiel';\nretry(${policy}, {maxAttempts: 2});`,
		)[0]!.arcs.some(({arc}) => arc === 'refuse');
	t.false(refuses('handleAll'));
	t.true(refuses('handleWhen(f)'));
	t.true(refuses('policy'));
});

test('giving up is told alike by an aborted signal, which only a kept policy cannot have', t => {
	const policy = (rest: string) =>
		`import {handleAll, retry, wrap} from 'cockatiel';\nconst p = retry(handleAll, {maxAttempts: n});\np.onGiveUp(() => {});\n${rest}`;
	t.is(fires(policy('p.execute(f);'), 'exhaust'), 'function 3:12');
	t.is(fires(policy('p.execute(f, signal);'), 'exhaust'), 'all(function 3:12, ?)');
	t.is(fires(policy('wrap(outer, p).execute(f);'), 'exhaust'), 'all(function 3:12, ?)');
	t.is(fires(policy('export {p};'), 'exhaust'), 'all(function 3:12, ?)');
});

test('a reset is a recovery where nobody can isolate', t => {
	const breaker = (rest: string) =>
		`import {circuitBreaker, handleAll, wrap} from 'cockatiel';\nfunction f() { const b = circuitBreaker(handleAll, {});\nb.onReset(() => {});\n${rest} }`;
	t.is(fires(breaker('return wrap(b);'), 'probe-recover'), 'function 3:11');
	// Besides, a trace tells whether it ever tripped.
	t.is(fires(breaker('b.isolate(); b.execute(g);'), 'probe-recover'), 'all(function 3:11, ?, ?)');
	t.is(fires(breaker('return b;'), 'probe-recover'), 'all(function 3:11, ?, ?)');
});

test('an instance in a private field is kept', t => {
	const text = (field: string) =>
		`import {handleAll, retry} from 'cockatiel';\nclass C { ${field} = retry(handleAll, {maxAttempts: 2});\nm() { return this.p.execute(() => g()); } }`;
	t.is(fires(text('private p'), 'retry'), 'function 3:29 > statement 3:7');
	t.is(fires(text('p'), 'retry'), 'any(function 3:29 > statement 3:7, ?)');
});

test('several runs of one policy are counted together', t => {
	const text =
		"import {handleAll, retry} from 'cockatiel';\nconst p = retry(handleAll, {maxAttempts: 2});\nconst a = () => p.execute(() => g());\nconst b = () => p.execute(h);";
	t.is(fires(text, 'retry'), 'any(function 3:27 > statement 3:17, ?)');
});

test('what a function does that others call too proves nothing of one caller', t => {
	const text = (use: string) =>
		`import r, {AbortError} from 'p-retry';\nconst g = () => { if (x) throw new AbortError(); };\n${use}`;
	t.is(fires(text('r(g);'), 'refuse'), 'any(statement 2:26, ?)');
	t.is(fires(text('r(g); g();'), 'refuse'), '?');
});

test('a substitute that can fail has that arc', t => {
	const arcs = (fallback: string) =>
		sitesOf(`import p from 'p-timeout';\np(f(), {milliseconds: 5, fallback: ${fallback}});`)
			.find(({kind}) => kind === 'fallback')!
			.arcs.map(({arc}) => arc);
	t.deepEqual(arcs('() => []'), ['engage']);
	t.deepEqual(arcs('() => { console.warn(1); return 2; }'), ['engage']);
	t.deepEqual(arcs('() => g()'), ['engage', 'fail']);
	t.deepEqual(arcs('async () => { throw e; }'), ['engage', 'fail']);
});

test('what is given to a call makes the site there', t => {
	const text = (call: string) => `import limit from '@fastify/rate-limit';\n${call}`;
	t.is(fires(text('app.register(limit, {onExceeded() {}});'), 'reject'), 'function 2:22');
	t.is(fires(text('app.register(limit, options);'), 'reject'), '?');
	t.deepEqual(sitesOf(text('keep(limit, {});')), []);
	t.deepEqual(sitesOf(text('app.register({plugin: limit});')), []);
});

test('elements of a list are read from what makes them', t => {
	const text = (jobs: string) => `import type {Queue} from 'bullmq';\nfunction f(q: Queue) { q.addBulk(${jobs}); }`;
	const isFound = (jobs: string) => sitesOf(text(jobs)).length === 1;
	t.true(isFound('[{opts: {attempts: 2}}]'));
	t.true(isFound('a.map(() => ({opts: {attempts: 2}}))'));
	t.true(isFound('a.map(() => { return {opts: {attempts: n}}; })'));
	t.false(isFound('a.map(() => ({opts: {attempts: 1}}))'));
	t.false(isFound('a.map(make)'));
	t.false(isFound('a'));
});

test('a method of the parameter is called where the message is decided', t => {
	const text = (body: string) =>
		`import {PubSub} from '@google-cloud/pubsub';\nnew PubSub().subscription('a').on('message', m => { ${body} });`;
	t.is(fires(text('if (bad(m.data)) m.nack();'), 'nack'), 'statement 2:70');
	t.is(fires(text('if (work(m)) m.nack();'), 'nack'), 'any(statement 2:66, ?)');
	t.is(fires(text('m.ack();'), 'nack'), undefined);
});

test('an operation that a signal may keep from running proves only its retries', t => {
	t.is(
		fires("import r from 'p-retry';\nconst f = () => r(() => g(), {signal});", 'retry'),
		'any(function 2:19 > statement 2:17, ?)',
	);
});

test('options that a function of the file hands on are those of its callers', t => {
	const text = (rest: string) =>
		`import {Pool} from 'pg';\nexport function make(o) { return new Pool({max: 5, ...o}); }\n${rest}`;
	const waits = (rest: string) => sitesOf(text(rest)).filter(site => site.kind === 'timeout');
	t.deepEqual(
		waits('make({connectionTimeoutMillis: 5});').map(site => site.line),
		[3],
	);
	t.deepEqual(waits('make({max: 1}); other({connectionTimeoutMillis: 5});'), []);
	const callers = "import r from 'p-retry';\nconst f = o => r(g, o);\nf({retries: 0}); f({retries: 3});";
	t.is(sitesOf(callers).length, 1);
});

test('a policy that may be another one: its uses count for either, so that only "never made" is told', t => {
	const text = (value: string) => `
		import {retry, handleAll} from 'cockatiel';
		class Client {
			private readonly policy = ${value};
			constructor(private readonly options: any) {}
			find() { return this.policy.execute(() => query()); }
		}`;
	const [given] = sitesOf(text('this.options.policy ?? retry(handleAll, {maxAttempts: 3})'));
	t.regex(show(given!.arcs[0]!.needs), /^all\(arm 4:\d+, .*, \?\)$/);
	t.regex(show(given!.arcs[0]!.fires), /^all\(.*, \?\)$/);
	t.false(fires(text('retry(handleAll, {maxAttempts: 3})'), 'retry')!.includes('?'));
	t.false(needs(text('retry(handleAll, {maxAttempts: 3})')).includes('?'));
});
