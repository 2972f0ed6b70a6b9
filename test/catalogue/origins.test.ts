import test from 'ava';
import {originOf} from '../../src/extract/origins.ts';
import {pathOf} from '../../src/extract/origins-steps.ts';
import {indexFile} from '../../src/extract/walk.ts';

/** Origin of the callee of the last call in order of appearance. */
function inner(text: string): string | undefined {
	const index = indexFile('a.ts', text);
	const origin = originOf(index, index.calls.at(-1)!.expression);
	return origin && `${origin.package} ${pathOf(origin.steps)}`;
}

/** Origin of the callee of the call that ends last, as `package path`. */
function last(text: string, file = 'a.ts'): string | undefined {
	const index = indexFile(file, text);
	const call = index.calls.reduce((one, other) => (other.end > one.end ? other : one));
	const origin = originOf(index, call.expression);
	return origin && `${origin.package} ${pathOf(origin.steps)}`;
}

test('imports in every form', t => {
	t.is(last("import x from 'a'; x()"), 'a default');
	t.is(last("import {y as x} from 'a'; x()"), 'a y');
	t.is(last("import * as x from 'a'; x.y()"), 'a y');
	t.is(last("import {default as x} from 'a'; x.y.z()"), 'a y.z');
	t.is(last("import x = require('@s/a'); x()"), '@s/a default');
	t.is(last("import {x} from '@s/a/sub'; x()"), '@s/a x');
});

test('require in every form', t => {
	t.is(last("const x = require('a'); x()"), 'a default');
	t.is(last("const x = require('a').default; x()"), 'a default');
	t.is(last("const {y: x} = require('a'); x()"), 'a y');
	t.is(last("require('a').y.z()"), 'a y.z');
	t.is(last("async () => { const {y} = await import('a'); y() }"), 'a y');
});

test('local modules and built-ins are no packages', t => {
	t.is(last("import x from './a'; x()"), undefined);
	t.is(last("import x from 'node:fs'; x()"), undefined);
	t.is(last("import x from '#a'; x()"), undefined);
});

test('an inner name hides an import', t => {
	t.is(last("import x from 'a'; function f(x) { x() }"), undefined);
	t.is(last("import x from 'a'; { const x = () => {}; x() }"), undefined);
});

test('instances and results', t => {
	t.is(last("import {P} from 'a'; const p = new P(); p.q()"), 'a P().q');
	t.is(
		last("import a from 'a'; async () => { const c = await (await a.connect()).channel(); c.send() }"),
		'a connect().channel().send',
	);
	t.is(last("import {P} from 'a'; let p; p = new P(); p.q()"), 'a P().q');
	t.is(last("import {P} from 'a'; let p: P | undefined; function f() { p ??= new P(); p.q() }"), 'a P().q');
	t.is(last("import {P} from 'a'; const make = () => new P(); const p = make(); p.q()"), 'a P().q');
	t.is(last("import A from 'a'; const {P} = A; P()"), 'a P');
	t.is(
		last("import {P} from 'a'; class C { make() { const p = new P(); keep(p); return p } m() { this.make().q() } }"),
		'a P().q',
	);
	t.is(
		last(
			"import type {P} from 'a'; async function make(): Promise<P> { return find() } async () => { (await make()).q() }",
		),
		'a P().q',
	);
});

test('two different values are no origin', t => {
	t.is(last("import {P, Q} from 'a'; let p = new P(); p = new Q(); p.q()"), undefined);
	t.is(last("import {P} from 'a'; let p = new P(); p = other(); p.q()"), undefined);
});

test('fields', t => {
	t.is(last("import {P} from 'a'; class C { p = new P(); m() { this.p.q() } }"), 'a P().q');
	t.is(
		last("import {P} from 'a'; class C { constructor() { this.p = new P() } m() { return () => this.p.q() } }"),
		'a P().q',
	);
	t.is(last("import {P} from 'a'; class C { constructor(private p: P) {} m() { this.p.q() } }"), 'a P().q');
	t.is(last("import type {P} from 'a'; class C { p?: P; m() { this.p!.q() } }"), 'a P().q');
	t.is(last("import {P} from 'a'; class C { p = new P(); m() { function f() { this.p.q() } } }"), undefined);
	t.is(last("import {P} from 'a'; class C { p = new P() } class D { m() { this.p.q() } }"), undefined);
});

test('types of parameters', t => {
	t.is(last("import {P} from 'a'; function f(p: P) { p.q() }"), 'a P().q');
	t.is(last("import * as a from 'a'; function f(p: a.P<string>) { p.q() }"), 'a P().q');
	t.is(last("import {P} from 'a'; function f({p}: {p: P}) { p.q() }"), 'a P().q');
	t.is(last("import {P} from 'a'; function f(p: P | string) { p.q() }"), undefined);
});

test('what a promise settles to', t => {
	t.is(last("import a from 'a'; a.connect().then(c => c.send())", 'a.ts'), 'a connect().then');
	t.is(inner("import a from 'a'; a.connect().then(c => c.send())"), 'a connect().send');
	t.is(inner("import a from 'a'; a.connect().then(ok, c => c.send())"), undefined);
});

test('circles end', t => {
	t.is(last('let a = b; let b = a; a.c()'), undefined);
	t.is(last('const f = () => f(); f().g()'), undefined);
});

test('types of this file that stand for imported ones', t => {
	const queue = (type: string) =>
		last(`import {P} from 'a'; import * as b from 'a'; ${type} function f(q: Q) { q.r() }`);
	t.is(queue("type Q = Pick<P<string>, 'r' | 's'>;"), 'a P().r');
	t.is(queue("type Q = Omit<P, 's'> | null;"), 'a P().r');
	t.is(queue('type R = Partial<b.P>; type Q = Required<Readonly<R>> | undefined;'), 'a P().r');
	t.is(queue('interface Q extends P<string> { more: number }'), 'a P().r');
	t.is(queue('interface Q extends b.P {}'), 'a P().r');
	t.is(queue("interface Q extends Pick<P, 'r'> {}"), 'a P().r');
	t.is(queue('type Q = P & {more: number};'), 'a P().r');
	t.is(queue('type Q = ReturnType<typeof b.make>;'), 'a make().r');
	t.is(queue('const made = b.make(); type Q = typeof made;'), 'a make().r');
	t.is(queue('type Q = {r(): void};'), undefined);
	t.is(queue('type Q = P | string;'), undefined);
	t.is(queue('type Q = R; type R = Q;'), undefined);
	t.is(last("import {P} from 'a'; type Q = P; class C { constructor(private q: Q) {} m() { this.q.r() } }"), 'a P().r');
});

test('members of typed values', t => {
	t.is(last("import {P} from 'a'; interface D { p: P } function f(d: D) { d.p.q() }"), 'a P().q');
	t.is(last("import {P} from 'a'; interface D { p?: P } function f({p}: D) { p.q() }"), 'a P().q');
	t.is(
		last("import {P} from 'a'; class C { constructor(private d: {e: {p: P}}) {} m() { this.d.e.p.q() } }"),
		'a P().q',
	);
	t.is(last("import {P} from 'a'; interface D { p: P } function f(d: D) { d.r.q() }"), undefined);
});
