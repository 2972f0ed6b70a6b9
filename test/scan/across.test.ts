import test, {type ExecutionContext} from 'ava';
import {scan} from '../../src/scan.ts';
import {makeFolder} from '../make-folder.ts';

/** `file:line kind arcs` of every library site, and what it guards where that is elsewhere. */
async function sitesOf(t: ExecutionContext, files: Record<string, string>): Promise<string[]> {
	const main = {'src/main.ts': '#!/usr/bin/env node\nexport {};\n'};
	const {report, failures} = await scan({dir: makeFolder(t, {'package.json': '{"name": "shop"}', ...main, ...files})});
	t.deepEqual(failures, []);
	return report.sites
		.filter(({mechanism}) => mechanism.startsWith('library:'))
		.map(({file, line, kind}) => `${file}:${line} ${kind}`)
		.sort();
}

const HTTP = "import axios from 'axios';\nexport const http = axios.create();\n";
const get = (source: string, callee = 'http') =>
	`${source}\nexport const load = (url: string) => ${callee}.get(url, {timeout: 500});\n`;

test('a client of another file: by name, default, star, namespace and CommonJS', async t => {
	const index = "export * from './http.ts';\nexport {http as default} from './http.ts';\n";
	t.deepEqual(
		await sitesOf(t, {
			'src/http.ts': HTTP,
			'src/index.ts': index,
			'src/a.ts': get("import {http} from './http.ts';"),
			'src/b.ts': get("import {http} from './index.ts';"),
			'src/c.ts': get("import client from './index.ts';", 'client'),
			'src/d.ts': get("import * as all from './http.ts';", 'all.http'),
			'src/e.js': "const {http} = require('./f');\nexports.load = url => http.get(url, {timeout: 5});\n",
			'src/f.js': "const axios = require('axios');\nmodule.exports = {http: axios.create()};\n",
		}),
		['src/a.ts:2', 'src/b.ts:2', 'src/c.ts:2', 'src/d.ts:2', 'src/e.js:2'].map(place => `${place} timeout`),
	);
});

test('a client that a factory makes, or that only a type of another file tells of', async t => {
	t.deepEqual(
		await sitesOf(t, {
			'src/http.ts':
				"import axios, {type AxiosInstance} from 'axios';\nexport const make = () => axios.create();\nexport interface Deps { http: AxiosInstance }\n",
			'src/a.ts': get("import {make} from './http.ts';\nconst own = make();", 'own'),
			'src/b.ts':
				"import type {Deps} from './http.ts';\nexport class B {\n\tconstructor(private deps: Deps) {}\n\tload() { return this.deps.http.get('x', {timeout: 5}); }\n}\n",
		}),
		['src/a.ts:3 timeout', 'src/b.ts:4 timeout'],
	);
});

test('no client: the name of another file, a class that says itself what the method is', async t => {
	t.deepEqual(
		await sitesOf(t, {
			'src/http.ts': HTTP,
			'src/own.ts': 'export const http = {get: async (url: string, options: object) => [url, options]};\n',
			'src/sub.ts':
				"import {Axios} from 'axios';\nexport class Sub extends Axios { load(url: string, options: object) { return [url, options]; } }\n",
			'src/a.ts': get("import {http} from './own.ts';"),
			'src/b.ts': "import {Sub} from './sub.ts';\nexport const load = (sub: Sub) => sub.load('x', {timeout: 5});\n",
		}),
		[],
	);
});

test('a subclass: its super call is the site', async t => {
	const queue =
		"import PQueue from 'p-queue';\nexport class Q extends PQueue {\n\tconstructor() { super({concurrency: 2}); }\n}\n";
	t.deepEqual(
		await sitesOf(t, {'src/q.ts': queue, 'src/a.ts': "import {Q} from './q.ts';\nexport const q = new Q();\n"}),
		['src/q.ts:3 limiter'],
	);
	const plain = "import PQueue from 'p-queue';\nexport class Q extends PQueue {}\n";
	const made = "import {Q} from './q.ts';\nexport const q = new Q({concurrency: 2});\n";
	t.deepEqual(await sitesOf(t, {'src/q.ts': plain, 'src/a.ts': made}), ['src/a.ts:2 limiter']);
});

const CREATE = (options: string, head = '') =>
	`import axios from 'axios';\nimport {config} from './config.ts';\n${head}export const http = axios.create(${options});\n`;

test('options of another file: the site is at the call', async t => {
	const sites = (config: string, options: string) =>
		sitesOf(t, {'src/config.ts': `export const config = ${config};\n`, 'src/a.ts': CREATE(options)});
	const found = ['src/a.ts:3 timeout'];
	t.deepEqual(await sites('{timeout: 5}', 'config'), found);
	t.deepEqual(await sites('{http: {timeout: 5}}', 'config.http'), found);
	t.deepEqual(await sites('{timeout: 5}', '{...config, baseURL: "x"}'), found);
	t.deepEqual(await sites('{timeout: 5}', 'Object.assign({}, config)'), found);
	t.deepEqual(await sites('() => ({timeout: 5})', 'config()'), found);
	t.deepEqual(await sites('{timeout: 5}', '{timeout: config.timeout}'), found);
});

test('options of another file that say nothing, say no, or were changed', async t => {
	const sites = (config: string, more = {}) =>
		sitesOf(t, {'src/config.ts': config, 'src/a.ts': CREATE('config'), ...more});
	t.deepEqual(await sites("export const config = {baseURL: 'x'};\n"), []);
	t.deepEqual(await sites('export const config = {timeout: 0};\n'), []);
	t.deepEqual(await sites('const OFF = 0;\nexport const config = {timeout: OFF};\n'), []);
	const other = {'src/b.ts': "import {config} from './config.ts';\nconfig.timeout = 0;\n"};
	t.deepEqual(await sites('export const config = {timeout: 5};\n', other), []);
});

const CALLED = (calls: string) => ({
	'src/pool.ts': "import {Pool} from 'pg';\nconst make = (options: object) => new Pool(options);\nexport {make};\n",
	'src/main.ts': `#!/usr/bin/env node\nimport {make} from './pool.ts';\n${calls}\n`,
});

const arcsOf = async (t: ExecutionContext, files: Record<string, string>, kind: string) => {
	const {report} = await scan({dir: makeFolder(t, {'package.json': '{"name": "shop"}', ...files})});
	return report.sites.find(site => site.kind === kind)?.arcs.map(({arc}) => arc) ?? [];
};

test('options through a parameter: what all callers give holds, what some give does not', async t => {
	const withTimeout = 'make({connectionTimeoutMillis: 5});';
	t.true((await arcsOf(t, CALLED(withTimeout), 'pool')).includes('acquire-timeout'));
	t.true(
		(await arcsOf(t, CALLED(`${withTimeout} make({connectionTimeoutMillis: 7});`), 'pool')).includes('acquire-timeout'),
	);
	t.false((await arcsOf(t, CALLED(`${withTimeout} make({});`), 'pool')).includes('acquire-timeout'));
	t.false((await arcsOf(t, CALLED('make({});'), 'pool')).includes('acquire-timeout'));
	t.false((await arcsOf(t, CALLED(`${withTimeout} make(JSON.parse(''));`), 'pool')).includes('acquire-timeout'));
});

test('wrappers: the site is in the wrapper, its callers give the guarded operations', async t => {
	const wrap = `import pRetry from 'p-retry';
export const byLibrary = (fn: () => Promise<unknown>) => pRetry(fn, {retries: 2});
export async function byHand(fn: () => Promise<unknown>) {
	for (let i = 0; i < 3; i++) {
		try { return await fn(); } catch (error) { if (i === 2) throw error; }
	}
}
`;
	const guardsOf = async (main: string) => {
		const dir = makeFolder(t, {'package.json': '{"name": "shop"}', 'src/wrap.ts': wrap, 'src/main.ts': main});
		const {report} = await scan({dir});
		return report.sites
			.filter(({kind}) => kind === 'retry')
			.map(({line, operation, guards}) => `${line} ${operation} ${guards.map(guard => `${guard.file}:${guard.line}`)}`)
			.sort();
	};
	const start = "#!/usr/bin/env node\nimport {byHand, byLibrary} from './wrap.ts';\n";
	t.deepEqual(await guardsOf(`${start}await byLibrary(() => fetch('x'));\nawait byHand(() => fetch('x'));\n`), [
		'2 external src/main.ts:3',
		'4 external src/main.ts:4',
	]);
	t.deepEqual(
		(await guardsOf(`${start}await byHand(async () => JSON.parse('1'));\n`)).filter(line => line.startsWith('4')),
		['4 local src/main.ts:3'],
	);
	// Who else may call it, and with what, is not known.
	t.deepEqual(
		(await guardsOf(`${start}await byHand(async () => JSON.parse('1'));\n[1].map(byHand);\n`)).filter(line =>
			line.startsWith('4'),
		),
		['4 external src/main.ts:3,src/wrap.ts:5'],
	);
});
