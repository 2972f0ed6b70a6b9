import {readdirSync, readFileSync} from 'node:fs';
import {ts} from '@ts-morph/common';
import test from 'ava';
import {FLAWS} from '../../src/model/flaw.ts';
import {flawsIn} from '../extract/flaws/expect-flaws.ts';

const folder = new URL('../../docs/flaws/', import.meta.url);
const page = (flaw: string): string => readFileSync(new URL(`${flaw}.md`, folder), 'utf8');

test('every flaw has a page, is in the list, and no page is of another', t => {
	const pages = readdirSync(folder).map(file => file.replace(/\.md$/, ''));
	t.deepEqual(pages.filter(name => name !== 'README').sort(), [...FLAWS].sort());
	for (const flaw of FLAWS) t.true(page('README').includes(`[\`${flaw}\`](${flaw}.md)`));
});

for (const flaw of FLAWS) {
	test(`the page of ${flaw} shows it, why it hurts, what to write and what is left out, briefly`, t => {
		const text = page(flaw);
		for (const heading of ['## Why it hurts', '## What to write instead', '## Not reported'])
			t.true(text.includes(heading));
		const examples = [...text.matchAll(/```ts\n(.*?)```/gs)].map(match => match[1]!);
		t.is(examples.length, 2);
		for (const code of examples)
			t.deepEqual(
				ts.transpileModule(`async () => {${code.replaceAll(/^export /gm, '')}}`, {reportDiagnostics: true}).diagnostics,
				[],
			);
		t.true(text.split('\n').length <= 70);
	});
}

test('examples of what one file shows are found, and what to write instead is not', t => {
	const [bad, good] = [...page('unguarding').matchAll(/```ts\n(.*?)```/gs)].map(match => match[1]!);
	const callee =
		'async function post(url: string) { await fetch(url); }\nasync function run(job: Job) { await job.run(); }\n';
	t.deepEqual(
		flawsIn(callee + bad).map(({flaw}) => flaw),
		['unguarding', 'unguarding'],
	);
	t.deepEqual(flawsIn(callee + good), []);
	for (const flaw of ['unbounded', 'eager', 'indiscriminate', 'swallowed'] as const) {
		const [wrong, right] = [...page(flaw).matchAll(/```ts\n(.*?)```/gs)].map(match => match[1]!);
		t.true(
			flawsIn(`async function f() {\n${wrong}\n}`).some(found => found.flaw === flaw),
			flaw,
		);
		t.deepEqual(flawsIn(`async function f() {\n${right}\n}`), [], flaw);
	}
});
