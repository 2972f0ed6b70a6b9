import test, {type ExecutionContext} from 'ava';
import {scan} from '../../src/scan.ts';
import {InputError} from '../../src/util/input-error.ts';
import {makeFolder} from '../make-folder.ts';

const ruleOf = (name: string, sites: string) => `package: '${name}'\nsites:\n${sites}`;
const TIMEOUT = `  - {kind: timeout, call: request, options: 1, at: timeout, arcs: {fire: {}}}\n`;
const RETRY = `  - {kind: retry, call: withRetry, guards: '#0', arcs: {retry: {fires: {repeats: '#0'}}}}\n`;

async function sitesIn(t: ExecutionContext, files: Record<string, string>, more = {}) {
	const {report, failures} = await scan({dir: makeFolder(t, files), ...more});
	t.deepEqual(failures, []);
	const sites = report.sites.filter(({mechanism}) => mechanism.startsWith('library:'));
	return {
		report,
		sites: sites.map(({file, line, kind, mechanism}) => `${file}:${line} ${kind} ${mechanism.slice(8)}`).sort(),
	};
}

const CLIENT = 'export const request = async (url: string, options?: object) => fetch(url, options);\n';

test('a package that the catalogue does not know is found by the rule of the user', async t => {
	const {sites, report} = await sitesIn(t, {
		'.unfired/rules/a.yml': ruleOf('@acme/resilience', RETRY),
		'.unfired/rules/a.example.ts': "import {withRetry} from '@acme/resilience';\nwithRetry(() => 1);\n",
		'src/a.ts': "import {withRetry} from '@acme/resilience';\nexport const load = () => withRetry(() => fetch('x'));\n",
	});
	t.deepEqual(sites, ['src/a.ts:2 retry @acme/resilience']);
	t.is(report.project.files, 1, 'the example is no source');
});

test('a module of the project is found however it is imported', async t => {
	const call = "export const load = () => request('x', {timeout: 5});\n";
	const {sites} = await sitesIn(t, {
		'.unfired/rules/a.yml': ruleOf('./src/http/client.ts', TIMEOUT),
		'tsconfig.json': '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
		'src/http/client.ts': CLIENT,
		'src/a.ts': `import {request} from './http/client.js';\n${call}`,
		'src/http/b.ts': `import {request} from './client';\n${call}`,
		'src/c.js': `const {request} = require('./http/client');\n${call.replace('export const load', 'exports.load')}`,
		'src/d.ts': `import * as http from '@/http/client';\n${call.replace('request', 'http.request')}`,
		'src/e.ts': `import {request} from './http/server';\n${call}`,
		'src/http/server.ts': 'export const request = async (url: string, options?: object) => [url, options];\n',
	});
	t.deepEqual(
		sites,
		['src/a.ts', 'src/c.js', 'src/d.ts', 'src/http/b.ts'].map(file => `${file}:2 timeout ./src/http/client`),
	);
});

test('an alias means what the nearest tsconfig says', async t => {
	const alias = '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}';
	const code = "import {request} from '@/client';\nexport const load = () => request('x', {timeout: 5});\n";
	const {sites} = await sitesIn(t, {
		'.unfired/rules/a.yml': ruleOf('./packages/a/src/client', TIMEOUT),
		'package.json': '{"workspaces": ["packages/*"]}',
		...Object.fromEntries(
			['a', 'b'].flatMap(name => [
				[`packages/${name}/package.json`, `{"name": "${name}"}`],
				[`packages/${name}/tsconfig.json`, alias],
				[`packages/${name}/src/client.ts`, CLIENT],
				[`packages/${name}/src/use.ts`, code],
			]),
		),
	});
	t.deepEqual(sites, ['packages/a/src/use.ts:2 timeout ./packages/a/src/client']);
});

test('a rule for a package of the catalogue is added, or replaces', async t => {
	const code = "import pRetry from 'p-retry';\nexport const load = () => pRetry(() => fetch('x'));\n";
	const own = ruleOf('p-retry', '  - {kind: limiter, call: default, arcs: {saturate: {}}}\n');
	const added = await sitesIn(t, {'.unfired/rules/a.yml': own, 'src/a.ts': code});
	t.deepEqual(added.sites, ['src/a.ts:2 limiter p-retry', 'src/a.ts:2 retry p-retry']);
	const replaced = await sitesIn(t, {'.unfired/rules/a.yml': `replace: true\n${own}`, 'src/a.ts': code});
	t.deepEqual(replaced.sites, ['src/a.ts:2 limiter p-retry']);
});

test('where both know a site of a kind, the arcs are those of the user', async t => {
	const {report} = await sitesIn(t, {
		'.unfired/rules/a.yml': ruleOf('p-retry', "  - {kind: retry, call: default, guards: '#0', arcs: {exhaust: {}}}\n"),
		'src/a.ts': "import pRetry from 'p-retry';\nexport const load = () => pRetry(() => fetch('x'));\n",
	});
	t.deepEqual(
		report.sites.filter(({kind}) => kind === 'retry').map(({arcs}) => arcs.map(({arc}) => arc)),
		[['exhaust']],
	);
});

test('the major that a package gets decides which of its sites there are', async t => {
	const sites = `  - {kind: retry, majors: [3], call: run, arcs: {retry: {}}}\n  - {kind: timeout, majors: [4], call: run, arcs: {fire: {}}}\n`;
	const files = {
		'.unfired/rules/a.yml': ruleOf('acme', sites),
		'src/a.ts': "import {run} from 'acme';\nexport const load = () => run();\n",
	};
	const kinds = async (more: Record<string, string>) => (await sitesIn(t, {...files, ...more})).sites;
	t.deepEqual(await kinds({'package.json': '{"dependencies": {"acme": "^3.1.0"}}'}), ['src/a.ts:2 retry acme']);
	t.deepEqual(await kinds({'node_modules/acme/package.json': '{"version": "4.0.1"}'}), ['src/a.ts:2 timeout acme']);
	t.deepEqual(await kinds({}), ['src/a.ts:2 retry acme', 'src/a.ts:2 timeout acme']);
});

test('defaults are reported when asked for', async t => {
	const files = {
		'.unfired/rules/a.yml': ruleOf('acme', '  - {kind: retry, implicit: true, call: get, arcs: {retry: {}}}\n'),
		'src/a.ts': "import {get} from 'acme';\nexport const load = () => get('x');\n",
	};
	t.deepEqual((await sitesIn(t, files)).sites, []);
	const {report, sites} = await sitesIn(t, files, {implicit: true});
	t.deepEqual(sites, ['src/a.ts:2 retry acme']);
	t.is(report.sites[0]!.implicit, true);
	const wrong = scan({dir: '.', implicit: 'yes' as unknown as boolean});
	await t.throwsAsync(wrong, {instanceOf: InputError, message: /implicit must be true or false, not "yes"/});
});

test('a broken rule is a diagnostic, and the scan goes on', async t => {
	const {report, sites} = await sitesIn(t, {
		'.unfired/rules/a.yml': ruleOf('acme', '  - {kind: retri, call: get, arcs: {retry: {}}}\n'),
		'.unfired/rules/b.yml': ruleOf('acme', '  - {kind: retry, call: get, arcs: {retry: {}}}\n'),
		'src/a.ts': "import {get} from 'acme';\nexport const load = () => get('x');\n",
	});
	t.deepEqual(sites, ['src/a.ts:2 retry acme']);
	const said = report.diagnostics.filter(({code}) => code === 'rule-broken');
	t.is(said.length, 1);
	t.regex(said[0]!.message, /^\.unfired\/rules\/a\.yml:3:6: `sites\.0\.kind` is "retri"/);
});
