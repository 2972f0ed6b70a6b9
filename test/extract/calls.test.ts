import test from 'ava';
import {extractCode} from '../../src/extract/calls.ts';
import {extractFunctions, functionName} from '../../src/extract/functions.ts';
import {indexFile} from '../../src/extract/walk.ts';

const namesOf = (text: string, file = 'a.ts'): string[] =>
	extractFunctions(indexFile(file, text))
		.slice(1)
		.map(({name}) => name);

test('functions are named by what they are bound to', t => {
	const text = `
		function plain() {}
		const arrow = () => {};
		class Client { constructor() {} fetch() {} static of() {} field = () => {}; get size() { return 0; } #own() {} static {} }
		const table = {method() {}, arrow: () => {}, nested: {deep() {}}};
		exports.x = function () {};
		module.exports.y = () => {};
		Old.prototype.run = function () {};
		const named = function other() {};
		const Made = class { go() {} };
		export default function () {}
		namespace Tools { export function saw() {} }
		[].map(() => {});
	`;
	t.deepEqual(namesOf(text), [
		'plain',
		'arrow',
		'Client.constructor',
		'Client.fetch',
		'Client.of',
		'Client.field',
		'Client.size',
		'Client.#own',
		'Client.static',
		'table.method',
		'table.arrow',
		'table.nested.deep',
		'exports.x',
		'exports.y',
		'Old.run',
		'named',
		'Made.go',
		'default',
		'Tools.saw',
		'<anonymous>',
	]);
});

test('an object that a function returns is known by the function', t => {
	t.deepEqual(namesOf('function make() { return {go() {}}; } const lazy = () => ({stop: () => {}});'), [
		'make',
		'make.go',
		'lazy',
		'lazy.stop',
	]);
});

test('a site in an anonymous callback bears the name around it; in a field that of the field', t => {
	const index = indexFile('a.ts', 'class A { run() { list.map(() => work()); } field = start(); } top();');
	const names = index.calls.map(call => functionName(index, call));
	t.deepEqual(names, ['A.run', 'A.run', 'A.field', '<module>']);
});

test('ids are those of the index, parents lead to the module', t => {
	const facts = extractFunctions(indexFile('a.ts', 'function a() { function b() {} } () => {};'));
	t.deepEqual(
		facts.map(({name, parent}) => [name, parent]),
		[
			['<module>', -1],
			['a', 0],
			['b', 1],
			['<anonymous>', 0],
		],
	);
});

test('every call of the index has its fact: position of the last name, owner, awaiting', t => {
	const index = indexFile('a.ts', 'async function f() {\n\tawait this.db\n\t\t.query(1);\n\tg()(2);\n}');
	const {calls} = extractCode(index);
	t.deepEqual(
		calls.map(({name, line, column, owner, awaited = false}) => [name, line, column, owner, awaited]),
		[
			['query', 3, 4, 1, true],
			['', 4, 2, 1, false],
			['g', 4, 2, 1, false],
		],
	);
});

test('calls in the field of a class are its constructor’s', t => {
	const {calls} = extractCode(indexFile('a.ts', 'class A { x = start(); constructor() {} static y = once(); }'));
	t.deepEqual(
		calls.map(({owner}) => owner),
		[1, 0],
	);
});

test('imports once each: a module imported for types and values is imported for its values', t => {
	const text = `
		import type {A} from './a.js'; import {type B, b} from './b.js'; import type {C} from './c.js'; import {c} from './c.js';
		const d = require('./d'); export * from './e.js'; export {f as g} from './f.js'; const h = () => import('./h.js');
	`;
	const code = extractCode(indexFile('a.ts', text));
	t.deepEqual(code.imports, [
		{module: './a.js', type: true},
		{module: './b.js'},
		{module: './c.js'},
		{module: './d', dynamic: true},
		{module: './h.js', dynamic: true},
		{module: './e.js'},
		{module: './f.js'},
	]);
	t.deepEqual(code.stars, ['./e.js']);
	t.deepEqual(
		code.exports.map(({name}) => name),
		['g'],
	);
});

test('deep nesting, data and broken code are no trouble', t => {
	const deep = `const x = ${'['.repeat(400)}${']'.repeat(400)}; x.f();`;
	t.notThrows(() => extractCode(indexFile('a.js', deep)));
	t.notThrows(() => extractCode(indexFile('a.ts', `f${'.a()'.repeat(500)};`)));
	t.notThrows(() => extractCode(indexFile('a.ts', 'class { constructor( { const = ; export {x as} from; a.b.(')));
	t.is(extractCode(indexFile('a.ts', `const data = [${'{a: 1},'.repeat(500)}]; f(1);`)).shapes.length, 0);
});
