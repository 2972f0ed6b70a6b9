import {mkdirSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {loadRules, loadRulesFor} from '../../src/catalogue/index.ts';
import {readUserRules} from '../../src/catalogue/user-rules.ts';
import {checkRules} from '../../src/check-rules.ts';
import {makeFolder} from '../make-folder.ts';

const RULE = `package: '@acme/resilience'
sites:
  - kind: retry
    call: withRetry
    options: 1
    guards: '#0'
    arcs: {retry: {fires: {repeats: '#0'}}}
`;
const POOL = `package: p-retry
sites:
  - {kind: pool, call: default, arcs: {exhaust: {}}}
`;

const rulesIn = (t: ExecutionContext, files: Record<string, string | Uint8Array>) => makeFolder(t, inFolder(files));
const inFolder = (files: Record<string, string | Uint8Array>) =>
	Object.fromEntries(Object.entries(files).map(([name, content]) => [`.unfired/rules/${name}`, content]));

const said = (t: ExecutionContext, content: string | Uint8Array): string[] => {
	const {rules, diagnostics} = readUserRules(rulesIn(t, {'a.yml': RULE, 'b.yml': content}));
	t.deepEqual(
		rules.map(({file}) => file),
		['.unfired/rules/a.yml'],
		'the others stand',
	);
	return diagnostics.map(({message}) => message);
};

test('a repository without rules has none, and no diagnostics', t => {
	const own = loadRules();
	const {book, diagnostics} = loadRulesFor(makeFolder(t, {}));
	t.deepEqual([book.hash, diagnostics], [own.book.hash, []]);
});

test('every yml and yaml below the folder is read, whatever its name', t => {
	const root = rulesIn(t, {
		'b/c/http.yaml': RULE.replace('@acme/resilience', './src/http/index.ts'),
		'a.yml': RULE,
		'readme.md': 'x',
	});
	const {rules, diagnostics} = readUserRules(root);
	t.deepEqual(diagnostics, []);
	t.deepEqual(
		rules.map(({file, rule}) => [file, rule.package]),
		[
			['.unfired/rules/a.yml', '@acme/resilience'],
			['.unfired/rules/b/c/http.yaml', './src/http'],
		],
	);
});

test('their sites stand before those of the catalogue for that package', t => {
	const own = loadRules().book.packages['p-retry']!;
	const {book} = loadRulesFor(rulesIn(t, {'a.yml': POOL}));
	const {sites, paths, checked} = book.packages['p-retry']!;
	t.deepEqual(
		sites.map(site => site.kind),
		['pool', ...own.sites.map(site => site.kind)],
	);
	t.deepEqual(
		paths.default!.map(number => sites[number]!.kind),
		['pool', 'retry'],
	);
	t.is(checked, own.checked);
});

test('with replace they stand alone, those of other files beside them', t => {
	const timeout = POOL.replace('pool', 'timeout').replace('exhaust', 'fire');
	const {book} = loadRulesFor(rulesIn(t, {'a.yml': timeout, 'b.yml': `replace: true\n${POOL}`}));
	t.deepEqual(
		book.packages['p-retry']!.sites.map(site => site.kind),
		['timeout', 'pool'],
	);
});

test('a module that a user claims is theirs', t => {
	const {book} = loadRulesFor(
		rulesIn(t, {'a.yml': RULE.replace("'@acme/resilience'", 'aaa\nmodules: [aaa, p-retry]')}),
	);
	t.is(book.modules['p-retry'], 'aaa');
});

test('the hash depends on names and content of the files', t => {
	const hash = (files: Record<string, string>) => loadRulesFor(rulesIn(t, files)).book.hash;
	t.is(hash({'a.yml': RULE}), hash({'a.yml': RULE}));
	t.is(new Set([hash({}), hash({'a.yml': RULE}), hash({'b.yml': RULE}), hash({'a.yml': `${RULE}# more\n`})]).size, 4);
});

test('a broken rule is told with line and column, and what comes of it', t => {
	t.deepEqual(said(t, RULE.replace('kind: retry', 'kind: retri')), [
		'.unfired/rules/b.yml:3:5: `sites.0.kind` is "retri", expected one of circuit-breaker, retry, fallback, pool, timeout, limiter, queue, handler. The scan goes on without this rule; `unfired rules check` tells when it is right.',
	]);
	t.regex(said(t, 'package: [')[0]!, /^\.unfired\/rules\/b\.yml:1:\d+: /);
	t.regex(said(t, '')[0]!, /b\.yml:1:1: The rule is null, expected object/);
	t.regex(
		said(t, RULE.replace('@acme/resilience', '../other/x'))[0]!,
		/b\.yml:1:1: `package` is `\.\.\/other\/x`; a module of this project is named from its root/,
	);
	t.regex(said(t, RULE.replace('@acme/resilience', '/etc/x'))[0]!, /named from its root/);
	t.regex(said(t, `${RULE}---\n${RULE}`)[0]!, /b\.yml:\d+:\d+: .*multiple documents/);
});

test('what is hostile is told and costs nothing', t => {
	t.regex(
		said(t, `${RULE}#${'x'.repeat(70_000)}`)[0]!,
		/it has \d+ bytes, and a rule at most 65536; split it by package/,
	);
	t.regex(said(t, Buffer.from([0x70, 0xff, 0xfe, 0x00]))[0]!, /it is not UTF-8; save it as UTF-8/);
	t.regex(said(t, `a: ${'['.repeat(30_000)}`)[0]!, /b\.yml:\d+:\d+: /);
	const laughs = ['a0: &a0 [x, x]', ...Array.from({length: 30}, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];
	t.regex(said(t, laughs.join('\n'))[0]!, /more aliases than a rule needs/);
	t.deepEqual(
		said(t, Array.from({length: 50}, (_, i) => `k${i}: 1`).join('\n'))
			.map(message => message.replace(/ is not known here.*/, '').replace(/\. The scan.*/, ''))
			.slice(-2),
		['.unfired/rules/b.yml:18:1: `k17`', '.unfired/rules/b.yml:19:1: 32 more problems follow from here on'],
		'`package` and `sites` lack as well',
	);
	t.true(said(t, 'a: &a [*a]\nsites: *a').length > 0);
	const sets = ['a0: [x, y]', ...Array.from({length: 40}, (_, i) => `a${i + 1}: [$a${i}.x, $a${i}.y]`)].join(', ');
	t.regex(
		said(t, RULE.replace('sites:', `values: {${sets}}\nsites:`))[0]!,
		/`values\.a\d+` stands for more than 1000 paths/,
	);
	t.true(said(t, `${RULE}exec: !!js/function 'x'\n`)[0]!.includes('`exec` is not known here'));
});

test('names of every object are names like others', t => {
	const text = RULE.replace("'@acme/resilience'", '__proto__').replace(
		'call: withRetry',
		'call: [__proto__, constructor, toString]',
	);
	const {rules, diagnostics} = readUserRules(rulesIn(t, {'a.yml': text}));
	t.deepEqual(diagnostics, []);
	t.deepEqual(Object.keys(rules[0]!.rule.paths), ['__proto__', 'constructor', 'toString']);
	const {book} = loadRulesFor(rulesIn(t, {'a.yml': text}));
	t.true(Object.hasOwn(book.packages, '__proto__'));
	t.is(Object.getPrototypeOf(book.packages), Object.prototype);
	t.regex(
		said(t, RULE.replace('{retry: {fires', '{__proto__: {fires'))[0]!,
		/`sites\.0\.arcs\.__proto__` is no arc of a retry/,
	);
	t.regex(said(t, `${RULE}__proto__: {x: 1}\n`)[0]!, /`__proto__` is not known here/);
});

test('links are not followed, and what is no folder is told', t => {
	const root = rulesIn(t, {'a.yml': RULE});
	symlinkSync('.', join(root, '.unfired/rules/loop'));
	symlinkSync('/etc/passwd', join(root, '.unfired/rules/b.yml'));
	mkdirSync(join(root, '.unfired/rules/c.yml'));
	const {rules, diagnostics} = readUserRules(root);
	t.is(rules.length, 1);
	t.deepEqual(
		diagnostics.map(({code, file, message}) => [code, file, message]),
		['b.yml', 'loop'].map(name => [
			'file-skipped',
			`.unfired/rules/${name}`,
			'A symbolic link is not followed. Put the rules themselves there.',
		]),
	);
	const linked = makeFolder(t, {'elsewhere/rules/a.yml': RULE, '.other/rules': ''});
	symlinkSync('elsewhere', join(linked, '.unfired'));
	t.regex(
		readUserRules(linked).diagnostics[0]!.message,
		/^A symbolic link stands where the folder of rules is looked for/,
	);
	t.regex(readUserRules(linked, '.other/rules').diagnostics[0]!.message, /^A file stands where/);
});

test('more files than anybody writes are left out, and it is told', t => {
	const files = Object.fromEntries(Array.from({length: 501}, (_, i) => [`${String(i).padStart(3, '0')}.yml`, RULE]));
	const {rules, diagnostics} = readUserRules(rulesIn(t, files));
	t.is(rules.length, 500);
	t.regex(
		diagnostics[0]!.message,
		/^501 files with rules are more than the 500 that are read, so those from \.unfired\/rules\/500\.yml on/,
	);
});

const MOCK = `mock: '@acme/fake-http'
modules: ['@acme/fake-http', '../test/fake-http']
controls:
  - {calls: [failWith], does: network, once: true, distinct: true}
`;

test('a mock library of the user is known beside the others, and one of their names stands in its place', t => {
	const own = loadRules().book;
	const nock = 'mock: nock\nmodules: [nock]\ninert: Wrapped.\n';
	const {book, diagnostics, user} = loadRulesFor(
		rulesIn(t, {'mocks/http.yml': MOCK, 'mocks/nock.yml': nock, 'a.yml': RULE}),
	);
	t.deepEqual(diagnostics, []);
	t.deepEqual(
		user.mocks.map(({file}) => file),
		['.unfired/rules/mocks/http.yml', '.unfired/rules/mocks/nock.yml'],
	);
	t.is(book.tests?.mocks.length, own.tests!.mocks.length + 1);
	t.deepEqual(
		book.tests?.mocks.filter(({mock}) => mock === 'nock').map(({inert}) => inert),
		['Wrapped.'],
	);
	t.not(book.hash, own.hash);
	t.not(book.tests?.hash, own.tests?.hash);
	t.true(Object.hasOwn(book.packages, '@acme/resilience'));
});

test('a broken rule of a mock library is told with its place, and alone is left out', t => {
	const root = rulesIn(t, {'b.yml': MOCK.replace('does: network', 'does: explode'), 'c.yml': MOCK});
	const {mocks, diagnostics} = readUserRules(root);
	t.is(mocks.length, 1);
	t.regex(diagnostics[0]!.message, /b\.yml"?:4:25: `controls\.0\.does` is/);
	t.is(diagnostics.length, 1);
});

test('`rules check` tells of mock libraries too', t => {
	const root = rulesIn(t, {
		'b.yml': MOCK,
		'b.example.ts': "import {failWith} from '@acme/fake-http';\n",
		'c.yml': 'mock: c\n',
	});
	const {rules, problems} = checkRules(root, '.unfired/rules');
	t.is(rules, 1);
	t.is(problems.length, 1);
	t.regex(problems[0]!, /c\.yml"?:1:1: The rule lacks `modules`/);
});
