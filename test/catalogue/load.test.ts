import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {loadRules} from '../../src/catalogue/index.ts';
import {readRule} from '../../src/catalogue/read-rule.ts';

const RULE = `package: a
majors: [1]
checked: 1.0.0
docs: https://example.com
values:
  maker: [default, create()]
  made: [$maker()]
sites:
  - kind: retry
    call: [$maker.run, $made.run]
    arcs:
      retry: {fires: {repeats: '#0'}}
      recover: {fires: {after: retry}}
`;

function folderWith(rules: Record<string, string>): string {
	const dir = mkdtempSync(join(tmpdir(), 'rules-'));
	for (const [folder, text] of Object.entries(rules)) {
		mkdirSync(join(dir, folder));
		writeFileSync(join(dir, folder, 'rule.yml'), text);
	}
	return dir;
}

const messages = (text: string, folder = 'a') =>
	readRule(text, `${folder}/rule.yml`, folder).diagnostics.map(({message}) => message.replace(/ This library.*/, ''));

test('writes paths out', t => {
	const {rule, diagnostics} = readRule(RULE, 'a/rule.yml', 'a');
	t.deepEqual(diagnostics, []);
	t.deepEqual(rule!.sites[0]!.paths, ['run', 'create().run', 'default().run', 'create()().run']);
	t.deepEqual(rule!.paths['create().run'], [0]);
	t.deepEqual(rule!.modules, ['a']);
});

test('a module may be a member of the package', t => {
	const {rule, diagnostics} = readRule(
		RULE.replace('package: a', 'package: a\nmodules: {a: default, a/run: run.it}'),
		'a/rule.yml',
		'a',
	);
	t.deepEqual(diagnostics, []);
	t.deepEqual(rule!.modules, ['a', 'a/run']);
	t.deepEqual(rule!.members, {'a/run': ['run', 'it']});
});

test('an export may have a name like that of a value', t => {
	const {rule} = readRule(
		RULE.replace('maker: [default, create()]', () => 'maker: [default, $$create()]'),
		'a/rule.yml',
		'a',
	);
	t.true(rule!.sites[0]!.paths.includes('$create().run'));
});

test('a problem has line and column', t => {
	t.deepEqual(messages(RULE.replace("'#0'", '7')), [
		'a/rule.yml:12:23: `sites.0.arcs.retry.fires.repeats` is integer, expected string.',
	]);
	t.deepEqual(messages(RULE.replace('docs: https://example.com\n', '')), ['a/rule.yml:1:1: The rule lacks `docs`.']);
	t.regex(messages(RULE.replace('[1]', '[1'))[0]!, /^a\/rule\.yml:\d+:\d+: /);
});

test('what the schema cannot say is checked as well', t => {
	t.deepEqual(messages(RULE, 'b'), ['b/rule.yml:1:1: `package` is `a`, but the folder is `b`.']);
	t.regex(
		messages(RULE.replace('recover:', 'reject:'))[0]!,
		/13:7: .* is no arc of a retry; it has retry, recover, exhaust, refuse/,
	);
	t.regex(messages(RULE.replace('after: retry', 'after: exhaust'))[0]!, /which must stand before it/);
	t.regex(messages(RULE.replace('$made.run', '$other.run'))[0]!, /uses `\$other`, which `values` does not have/);
	t.regex(messages(RULE.replace('    arcs:', '    new: default\n    arcs:'))[0]!, /needs exactly one of/);
	t.regex(messages(RULE.replace("repeats: '#0'", 'calls: bail'))[0]!, /`calls` and `in` go together/);
	const [, site] = RULE.split('sites:\n');
	t.regex(messages(RULE + site)[0]!, /14:5: `sites.1` repeats an earlier site/);
});

test('a condition that could never hold is refused', t => {
	const when = (clause: string) =>
		messages(RULE.replace('    arcs:', `    when: ${clause}\n    arcs:`))[0]?.replace(/^.*?`/, '`');
	t.is(when('{retries: presnt}'), '`sites.0.when.retries` tests for `presnt`; the shape is written `present`.');
	t.is(when('[{a: 1}, {b: [off, absnet]}]'), '`sites.0.when.1.b` tests for `absnet`; the shape is written `absent`.');
	t.is(when('{"re tries": present}'), '`sites.0.when.re tries` is no key of an option or argument.');
	t.is(
		when('{"#1.retry.limit": [0, literals]}'),
		'`sites.0.when.#1.retry.limit` tests for `literals`; the shape is written `literal`.',
	);
	t.is(when('{mode: [reject, numbered, objet3]}'), undefined, 'other words are literal values');
	t.regex(
		messages(RULE.replace("{repeats: '#0'}", "{repeats: '#0', when: {x: functoin}}"))[0]!,
		/12:\d+: .*fires\.when\.x` tests for `functoin`/,
	);
});

test('a rule of the catalogue names what was read, and replaces nothing', t => {
	t.deepEqual(messages(RULE.replace(/majors.*\n/, '').replace(/checked.*\n/, '')), [
		'a/rule.yml:1:1: The rule lacks `majors`.',
		'a/rule.yml:1:1: The rule lacks `checked`.',
	]);
	t.deepEqual(messages(`${RULE}replace: true\n`), ['a/rule.yml:14:1: `replace` is for the rules of a user alone.']);
});

test('a broken rule leaves the others', t => {
	const {book, diagnostics} = loadRules(
		folderWith({a: RULE, b: 'package: [', c: RULE.replace('package: a', 'package: c')}),
	);
	t.deepEqual(Object.keys(book.packages), ['a', 'c']);
	t.true(
		diagnostics.length > 0 && diagnostics.every(({code, file}) => code === 'rule-broken' && file === 'b/rule.yml'),
	);
});

test('a missing folder is told', t => {
	t.deepEqual(
		loadRules('/nowhere/at/all').diagnostics.map(each => each.code),
		['folder-missing'],
	);
});

test('the hash is that of the content', t => {
	const one = folderWith({a: RULE});
	t.is(loadRules(one).book.hash, loadRules(folderWith({a: RULE})).book.hash);
	t.not(loadRules(one).book.hash, loadRules(folderWith({a: `${RULE}# more\n`})).book.hash);
});

test('a scoped package lives in a folder of its own name', t => {
	t.deepEqual(messages(RULE.replace('package: a', "package: '@s/a'"), '@s__a'), []);
});

test('names like those of every object are no packages', t => {
	const {book} = loadRules(folderWith({a: RULE}));
	t.false(Object.hasOwn(book.modules, 'constructor'));
});

test('a book survives being written as JSON, as the build does', t => {
	const {book} = loadRules();
	t.deepEqual(JSON.parse(JSON.stringify(book)), book);
});
