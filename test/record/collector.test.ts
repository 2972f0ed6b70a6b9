import {execFileSync, spawnSync} from 'node:child_process';
import {readdirSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {exactly} from '../../src/model/place.ts';
import {COLLECTOR, EXACT} from '../../src/record/collector.ts';
import {readCounts} from '../../src/record/read-counts.ts';
import {makeFolder} from '../make-folder.ts';

/** Runs this main module; `hit(i)` is the probe of place i of `a.js`. */
function run(t: ExecutionContext, main: string, files: Record<string, string> = {}) {
	const root = makeFolder(t, {'collector.cjs': COLLECTOR, ...files});
	const output = join(root, 'out');
	const hit = `const hit = i => require(${JSON.stringify(join(root, 'collector.cjs'))})(${JSON.stringify(output)}, 'a.js', i);`;
	const env = {PATH: process.env.PATH ?? '', PROBE: hit, OUTPUT: output};
	spawnSync(process.execPath, ['-e', `${hit}\n${main}`], {cwd: root, env});
	return {
		root,
		output,
		counts: () =>
			new Map([...(readCounts(output).get('a.js') ?? [])].map(([id, {least, most}]) => [id, {least, most}])),
	};
}

test('counts of a process are exact', t => {
	const {counts} = run(t, 'hit(3); hit(3); hit(0);');
	t.deepEqual([...counts()].sort(), [
		[0, exactly(1)],
		[3, exactly(2)],
	]);
});

test('a process that is killed leaves what it counted', t => {
	const {counts} = run(t, "hit(1); hit(1); process.kill(process.pid, 'SIGKILL'); hit(1);");
	t.deepEqual([...counts()], [[1, exactly(2)]]);
});

test('workers and children are added up, also with an environment of their own', t => {
	const {counts} = run(
		t,
		`hit(1);
		const {Worker} = require('node:worker_threads');
		new Worker(process.env.PROBE + 'hit(1); hit(2);', {eval: true, env: {}});
		require('node:child_process').execFileSync(process.execPath, ['-e', process.env.PROBE + 'hit(1)'], {env: {}});`,
	);
	t.deepEqual([...counts()].sort(), [
		[1, exactly(3)],
		[2, exactly(1)],
	]);
});

test('a hot loop is counted at least', t => {
	const {counts} = run(
		t,
		`for (let i = 0; i < ${3 * EXACT}; i++) hit(1);
		for (let i = 0; i < ${EXACT + 5}; i++) hit(2);
		for (let i = 0; i < ${EXACT}; i++) hit(3);`,
	);
	t.deepEqual([...counts()].sort(), [
		[1, {least: 2 * EXACT, most: Number.POSITIVE_INFINITY}],
		[2, {least: EXACT + 1, most: Number.POSITIVE_INFINITY}],
		[3, exactly(EXACT)],
	]);
});

test('the collector keeps no process alive, is no enumerable global, and outlives fake timers', t => {
	const main = `hit(1); globalThis.setTimeout = () => { throw new Error(); };
		process.stdout.write(JSON.stringify(Object.keys(globalThis).filter(key => /unfired/.test(key)))); hit(1);`;
	const {counts} = run(t, main);
	t.deepEqual([...counts()], [[1, exactly(2)]]);
	const root = makeFolder(t, {'collector.cjs': COLLECTOR});
	const said = execFileSync(
		process.execPath,
		['-e', `require('./collector.cjs'); console.log(Object.keys(globalThis).length)`],
		{cwd: root, encoding: 'utf8'},
	);
	const plain = execFileSync(process.execPath, ['-e', 'console.log(Object.keys(globalThis).length)'], {
		encoding: 'utf8',
	});
	t.is(said, plain);
});

test('a place that cannot be written to is no failure of the tests', t => {
	const root = makeFolder(t, {'collector.cjs': COLLECTOR, file: 'no folder'});
	const main = `require('./collector.cjs')(${JSON.stringify(join(root, 'file/out'))}, 'a.js', 1); console.log('went on')`;
	t.is(execFileSync(process.execPath, ['-e', main], {cwd: root, encoding: 'utf8'}), 'went on\n');
	t.deepEqual([...readCounts(join(root, 'file/out'))], []);
});

test('what a kill cut off is read as far as it goes', t => {
	const {output} = run(t, 'hit(1); hit(2);');
	t.is(readdirSync(output).length, 3);
	const [name] = readdirSync(output).map(file => file.replace(/\.(tests|places|counts)$/, ''));
	truncateSync(join(output, `${name}.counts`), 12);
	const counts = readCounts(output).get('a.js')!;
	t.like(counts.get(1), exactly(1));
	t.like(counts.get(2), {least: 1, most: Number.POSITIVE_INFINITY});
	truncateSync(join(output, `${name}.places`), 14);
	t.false(readCounts(output).get('a.js')!.has(2));
});

test('a stand-in that counts its calls gets no listener, and what it would tell is unknown', t => {
	const watch = `const {watch} = require(process.env.COLLECTOR);
		const EventEmitter = require('node:events');
		const tells = [{event: 'fired', proves: 'both'}];
		const listened = made => (watch(process.env.OUTPUT, 'a.js', 1, 2, globalThis, made, tells, false), made);`;
	const {counts} = run(
		t,
		`process.env.COLLECTOR = require('node:path').join(require('node:path').dirname(process.env.OUTPUT), 'collector.cjs');
		${watch}
		const {mock} = require('node:test');
		const calls = [];
		const spied = Object.assign(() => {}, {mock: {calls}});
		for (const on of [mock.fn(), spied]) {
			listened({on});
			if ((on.mock.callCount?.() ?? on.mock.calls.length) > 0) hit(9);
		}
		listened(new EventEmitter()).emit('fired');`,
	);
	t.deepEqual([...counts()].sort(), [
		[1, exactly(1)],
		[2, exactly(2)],
	]);
});
