import {readFileSync} from 'node:fs';
import test from 'ava';
import {loadRules} from '../../src/catalogue/index.ts';
import {bookOf} from '../../src/catalogue/join-rules.ts';
import {readRule} from '../../src/catalogue/read-rule.ts';
import {MARKER, renderPage, renewPage} from '../../src/catalogue/render-page.ts';
import {readUserRules} from '../../src/catalogue/user-rules.ts';
import {makeFolder} from '../make-folder.ts';

const PAGE = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');

const RULE = `package: a
majors: [1, 2]
checked: 2.0.0
docs: https://example.com
sites:
  - kind: retry
    new: [C0, C1, C2, C3, C4, C5, C6]
    at: retry
    arcs: {retry: {fires: {callback: onRetry}}, recover: {fires: {after: retry}}, exhaust: {}}
  - {kind: retry, call: old, majors: [1], arcs: {retry: {}}}
  - {kind: retry, call: get, implicit: true, arcs: {retry: {}}}
`;

test('the page is made of the rules as they are', t => {
	t.is(renewPage(PAGE, loadRules().book), PAGE, 'docs/rules.md is out of date: run npm run docs:rules');
});

test('a row for what is asked for, by majors, and one for what happens by default', t => {
	const {rule} = readRule(RULE, 'a/rule.yml', 'a');
	const page = renderPage(bookOf(new Map([['a', rule!]]), ''));
	t.deepEqual(
		page.split('\n').filter(line => line.startsWith('| [')),
		[
			'| [a](https://example.com) | 1 | 2.0.0 | `old` |  | retry |',
			'| [a](https://example.com) | 1, 2 | 2.0.0 | `new C0`, `new C1`, `new C2`, `new C3`, `new C4` and 2 more, at `retry` | retry | recover*, exhaust |',
			'| [a](https://example.com) *by default* | 1, 2 | 2.0.0 | `get` |  | retry |',
		],
	);
	t.true(page.startsWith(MARKER));
	t.true(page.includes(' · [retry](#retry) 1 · '));
});

test('the rule on the page is one that can be read', t => {
	const [, text = ''] = /```yaml\n(.*?)```/s.exec(PAGE) ?? [];
	const {rules, diagnostics} = readUserRules(makeFolder(t, {'.unfired/rules/a.yml': text}));
	t.deepEqual(diagnostics, []);
	t.is(rules[0]?.rule.package, '@acme/resilience');
});
