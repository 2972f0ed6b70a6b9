import {readFileSync} from 'node:fs';
import {ts} from '@ts-morph/common';
import test from 'ava';
import {ARCS, SITE_KINDS} from '../../src/model/site.ts';

for (const kind of SITE_KINDS) {
	const page = readFileSync(new URL(`../../docs/sites/${kind}.md`, import.meta.url), 'utf8');

	test(`the page of ${kind} names its arcs and says what to write, briefly`, t => {
		t.deepEqual(
			[...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(match => match[1]),
			[...ARCS[kind]],
		);
		for (const heading of ['## False alarms', '## What to write']) t.true(page.includes(heading));
		t.true(page.split('\n').length <= 61);
	});

	test(`the example of ${kind} is a test that parses`, t => {
		const [, code = ''] = /```ts\n(.*?)```/s.exec(page) ?? [];
		const {diagnostics} = ts.transpileModule(code, {reportDiagnostics: true});
		t.deepEqual(diagnostics, []);
		t.regex(code, /^test\('/m);
	});
}
