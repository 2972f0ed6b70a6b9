import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {ROOT} from './imports.ts';
import {PAGES, renewSamples} from './renew-samples.ts';

for (const name of PAGES) {
	test(`${name} shows what the tool prints: npm run docs:samples`, async t => {
		const page = readFileSync(join(ROOT, name), 'utf8');
		t.true(page.includes('<!-- sample: '));
		t.is(page, await renewSamples(page));
	});
}
