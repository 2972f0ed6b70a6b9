import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {openCodeCache} from '../../src/cache/code-cache.ts';
import {makeFolder} from '../make-folder.ts';

const ONE = `const {basename} = require('node:path');\nexports.tell = () => basename(__filename) + ' one';\n`;

test('a module runs as it does under require, once, from what is kept and without it', t => {
	const root = makeFolder(t, {'a.cjs': `${ONE}globalThis.runs = (globalThis.runs ?? 0) + 1;`});
	const folder = join(root, 'code');
	for (const kept of [0, 1]) {
		const code = openCodeCache(folder, 'v8');
		const {tell} = code.run(join(root, 'a.cjs')) as {tell(): string};
		t.is(tell(), 'a.cjs one');
		t.is(code.run(join(root, 'a.cjs')), code.run(join(root, 'a.cjs')));
		t.is((globalThis as {runs?: number}).runs, kept + 1);
		code.save();
		t.is(readdirSync(folder).length, 1);
	}
});

test('what is loaded can be given', t => {
	const root = makeFolder(t, {'a.cjs': `exports.got = require('nothing');`});
	const {got} = openCodeCache(join(root, 'code'), 'v8').run(join(root, 'a.cjs'), name => name) as {got: string};
	t.is(got, 'nothing');
});

test('what was kept of other code, or was damaged, is not believed', t => {
	const root = makeFolder(t, {'a.cjs': ONE});
	const path = join(root, 'a.cjs');
	const folder = join(root, 'code');
	const tell = () => {
		const code = openCodeCache(folder, 'v8');
		const said = (code.run(path) as {tell(): string}).tell();
		code.save();
		return said;
	};
	t.is(tell(), 'a.cjs one');
	// V8 takes sources of one length for the same.
	writeFileSync(path, ONE.replace('one', 'two'));
	t.is(tell(), 'a.cjs two');
	const [name] = readdirSync(folder);
	const kept = join(folder, name!);
	const whole = readFileSync(kept);
	for (const at of [0, 60, whole.length >> 1, whole.length - 1]) {
		const damaged = Buffer.from(whole);
		damaged[at]! ^= 0xff;
		for (const bytes of [damaged, whole.subarray(0, at)]) {
			writeFileSync(kept, bytes);
			t.is(tell(), 'a.cjs two', `byte ${at}`);
			t.deepEqual(readFileSync(kept).subarray(0, 54), whole.subarray(0, 54), `written anew after byte ${at}`);
		}
	}
});

test('where nothing can be written it only takes longer', t => {
	const root = makeFolder(t, {'a.cjs': ONE, code: 'a file'});
	const code = openCodeCache(join(root, 'code'), 'v8');
	t.is((code.run(join(root, 'a.cjs')) as {tell(): string}).tell(), 'a.cjs one');
	t.notThrows(() => code.save());
});
