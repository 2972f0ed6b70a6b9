import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {scan} from '../../src/scan.ts';
import type {ScanOptions} from '../../src/scan-options.ts';
import {makeFolder} from '../make-folder.ts';

const BUILD = 'a build';
const CHECKOUT = resolve('fixtures/checkout');

function checkout(t: ExecutionContext) {
	const base = makeFolder(t, {});
	const root = join(base, 'repository');
	cpSync(CHECKOUT, root, {recursive: true});
	const cache = join(base, 'cache');
	const phases: string[] = [];
	const run = async (more: ScanOptions = {}, build = BUILD) => {
		phases.length = 0;
		const {report, failures} = await scan({dir: root, cwd: root, ...more}, ({phase}) => phases.push(phase), build);
		t.deepEqual(failures, []);
		return JSON.stringify(report);
	};
	return {
		root,
		cache,
		cold: () => run(),
		warm: (more: ScanOptions = {}, build = BUILD) => run({cache, ...more}, build),
		/** Whether the last scan looked at anything. */
		looked: () => phases.length > 0,
	};
}

test('what did not change is not looked at again, and the report is the same', async t => {
	const {cold, warm, looked} = checkout(t);
	const first = await warm();
	t.true(looked());
	t.is(await warm(), first);
	t.false(looked());
	t.is(await cold(), first);
	await warm({certainty: 'possible'});
	t.true(looked(), 'other options are another question');
	await warm({}, 'another build');
	t.true(looked(), 'another build reads other facts');
});

const CHANGES: Record<string, (root: string) => void> = {
	'a source': root => writeFileSync(join(root, 'src/new.ts'), 'export const a = () => fetch("/").catch(() => null);'),
	'the coverage': root => rmSync(join(root, 'coverage'), {recursive: true}),
	'a tsconfig': root => writeFileSync(join(root, 'src/tsconfig.json'), '{"compilerOptions": {"baseUrl": "."}}'),
	'what is ignored': root => writeFileSync(join(root, '.gitignore'), 'src/orders*\n'),
	'rules of the user': root => {
		mkdirSync(join(root, '.unfired/rules'), {recursive: true});
		writeFileSync(join(root, '.unfired/rules/broken.yml'), 'package: [');
	},
	'the version of a package': root => {
		mkdirSync(join(root, 'node_modules/cockatiel'), {recursive: true});
		writeFileSync(join(root, 'node_modules/cockatiel/package.json'), '{"version": "2.0.0"}');
	},
	'a trace': root => {
		mkdirSync(join(root, '.unfired'), {recursive: true});
		writeFileSync(join(root, '.unfired/trace.json'), '{}');
	},
};

for (const [what, change] of Object.entries(CHANGES)) {
	test(`${what} changed: it is looked at again`, async t => {
		const {root, cold, warm, looked} = checkout(t);
		await warm();
		change(root);
		const again = await warm();
		t.true(looked());
		t.is(again, await cold());
	});
}

/** Each does something to the text of a cache file. */
const DAMAGE: Record<string, (bytes: Buffer) => Buffer> = {
	'cut off': bytes => bytes.subarray(0, bytes.length / 2),
	'one bit turned': bytes => {
		const turned = Buffer.from(bytes);
		turned[bytes.length - 20]! ^= 1;
		return turned;
	},
	empty: () => Buffer.alloc(0),
	foreign: () => Buffer.from('{"readings": [], "result": {"report": {}, "root": "/"}}'),
	'without a body': bytes => bytes.subarray(0, bytes.indexOf('\n') + 1),
};

for (const [what, damage] of Object.entries(DAMAGE)) {
	test(`a cache that is ${what} costs time, and nothing else`, async t => {
		const {cache, cold, warm, looked} = checkout(t);
		const first = await warm();
		for (const name of readdirSync(cache)) writeFileSync(join(cache, name), damage(readFileSync(join(cache, name))));
		t.is(await warm(), first);
		t.true(looked());
		t.is(await warm(), first);
		t.false(looked(), 'it was written anew');
		t.is(await cold(), first);
	});
}

test('a cache that cannot be written costs time, and nothing else', async t => {
	const {cache, warm, looked} = checkout(t);
	writeFileSync(cache, 'no folder');
	const first = await warm();
	t.is(await warm(), first);
	t.true(looked());
	t.is(readFileSync(cache, 'utf8'), 'no folder');
});

test('two scans at once do not harm each other', async t => {
	const {cache, cold, warm} = checkout(t);
	const expected = await cold();
	const all = await Promise.all([warm(), warm(), warm()]);
	t.deepEqual(all, [expected, expected, expected]);
	t.is(await warm(), expected);
	t.deepEqual(
		readdirSync(cache).filter(name => !/^(?:(?:scan|verdicts)-\w+\.json|facts-\w+\.pack)$/.test(name)),
		[],
		'no drafts are left',
	);
});

/** Park and Miller's generator. */
function random(seed: number): (below: number) => number {
	let state = seed;
	return below => {
		state = (state * 48271) % 0x7fffffff;
		return state % below;
	};
}

test('a hundred changes by chance: warm is as cold', async t => {
	const {root, cold, warm} = checkout(t);
	const pick = random(20261123);
	const folder = join(root, 'src');
	const files = () =>
		readdirSync(folder, {recursive: true, encoding: 'utf8'})
			.filter(name => name.endsWith('.ts'))
			.sort();
	const change = (): string => {
		const path = join(folder, files()[pick(files().length)]!);
		const lines = readFileSync(path, 'utf8').split('\n');
		const at = pick(lines.length);
		switch (pick(6)) {
			case 0:
				lines.splice(at, 1);
				break;
			case 1:
				lines.splice(at, 0, '// a line more');
				break;
			case 2:
				lines.push(`export const added${at} = () => fetch('/').catch(() => null);`);
				break;
			case 3:
				lines.splice(at, 1, lines[at]!.replaceAll(/\bawait\b/g, 'void'));
				break;
			case 4:
				writeFileSync(join(folder, `more${at}.ts`), `export * from './orders.js';\n`);
				break;
			default:
				if (files().length > 4) {
					rmSync(path);
					return path;
				}
		}
		writeFileSync(path, lines.join('\n'));
		return path;
	};
	for (let round = 0; round < 100; round++) {
		const changed = change();
		const [seen, expected] = [await warm(), await cold()];
		if (seen !== expected) t.fail(`round ${round}, ${changed}`);
	}
	t.pass();
});
