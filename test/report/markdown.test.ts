import test from 'ava';
import type {Report, ReportSite} from '../../src/model/report.ts';
import {escapeProse} from '../../src/report/markdown/escape.ts';
import {MARKER, renderMarkdown} from '../../src/report/markdown.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

const ofSites = (count: number, more: Partial<ReportSite> = {}): Report =>
	sampleReport({
		sites: Array.from({length: count}, (_, index) =>
			sampleSite({id: `retry:${index}`, rank: index + 1, line: index + 1, ...more}),
		).reverse(),
	});
const shownIn = (text: string) => [...text.matchAll(/^\*\*(\d+)\.\*\*/gm)].map(match => Number(match[1]));
const MOST = 65_536;

test('it begins with the mark by which it is found again', t => {
	t.true(renderMarkdown(sampleReport()).startsWith(`${MARKER}\n`));
	t.is(MARKER, '<!-- unfired -->');
});

test('the table has twenty sites, the details all that fit, by rank', t => {
	const text = renderMarkdown(ofSites(50));
	t.is(text.match(/^\| \d+ \|/gm)!.length, 20);
	t.deepEqual(
		shownIn(text),
		Array.from({length: 50}, (_, index) => index + 1),
	);
	t.notRegex(text, /left out/);
});

/** The most sites of this kind that fit. */
function edgeOf(more: Partial<ReportSite> = {}): number {
	let [fits, less] = [1, 2000];
	while (less - fits > 1) {
		const middle = Math.floor((fits + less) / 2);
		if (renderMarkdown(ofSites(middle, more)).includes('left out')) less = middle;
		else fits = middle;
	}
	return fits;
}

const SHAPES: Array<[string, Partial<ReportSite>]> = [
	['plain names', {}],
	['names of three bytes a character', {name: '請'.repeat(150), next: ['求'.repeat(900)]}],
	['names of markup alone', {name: '|'.repeat(10_000), file: `src/${'`'.repeat(900)}.ts`}],
];

for (const [what, more] of SHAPES) {
	test(`it stays below what a comment and a summary hold, at the edge and beyond it: ${what}`, t => {
		const edge = edgeOf(more);
		t.true(edge > 5);
		for (const count of [edge, edge + 1, 2000]) {
			const text = renderMarkdown(ofSites(count, more));
			t.true(text.length < MOST && Buffer.byteLength(text) < MOST);
			t.true(Buffer.byteLength(text) > MOST * 0.9, 'no room is wasted');
			t.is(text.match(/<details>/g)!.length, text.match(/<\/details>/g)!.length);
		}
		const beyond = renderMarkdown(ofSites(2000, more));
		const shown = shownIn(beyond);
		t.deepEqual(
			shown,
			shown.map((_, index) => index + 1),
		);
		const left = 2000 - shown.length;
		t.true(
			beyond.includes(
				`${(3 * left).toLocaleString('en-US')} findings at ${left.toLocaleString('en-US')} sites of lower rank left out`,
			),
		);
	});
}

test('one site of any size does not break the limit', t => {
	const endless = 'x'.repeat(1_000_000);
	const site = sampleSite({
		file: endless,
		name: endless,
		next: [endless],
		arcs: [sampleArc('retry', 'unfired', {why: endless})],
	});
	const diagnostics = Array.from({length: 100}, () => ({
		level: 'error' as const,
		code: 'coverage-broken' as const,
		message: `${'|'.repeat(100_000)}`,
		file: endless,
	}));
	const text = renderMarkdown(sampleReport({sites: [site], diagnostics}));
	t.true(Buffer.byteLength(text) < MOST);
	t.deepEqual(shownIn(text), [1]);
	t.regex(text, /95 more warnings about this scan/);
});

test('links lead to the line, in the repository of the service where that is known', t => {
	const site = sampleSite({file: 'src/a (b)#_.ts'});
	const link = (linkBase?: string) =>
		/\]\(([^)]*)\)/.exec(renderMarkdown(sampleReport({sites: [site]}), linkBase === undefined ? {} : {linkBase}))![1];
	t.is(link(), 'src/a%20%28b%29%23%5F.ts#L42');
	t.is(link('https://github.com/o/r/blob/abc/'), 'https://github.com/o/r/blob/abc/src/a%20%28b%29%23%5F.ts#L42');
});

test('what would be markup, a mention, a reference or a link is text or code', t => {
	t.is(
		escapeProse('a_b `c | <img src=x> [x](y) *z*'),
		'a&#95;b &#96;c &#124; &#60;img src=x&#62; &#91;x&#93;(y) &#42;z&#42;',
	);
	t.is(escapeProse('ask @octocat'), 'ask <code>@octocat</code>');
	t.is(escapeProse('see o/r#12 GH-7'), 'see <code>o/r&#35;12</code> <code>GH-7</code>');
	t.is(escapeProse('(https://x.y'), '<code>(https&#58;//x.y</code>');
	t.is(escapeProse('a `npm test` & b'), 'a <code>npm test</code> &#38; b');
	t.is(escapeProse('runs `` f(`$`) ``: no ` here'), 'runs <code>f(&#96;&#36;&#96;)</code>: no &#96; here');
});

test('a row of the table stays a row, whatever the names hold', t => {
	const hostile = '`|</code></td><script>alert(1)</script>\n| @all [x](javascript:1) <!-- -->';
	const site = sampleSite({
		name: hostile,
		file: hostile,
		mechanism: hostile,
		next: [hostile],
		arcs: [sampleArc('retry', 'unfired', {why: hostile})],
	});
	const text = renderMarkdown(sampleReport({sites: [site]}));
	const row = text.split('\n').find(line => line.startsWith('| 1 |'))!;
	t.is(row.split('|').length, 7);
	t.deepEqual([...new Set(text.match(/<[^>]*>/g))].sort(), [
		'<!-- unfired -->',
		'</code>',
		'</details>',
		'</summary>',
		'<code>',
		'<details>',
		'<summary>',
	]);
	t.notRegex(text.replace(/<code>[^<]*<\/code>/g, ''), /@/);
});
