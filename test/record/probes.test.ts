import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import test from 'ava';
import type {Place} from '../../src/model/place.ts';
import {writeProbes} from '../../src/record/probes/write-probes.ts';
import {makeFolder} from '../make-folder.ts';
import {placesIn} from './places-in.ts';

/** Prints one line for each run of a place. */
const COLLECTOR = `
const counts = new Map();
globalThis[Symbol.for('unfired.collector')] = (output, file, id) => counts.set(id, (counts.get(id) ?? 0) + 1);
process.on('exit', () => process.stderr.write(JSON.stringify([...counts])));
module.exports = globalThis[Symbol.for('unfired.collector')];
`;

interface Ran {
	out: string;
	counts: Map<number, number>;
}

function runs(
	t: Parameters<typeof makeFolder>[0],
	file: string,
	text: string,
): {plain: Ran; probed: Ran; places: Place[]} {
	const places = placesIn(text, file);
	const root = makeFolder(t, {'collector.cjs': COLLECTOR, [`plain/${file}`]: text});
	const written = writeProbes({file, text, places, collector: join(root, 'collector.cjs'), output: join(root, 'out')});
	const probed = makeFolder(t, {[`plain/${file}`]: written!.text});
	const run = (path: string): Ran => {
		const shell = `${process.execPath} ${join(path, 'plain', file)} 2>${join(path, 'errors')}`;
		const out = execFileSync('/bin/sh', ['-c', shell], {encoding: 'utf8'});
		const errors = execFileSync('cat', [join(path, 'errors')], {encoding: 'utf8'});
		return {out, counts: new Map(JSON.parse(errors || '[]') as Array<[number, number]>)};
	};
	return {plain: run(root), probed: run(probed), places};
}

/** How often the probes of the places that begin on a line with this text ran, by kind. */
function countsOn({probed, places}: ReturnType<typeof runs>, text: string, start: string): string[] {
	const line = text.split('\n').findIndex(one => one.includes(start)) + 1;
	return places.flatMap((place, id) => (place.line === line ? [`${place.kind} ${probed.counts.get(id) ?? 0}`] : []));
}

const PROGRAM = `'use strict'
const log = (...words) => console.log(...words)
function named() { 'use strict'
	return named.name + this }
class Base { constructor() { log('base') } }
class Box extends Base {
	static made = log.name
	size = () => 1
	left = this?.right ?? 'none'
	#secret = 5
	get secret() { return this.#secret }
	set secret(value) { if (value) this.#secret = value; else log('no') }
	constructor() { super(); log(new.target.name) }
	async *steps() { for (let i = 0; i < 2; i++) yield await i }
	*plain() { try { yield 1 } finally { log('finally') } }
	static { log('static') }
}
const box = new Box
box.secret = 0
box.secret = 7
log(box.secret, box.size.name, Box.made, box.left)
for (const one of box.plain()) { log(one); break }
for await (const step of box.steps()) log(step)
const pick = (a, b) => a || b && { c: 1 }
log(pick(0, 2), pick(1), pick?.(0, 0), (pick, pick)(3))
const f = flag => flag ? () => 'yes' : function no() { return 'no' }
log(f(1).name, f(0).name, f(1)(), f(0)())
outer: for (let i = 0; i < 3; i++) {
	for (;;) { if (i === 1) continue outer; else break }
	log('round', i)
}
switch (box.secret) { case 7: log('seven'); default: log('other') }
let turns = 0
do turns++; while (turns < 3)
while (turns > 0) turns--
if (turns) log('never'); else if (!turns) log('zero')
const fail = async () => { throw new Error('x') }
try { await fail() } catch { log('caught') }
fail().catch(({message}) => log(message)).then(() => log('then'))
const tag = (parts, ...values) => parts.raw.join('|') + values
log(tag\`a\${1}b\`, typeof named, void 0, named.call.length)
log((() => { try { return 'tried' } finally { log('after') } })())
var hoisted = later(); function later() { return 'later' }
log(hoisted, delete box.left, 'left' in box);
[1, 2].forEach(n => log(n));
(function () { log(arguments.length) })(1, 2)
const {a = log('default'), ...others} = {b: 1}
log(a, others)
queueMicrotask(() => log('micro'))
await null
log('end')
`;

test('a program does the same with a probe at every place', t => {
	const {plain, probed} = runs(t, 'main.mjs', PROGRAM);
	t.true(plain.out.includes('end'));
	t.is(probed.out, plain.out);
});

test('each probe counts its own place', t => {
	const all = runs(t, 'main.mjs', PROGRAM);
	t.deepEqual(countsOn(all, PROGRAM, 'try { await fail()'), [
		'statement 1',
		'block 1',
		'statement 1',
		'block 1',
		'statement 1',
	]);
	t.deepEqual(countsOn(all, PROGRAM, 'do turns++'), ['statement 1', 'statement 3']);
	t.deepEqual(countsOn(all, PROGRAM, "if (turns) log('never')"), [
		'statement 1',
		'statement 0',
		'statement 1',
		'statement 1',
	]);
	t.deepEqual(countsOn(all, PROGRAM, 'set secret(value)'), [
		'function 2',
		'block 2',
		'statement 2',
		'statement 1',
		'statement 1',
	]);
});

test('lines stay where they are, and what is written is told', t => {
	const text = 'export const a = 1;\nfor (let i = f(); i;) g();\nclass C { go = () => 1; }\n';
	const places: Place[] = [
		{file: 'a.ts', kind: 'statement', line: 1, column: 18},
		{file: 'a.ts', kind: 'statement', line: 2, column: 14},
		{file: 'a.ts', kind: 'statement', line: 3, column: 16},
	];
	const probed = writeProbes({file: 'a.ts', text, places, collector: '/c.cjs', output: '/o'})!;
	// An initialiser of a loop cannot be counted by a statement, and a function keeps the name that its field gives it.
	t.deepEqual(probed.written, [true, false, false]);
	t.regex(probed.text.split('\n')[0]!, /^__unfired_\w+\(3\);__unfired_\w+\(0\);export const a = 1;$/);
	t.deepEqual(probed.text.split('\n').slice(1, 3), text.split('\n').slice(1, 3));
});

test('a file that cannot be parsed, or where nothing can be counted, is left as it is', t => {
	const request = {file: 'a.js', collector: '/c.cjs', output: '/o'};
	const place: Place = {file: 'a.js', kind: 'statement', line: 1, column: 1};
	t.is(writeProbes({...request, text: 'a(;', places: [place]}), undefined);
	t.is(writeProbes({...request, text: 'a();', places: [{...place, line: 9}]}), undefined);
	t.is(writeProbes({...request, text: "'use strict';", places: [place]}), undefined);
});
