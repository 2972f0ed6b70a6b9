import {readFileSync} from 'node:fs';
import test from 'ava';
import {SITE_KINDS} from '../../src/model/site.ts';
import {scan} from '../../src/scan.ts';
import {ROOT} from '../imports.ts';
import {makeFolder} from '../make-folder.ts';

const read = (file: string) => readFileSync(`${ROOT}/${file}`, 'utf8');
const page = read('docs/sites/not-a-site.md');
const snippets = [...page.matchAll(/^## ([^\n]+)\n[^#]*?```ts no=(\S+)(?: file=(\S+))?\n([\s\S]*?)```/gm)];

test('every look-alike of the page has a snippet of three lines', t => {
	t.is(snippets.length, page.match(/^## /gm)!.length);
	for (const [, what, , , code] of snippets) t.is(code!.trim().split('\n').length, 3, what);
});

for (const [, what, kinds, file = 'src/a.ts', code = ''] of snippets) {
	test(`${what}: a scan finds none`, async t => {
		const unwanted: readonly string[] = kinds === 'all' ? SITE_KINDS : kinds!.split(',');
		for (const kind of unwanted) t.true((SITE_KINDS as readonly string[]).includes(kind), kind);
		// What stands at the top level of the page stands in a function of a program.
		const text = /^(export|test|\/\/|function)/.test(code) ? code : `export async function run() {\n${code}}\n`;
		const {report, failures} = await scan({dir: makeFolder(t, {[file]: text, 'src/other.ts': 'export {};\n'})});
		t.deepEqual(failures, []);
		t.deepEqual(
			report.sites.map(({kind}) => kind as string).filter(kind => unwanted.includes(kind)),
			[],
		);
	});
}

test('the page of each kind leads to it, and so does the readme', t => {
	for (const kind of SITE_KINDS) t.true(read(`docs/sites/${kind}.md`).includes('](not-a-site.md)'), kind);
	t.true(read('README.md').includes('](docs/sites/not-a-site.md)'));
});
