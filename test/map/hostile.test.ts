import type {Report} from '../../src/model/report.ts';
import {renderHarmless} from '../../src/report/harmless.ts';
import {sampleArc, sampleFile, sampleReport, sampleSite, sampleSummary} from '../report/sample-report.ts';
import {browserTests} from './browser.ts';

const {inBrowser, open} = browserTests();

/** Each would set `owned`, open a dialog or ask for something, were it taken for anything but text. */
const PAYLOADS = [
	'<img src=x onerror="owned=1">',
	'"><svg/onload=owned=1>',
	"' onfocus='owned=1' autofocus='",
	'</script><script>owned=1</script>',
	'</title><script>owned=1</script>',
	'</style><script>owned=1</script><style>*{background:url(http://a.example/b)}',
	'<!--<script>',
	'-->]]>',
	'$' + '{owned=1}`$' + '{alert(1)}`',
	'{{constructor.constructor("owned=1")()}}',
	'javascript:owned=1//',
	'[a](javascript:owned=1) ![b](http://a.example/b.png) **c**',
	'\\u003cscript>owned=1\\u003c/script>',
	'a\x1b[2J\x1b]8;;http://x\x07b',
	'one\ntwo\r\nthree\u2028four\u2029five',
	'a\u202egnp.exe\u2066b\u200bc',
	'\ud800 lone',
	'__proto__',
	'constructor',
	'#site=x&amp;&lt;b&gt;',
];

/** A site whose every text is the payload. */
const hostileSite = (payload: string, rank: number) => {
	const place = {file: `src/${payload}/a.ts`, line: 1, name: payload};
	const arc = sampleArc('retry', 'unfired', {
		why: payload,
		witnesses: [{...place, count: 0}],
		tests: [place],
		mocks: [{...place, outcome: 'fails', target: payload}],
		reachedBy: {count: 1, files: [payload]},
		hidden: {tool: 'istanbul', line: 1, reason: payload},
		suppressed: {line: 1, reason: payload},
	});
	return sampleSite({
		...place,
		id: `retry:${payload}`,
		mechanism: `library:${payload}`,
		rank,
		guards: [{...place, text: payload}],
		entryPoints: [place, {...place, line: 2}],
		steps: [place],
		heaviest: [{...place, line: 3}, place],
		way: [payload],
		dependencies: [{kind: 'host', name: payload}],
		arcs: [arc, sampleArc('exhaust', 'undecided', {wanted: payload})],
		flaws: [{flaw: 'unbounded', line: 1, why: payload, suppressed: {line: 1, reason: payload}}],
		next: [payload],
	});
};

const exposed = (prefix = '') => PAYLOADS.map(payload => ({name: `${prefix}${payload}`, exposure: 0.5, sites: 1}));

const hostile = (): Report => {
	const [first] = PAYLOADS;
	const sites = PAYLOADS.map((payload, index) => hostileSite(payload, index + 1));
	const {exposures} = sampleSummary();
	return sampleReport({
		project: {root: '.', name: first!, commit: '</script><script>owned=1</script>', files: 1, lines: 1, tests: 1},
		coverage: [{path: first!, format: 'v8', files: 1, matched: 1, stale: 0}],
		summary: sampleSummary({exposures: {...exposures, entryPoints: exposed(), dependencies: exposed('host ')}}),
		files: sites.map(({file}) => sampleFile({file})),
		sites,
		diagnostics: PAYLOADS.map(payload => ({
			level: 'error',
			code: 'file-unreadable',
			message: payload,
			file: payload,
			command: payload,
		})),
	});
};

const frames = (_: string, from: number) => PAYLOADS.map((text, index) => ({line: from + index, text}));

inBrowser('a hostile repository executes nothing, asks for nothing, and shows as text', async t => {
	const {page, troubles} = await open(t, {report: hostile(), frames, handlers: true});
	const isOwned = () => page.evaluate(() => 'owned' in globalThis || 'polluted' in {});
	t.false(await isOwned());
	t.is(await page.locator('h1').textContent(), renderHarmless(PAYLOADS[0]!));
	t.is(await page.locator('script:not([type])').count(), 1);
	t.is(await page.locator('img, svg, iframe, link, [onerror], [onload], [onfocus], [style*=url]').count(), 0);
	await page.locator('.foot summary').click();
	const notes = await page.locator('.foot li').allTextContents();
	for (const [index, payload] of PAYLOADS.entries()) t.true(notes[index]!.includes(renderHarmless(payload)), payload);
	for (const more of await page.locator('.exposures .more').all()) await more.click();
	const names = await page.locator('.exposures section').first().locator('tbody th').allTextContents();
	t.deepEqual(names.sort(), PAYLOADS.map(renderHarmless).sort());
	for (const button of await page.locator('.exposures tbody button').all()) await button.click();
	await page.getByText('Table', {exact: true}).click();
	for (let depth = 0; depth < 3; depth++) await page.locator('.file-table tbody button').first().click();
	t.false(await isOwned());
	t.deepEqual(troubles, []);
});

inBrowser('the page of a hostile site shows every text as it is', async t => {
	const {page, troubles} = await open(t, {report: hostile(), frames, handlers: true});
	for (const payload of PAYLOADS) {
		const shown = renderHarmless(payload);
		await page.evaluate(
			id => {
				location.hash = `#site=${encodeURIComponent(id)}`;
			},
			renderHarmless(`retry:${payload}`),
		);
		await page.locator('h1#site-title', {hasText: shown}).waitFor();
		const article = page.locator('article.site');
		t.is(await article.locator('h1').textContent(), shown);
		t.is(await article.locator('.arc-card p').first().textContent(), shown);
		t.is(await article.locator('.next li').textContent(), shown);
		t.true((await article.locator('.drawing').textContent())!.includes(shown));
		t.true((await article.locator('.code').textContent())!.includes(shown));
		t.is(await article.locator('img, iframe, script, link, style').count(), 0);
		for (const href of await article.locator('a').evaluateAll(links => links.map(link => link.getAttribute('href')!)))
			t.regex(href, /^#(?:$|site=|file=)/);
	}
	for (const hash of ['#site=%', '#site=__proto__', '#file=%E0', '#file=<img src=x onerror=owned=1>', '#nothing']) {
		await page.evaluate(next => {
			location.hash = next;
		}, hash);
		t.false(await page.evaluate(() => 'owned' in globalThis), hash);
	}
	t.deepEqual(troubles, []);
});

inBrowser('the policy of the page stops what does not belong to it, even if it got in', async t => {
	const {page} = await open(t, {report: sampleReport()});
	const tried = await page.evaluate(async () => {
		const script = document.createElement('script');
		const results: string[] = [];
		try {
			script.text = 'owned = 1';
			document.body.append(script);
		} catch {
			results.push('script');
		}
		try {
			document.body.innerHTML = '<img src=x onerror="owned=1">';
		} catch {
			results.push('markup');
		}
		await fetch('http://127.0.0.1:9/').catch(() => results.push('network'));
		return [...results, 'owned' in globalThis];
	});
	t.deepEqual(tried, ['script', 'markup', 'network', false]);
});
