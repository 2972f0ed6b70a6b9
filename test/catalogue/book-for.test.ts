import test from 'ava';
import {bookFor, versionedPackages} from '../../src/catalogue/book-for.ts';
import {readRule} from '../../src/catalogue/read-rule.ts';
import type {RuleBook} from '../../src/model/rule.ts';

const RULE = `package: a
majors: [2, 3, 4]
checked: 4.0.0
docs: https://example.com
sites:
  - {kind: retry, majors: [2, 3], call: run, arcs: {retry: {}}}
  - {kind: timeout, majors: [4], call: run, arcs: {fire: {}}}
  - {kind: pool, call: run, arcs: {exhaust: {}}}
`;

const {rule} = readRule(RULE, 'a/rule.yml', 'a');
const book: RuleBook = {hash: 'h', packages: {a: rule!, b: {...rule!, sites: []}}, modules: {a: 'a'}};
const kinds = (...majors: number[]) => {
	const {paths, sites} = bookFor(book, new Map([['a', majors]])).packages.a!;
	return paths.run!.map(number => sites[number]!.kind);
};

test('only the sites of the majors at hand stand', t => {
	t.deepEqual(versionedPackages(book), ['a']);
	t.deepEqual(kinds(3), ['retry', 'pool']);
	t.deepEqual(kinds(4), ['timeout', 'pool']);
	t.deepEqual(kinds(3, 4), ['retry', 'timeout', 'pool']);
});

test('all sites stand where the majors are unknown, or unknown to the rule', t => {
	t.deepEqual(kinds(), ['retry', 'timeout', 'pool']);
	t.deepEqual(kinds(9), ['retry', 'timeout', 'pool']);
	t.is(bookFor(book, new Map()), book);
});

test('a site cannot be of a major that its rule does not have', t => {
	const {diagnostics} = readRule(RULE.replace('majors: [4]', 'majors: [4, 5]'), 'a/rule.yml', 'a');
	t.regex(diagnostics[0]!.message, /7:33: `sites\.1\.majors\.1` is 5, but the rule holds for 2, 3, 4/);
});
