import test from 'ava';
import {aliasModules} from '../../src/catalogue/alias-modules.ts';
import type {ProjectConfig} from '../../src/model/project.ts';
import type {RuleBook} from '../../src/model/rule.ts';
import {claimedModule, localModule} from '../../src/util/local-module.ts';

const config = (more: Partial<ProjectConfig>): ProjectConfig => ({
	file: 'tsconfig.json',
	folder: '.',
	paths: {},
	files: [],
	...more,
});

function aliases(module: string, more: Partial<ProjectConfig>): string[] {
	const book: RuleBook = {hash: '', packages: {}, modules: {[module]: module}, claimed: [module]};
	const {claimed, modules} = aliasModules(book, config(more));
	for (const alias of claimed!) if (modules[alias] !== module) throw new Error(alias);
	// The endings of the same alias left out.
	return claimed!.filter(alias => alias !== module && !/(?:\.[jt]s|\/index)$/.test(alias));
}

test('one name for a module, however it is imported', t => {
	for (const [folder, specifier] of [
		['src', './http/client'],
		['src/http', './client.js'],
		['test/a', '../../src/http/client.ts'],
		['.', './src/http/client/index.mjs'],
	] as const) {
		t.is(localModule(folder, specifier), './src/http/client');
	}
	t.is(localModule('src', '.'), './src');
	t.is(localModule('.', './index.ts'), './');
	const claimed = new Set(['./src/http/client', '#http']);
	t.is(claimedModule(claimed, 'src/a.ts', './http/client.js'), './src/http/client');
	t.is(claimedModule(claimed, 'src/a.ts', '#http'), '#http');
	t.is(claimedModule(claimed, 'src/a.ts', './http'), undefined);
});

test('patterns, plain aliases and the base folder lead to a module', t => {
	t.deepEqual(aliases('./src/http/client', {paths: {'@/*': ['src/*']}}), ['@/http/client']);
	t.deepEqual(aliases('./src/http', {paths: {'~http': ['./src/http/index.ts'], '~db': ['src/db']}}), ['~http']);
	t.deepEqual(aliases('./src/http', {paths: {'@*': ['src/*/index.ts']}}), ['@http']);
	t.deepEqual(aliases('./src/http', {baseUrl: '.'}), ['src/http']);
	t.deepEqual(aliases('./src/http', {baseUrl: 'src'}), ['http']);
	t.deepEqual(aliases('./lib/http', {baseUrl: 'src', paths: {'@/*': ['src/*']}}), []);
});

test('aliases end as imports do', t => {
	const book: RuleBook = {hash: '', packages: {}, modules: {'./src/a': './src/a'}, claimed: ['./src/a']};
	t.is(aliasModules(book, config({paths: {'@/*': ['src/*']}})).modules['@/a.js'], './src/a');
});

test('a book without rules of a user stays as it is', t => {
	const book: RuleBook = {hash: '', packages: {}, modules: {pg: 'pg'}};
	t.is(aliasModules(book, config({paths: {'*': ['src/*']}})), book);
	t.is(aliasModules({...book, claimed: ['@acme/x']}, undefined).modules, book.modules);
});
