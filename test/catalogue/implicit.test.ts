import test from 'ava';
import {readRule} from '../../src/catalogue/read-rule.ts';
import {extractFile} from '../../src/extract/extract-file.ts';
import type {RuleBook} from '../../src/model/rule.ts';

const RULE = `package: a
majors: [1]
checked: 1.0.0
docs: https://example.com
fluent: [extend]
sites:
  - kind: retry
    call: [default, get, extend]
    options: [1, 0]
    at: retry
    arcs: {retry: {}}
  - kind: retry
    implicit: true
    call: [default, get, Client().get]
    options: [1, 0]
    unless: {stream: true}
    arcs: {retry: {}}
`;

const {rule, diagnostics} = readRule(RULE, 'a/rule.yml', 'a');
const book: RuleBook = {hash: '', packages: {a: rule!}, modules: {a: 'a'}};

const sitesOf = (code: string) =>
	extractFile({file: 'x.ts', role: 'source', text: `import a, {Client} from 'a';\n${code}`}, book).sites.map(
		({kind, certainty, implicit}) => `${implicit ? 'implicit ' : ''}${kind} ${certainty}`,
	);

test('a call that says nothing has the default', t => {
	t.deepEqual(diagnostics, []);
	t.deepEqual(sitesOf(`await a.get('x');`), ['implicit retry sure']);
	t.deepEqual(sitesOf(`await a.get('x', {timeout: 5});`), ['implicit retry sure']);
});

test('asked for it is an explicit site, switched off it is none', t => {
	t.deepEqual(sitesOf(`await a.get('x', {retry: 3});`), ['retry sure']);
	t.deepEqual(sitesOf(`await a.get('x', {retry: 0});`), []);
	t.deepEqual(sitesOf(`await a.get('x', {stream: true});`), []);
});

test('what the maker of an instance was told holds for its calls', t => {
	t.deepEqual(sitesOf(`const c = a.extend({retry: 3}); await c.get('x');`), ['retry sure']);
	t.deepEqual(sitesOf(`const c = a.extend({retry: 0}); await c.extend({}).get('x');`), []);
	t.deepEqual(sitesOf(`const c = a.extend({timeout: 3}); await c.get('x');`), ['implicit retry sure']);
});

test('where the options cannot be read it is less certain', t => {
	t.deepEqual(sitesOf(`export const f = (options: object) => a.get('x', options);`), ['implicit retry likely']);
	t.deepEqual(sitesOf(`export const f = (c: Client) => c.get('x');`), ['implicit retry likely']);
});

test('it takes nothing away from a site that the source shows', t => {
	t.deepEqual(sitesOf(`export const f = () => a.get('x').catch(() => null);`), [
		'implicit retry sure',
		'fallback sure',
	]);
});

test('an option that is given is not silent', t => {
	const both = readRule(RULE.replace('unless: {stream: true}', 'at: retry'), 'a/rule.yml', 'a');
	t.regex(both.diagnostics[0]!.message, /13:5: `sites\.1\.implicit` cannot go with `at`/);
});
