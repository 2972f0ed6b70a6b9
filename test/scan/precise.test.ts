import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {describeGraph} from '../../src/describe-graph.ts';
import {logReadings} from '../../src/files/watched-files.ts';
import {renderJson} from '../../src/report/index.ts';
import {scan} from '../../src/scan.ts';
import {InputError} from '../../src/util/input-error.ts';
import {makeFolder} from '../make-folder.ts';

/** `service('payments')` is known by its types alone; the function behind it holds a site. */
const SHOP = {
	'package.json': '{"name": "shop", "main": "src/main.ts"}',
	'tsconfig.json': '{"compilerOptions": {"strict": true, "module": "nodenext"}, "include": ["src"]}',
	'src/payments.ts': `
export class Payments {
	async charge(amount: number) {
		try {
			return await fetch('https://pay.example/charge?amount=' + amount);
		} catch {
			return null;
		}
	}
}
`,
	'src/services.ts': `
import type {Payments} from './payments.js';
interface Services { payments: Payments }
const made = new Map<string, unknown>();
export function service<Name extends keyof Services>(name: Name): Services[Name] {
	return made.get(name) as never;
}
`,
	'src/main.ts': `
import {service} from './services.js';
export async function order() {
	return service('payments').charge(3);
}
`,
};

const edgesOf = (dir: string, precise: boolean) =>
	describeGraph({dir, cwd: dir, depth: 2, precise}).edges.map(({from, to, how}) => `${from} ${to} ${how}`);

test('a call that only the type checker understands becomes an edge, and the site behind it is reached', async t => {
	const dir = makeFolder(t, SHOP);
	const edge = 'src/main.ts#1 src/payments.ts#1 declared';
	t.deepEqual(
		edgesOf(dir, true).filter(one => !edgesOf(dir, false).includes(one)),
		[edge],
	);
	const [plain, precise] = [await scan({dir}), await scan({dir, precise: true})];
	t.deepEqual(plain.report.summary.calls, {all: 5, unknown: 1});
	t.deepEqual(precise.report.summary.calls, {all: 5, unknown: 0, asked: 1, answered: 1});
	const [before, after] = [plain, precise].map(
		({report}) => report.sites.find(({name}) => name === 'Payments.charge')!,
	);
	t.deepEqual(before!.way, []);
	t.deepEqual(after!.way, ['export order', 'Payments.charge']);
	t.true(after!.centrality.reach > before!.centrality.reach);
});

test('plain JavaScript is asked about as well', t => {
	const {'src/main.ts': main, ...rest} = SHOP;
	const dir = makeFolder(t, {...rest, 'src/main.js': main});
	const edge = 'src/main.js#1 src/payments.ts#1 declared';
	t.deepEqual(
		[true, false].map(precise => edgesOf(dir, precise).includes(edge)),
		[true, false],
	);
});

/** The report, and everything that was read for it. */
const observed = async (dir: string, precise: boolean) => {
	const {value, log} = await logReadings(() => scan({dir, precise}));
	return {calls: value.report.summary.calls, json: renderJson(value.report), read: [...log.readings.keys()]};
};

test('where every call is known nothing more is read, and the report says so', async t => {
	const dir = makeFolder(t, {...SHOP, 'src/main.ts': 'export const order = () => 1;'});
	const [plain, precise] = [await observed(dir, false), await observed(dir, true)];
	t.deepEqual(precise.read, plain.read);
	t.deepEqual(precise.calls, {...plain.calls, asked: 0, answered: 0});
});

test('a broken tsconfig leaves calls unknown, and is told once', async t => {
	const dir = makeFolder(t, {...SHOP, 'tsconfig.json': '{"compilerOptions": '});
	const {report, failures} = await scan({dir, precise: true});
	t.deepEqual(failures, []);
	t.deepEqual(report.summary.calls, {all: 5, unknown: 1, asked: 0, answered: 0});
	t.deepEqual(
		report.diagnostics.filter(({code}) => code === 'checker-partial').map(({level, file}) => [level, file]),
		[['warning', 'tsconfig.json']],
	);
});

test('a kept report is the same, and is made anew once a type changes that only the checker read', async t => {
	const base = makeFolder(t, {
		...Object.fromEntries(Object.entries(SHOP).map(([file, text]) => [`shop/${file}`, text])),
		'shop/node_modules/hold/package.json': '{"name": "hold", "types": "index.d.ts"}',
		'shop/node_modules/hold/index.d.ts': 'export interface Held<T> { value: T }',
		'shop/src/services.ts': `
import type {Held} from 'hold';
import type {Payments} from './payments.js';
interface Services { payments: Held<Payments>['value'] }
export declare function service<Name extends keyof Services>(name: Name): Services[Name];
`,
	});
	const dir = join(base, 'shop');
	const warm = async () =>
		renderJson((await scan({dir, precise: true, cache: join(base, 'cache')}, () => {}, 'build')).report);
	const cold = async (precise: boolean) => renderJson((await scan({dir, precise})).report);
	const first = await warm();
	t.is(first, await cold(true));
	t.is(await warm(), first);
	t.not(await cold(false), first);
	writeFileSync(join(dir, 'node_modules/hold/index.d.ts'), 'export interface Held<T> { value: any }');
	const second = await warm();
	t.not(second, first);
	t.is(second, await cold(true));
});

test('the option is true or false', async t => {
	const {message} = (await t.throwsAsync(scan({dir: '.', precise: 'yes' as never}), {instanceOf: InputError}))!;
	t.regex(message, /precise must be true or false/);
});
