import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import type {Page} from 'playwright-core';
import {scan} from '../../src/scan.ts';
import {ROOT} from '../imports.ts';
import {browserTests, focused, type Sheet, tabTo} from './browser.ts';

const {inBrowser, open} = browserTests();

const checkout: Promise<Sheet> = scan({dir: 'fixtures/checkout', cwd: ROOT}).then(({report, read}) => ({
	report,
	frames: (file, line, {before, after} = {before: 1, after: 2}) => {
		const from = Math.max(1, line - before);
		const lines = read(file)
			?.split('\n')
			.slice(from - 1, line + after);
		return lines?.map((text, index) => ({line: from + index, text}));
	},
}));

const rowsOf = (page: Page) => page.locator('.row').count();
const textOf = async (page: Page, selector: string) => (await page.locator(selector).first().textContent()) ?? '';
const status = (page: Page) => textOf(page, '.status');

inBrowser('opens from disk without a network, and asks for nothing', async t => {
	const {page, troubles} = await open(t, await checkout);
	t.is(await page.title(), 'checkout · unfired');
	t.true((await rowsOf(page)) > 5);
	t.true((await page.locator('.cell.file').count()) > 5);
	t.deepEqual(troubles, []);
});

inBrowser('shows the figures of the JSON report', async t => {
	const {report, ...rest} = await checkout;
	const {page} = await open(t, {report, ...rest});
	const {summary} = report;
	const figure = (name: string) => page.locator(`[data-figure=${name}]`).textContent();
	for (const name of ['lineCoverage', 'errorPathCoverage', 'weightedErrorPathCoverage'] as const)
		t.is(await figure(name), `${(100 * summary[name]!).toFixed(1)} %`);
	t.is(await figure('gap'), `${summary.gap!.toFixed(1)} points`);
	for (const verdict of ['fired', 'unfired', 'uncovered', 'undecided'] as const)
		t.is(await page.locator(`[data-arcs=${verdict}]`).textContent(), String(summary.arcs[verdict]));
	const exposed = await page.locator('.exposures section').nth(1).locator('tbody th').allTextContents();
	t.deepEqual(
		exposed,
		summary.exposures.dependencies.map(({name}) => name),
	);
});

inBrowser('colours the same files by error paths and by lines', async t => {
	const {report, ...rest} = await checkout;
	const {page} = await open(t, {report, ...rest});
	const cell = page.locator('.cell.file', {hasText: 'db.ts'});
	const arcs = report.sites.filter(({file}) => file === 'src/db.ts').flatMap(({arcs}) => arcs);
	const decided = arcs.filter(({verdict}) => verdict !== 'undecided');
	const share = decided.filter(({verdict}) => verdict === 'fired').length / decided.length;
	const label = async () => (await cell.getAttribute('aria-label'))?.split(', ').slice(0, 2);
	t.deepEqual(await label(), [`db.ts ${Math.round(100 * share)} %`, 'error-path coverage of src/db.ts']);
	t.regex((await cell.getAttribute('class'))!, /step-high/);
	await page.getByText('Lines', {exact: true}).first().click();
	const {lineCoverage} = report.files.find(({file}) => file === 'src/db.ts')!;
	t.not(lineCoverage, share);
	t.deepEqual(await label(), [`db.ts ${Math.round(100 * lineCoverage!)} %`, 'line coverage of src/db.ts']);
	await page.getByText('Table', {exact: true}).click();
	t.true((await page.locator('.file-table tbody tr').count()) > 3);
	await page.getByRole('button', {name: 'payments/'}).click();
	t.is(await page.locator('.file-table tbody tr').count(), 2);
});

inBrowser('filters by text, kind, verdict, file, entry point and dependency, and sorts', async t => {
	const {report, ...rest} = await checkout;
	const {page} = await open(t, {report, ...rest});
	const plain = report.sites.filter(({kind}) => kind !== 'handler').length;
	t.true((await status(page)).startsWith(`${plain} of ${report.sites.length} sites`));
	await page.getByRole('searchbox').fill('payments refund');
	t.true((await status(page)).startsWith('2 of '));
	await page.getByRole('button', {name: 'timeout'}).click();
	t.true((await status(page)).startsWith('1 of '));
	await page.locator('.toggle[data-value=fired]').click();
	t.true((await status(page)).startsWith('0 of '));
	t.true(await page.getByText('No site passes these filters.').isVisible());
	await page.getByRole('button', {name: 'clear all filters'}).click();
	await page.getByLabel('Plain handlers').check();
	t.is(await status(page), `${report.sites.length} of ${report.sites.length} sites`);
	await page.locator('.cell.file', {hasText: 'refunds.ts'}).click();
	const inFile = report.sites.filter(({file}) => file === 'src/payments/refunds.ts').length;
	t.true((await status(page)).startsWith(`${inFile} of `));
	await page.getByRole('button', {name: 'clear all filters'}).click();
	await page.getByRole('button', {name: 'GET /healthz'}).click();
	t.true((await textOf(page, '.row')).includes('app.ts'));
	await page.getByRole('button', {name: 'package pg'}).click();
	t.true(await page.getByRole('button', {name: 'talks to package pg'}).isVisible());
	await page.getByRole('button', {name: 'clear all filters'}).click();
	await page.getByRole('columnheader', {name: 'Weight'}).getByRole('button').click();
	const heaviest = Math.max(...report.sites.filter(({kind}) => kind !== 'handler').map(({weight}) => weight));
	t.is(await page.locator('.row .weight').first().textContent(), heaviest.toFixed(2));
});

inBrowser('opens a site with its code, verdicts, why, tests, ways in and what to write next', async t => {
	const {report, ...rest} = await checkout;
	const site = report.sites.find(({mechanism}) => mechanism === 'library:p-retry')!;
	const {page, troubles} = await open(t, {report, ...rest}, {hash: `#site=${encodeURIComponent(site.id)}`});
	const text = await textOf(page, 'article.site');
	t.is(await page.locator('.line.own .number').textContent(), String(site.line));
	t.true((await textOf(page, '.line.own code')).includes('pRetry('));
	for (const {arc, verdict, why} of site.arcs)
		t.true(text.includes(why) && text.includes(arc) && text.includes(verdict));
	for (const {name, file, line} of site.arcs.flatMap(({tests}) => tests))
		t.true(text.includes(name) && text.includes(`${file}:${line}`));
	for (const next of site.next) t.true(text.includes(next));
	t.is(await page.locator('.drawing li').count(), site.steps.length + 1 + site.guards.length);
	await page.locator('.drawing li a').first().click();
	t.true((await textOf(page, '.chip')).startsWith('in '));
	t.deepEqual(troubles, []);
});

inBrowser('works by keyboard alone', async t => {
	const {page} = await open(t, await checkout);
	await page.keyboard.press('Tab');
	t.is(await focused(page), 'Skip to the content');
	await page.keyboard.press('Enter');
	t.true(await tabTo(page, '.cell.file'));
	const first = await focused(page);
	await page.keyboard.press('ArrowRight');
	t.not(await focused(page), first);
	await page.keyboard.press('Enter');
	t.is(await page.locator('.cell[aria-pressed=true]').count(), 1);
	t.true(await tabTo(page, '.chip'));
	await page.keyboard.press('Enter');
	t.is(await page.locator('.chip').count(), 0);
	t.true(await page.evaluate(() => document.activeElement?.id === 'search'));
	t.true(await tabTo(page, '.row a'));
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	const chosen = await focused(page);
	await page.keyboard.press('Enter');
	await page.locator('article.site').waitFor();
	t.true(await page.evaluate(() => document.activeElement?.id === 'site-title'));
	t.true(await tabTo(page, '.drawing a, .code'));
	await page.keyboard.press('Escape');
	await page.locator('.row').first().waitFor();
	t.is(await focused(page), chosen);
	await page.keyboard.press('End');
	t.is(
		await page.evaluate(() => document.activeElement?.closest('.row')?.getAttribute('aria-rowindex')),
		await page.locator('.grid').getAttribute('aria-rowcount'),
	);
	t.true(await tabTo(page, '.exposures button.link'));
	await page.keyboard.press('Space');
	t.is(await page.locator('.exposures [aria-pressed=true]').count(), 1);
});

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of ['light', 'dark'] as const) {
	inBrowser(`has no serious violation of what axe checks, in ${colorScheme}`, async t => {
		const {report, ...rest} = await checkout;
		const site = report.sites.find(({mechanism}) => mechanism === 'library:p-retry')!;
		const check = async (hash: string, act: (page: Page) => Promise<unknown> = async () => {}) => {
			const {page} = await open(t, {report, ...rest}, {hash, colorScheme});
			await act(page);
			await page.evaluate(AXE);
			const violations = await page.evaluate(
				'axe.run().then(({violations}) => violations.map(({id, impact, nodes}) => ({id, impact, at: nodes.map(({html}) => html.slice(0, 200))})))',
			);
			t.deepEqual(
				(violations as Array<{impact: string}>).filter(({impact}) => ['serious', 'critical'].includes(impact)),
				[],
				hash,
			);
		};
		await check('');
		await check('', async page => {
			await page.getByText('Table', {exact: true}).click();
			await page.getByLabel('Plain handlers').check();
			await page.getByRole('button', {name: 'retry'}).click();
			await page.getByRole('button', {name: 'POST /orders', exact: true}).click();
		});
		await check(`#site=${encodeURIComponent(site.id)}`);
	});
}

inBrowser('the colours can be chosen, and a page prints without its controls and with all of its rows', async t => {
	const {report, ...rest} = await checkout;
	const {page} = await open(t, {report, ...rest, handlers: true});
	const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const light = await paper();
	await page.getByText('Dark', {exact: true}).click();
	t.not(await paper(), light);
	await page.emulateMedia({media: 'print'});
	t.is(await paper(), light);
	await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	t.is(await rowsOf(page), report.sites.length);
	t.false(await page.locator('.filters').isVisible());
});

inBrowser('compared with a commit, the ranking has findings of what changed until all are asked for', async t => {
	const {report, ...rest} = await checkout;
	const [touched, ...others] = report.sites.filter(({arcs}) => arcs.some(({verdict}) => verdict === 'unfired'));
	const since = {ref: 'main', commit: 'c0ffee', sites: 1};
	const sites = report.sites.map(site => (site === touched ? site : {...site, unchanged: true as const}));
	const {page} = await open(t, {report: {...report, since, sites}, ...rest, handlers: true});
	t.true(others.length > 0);
	t.true((await textOf(page, '.facts')).includes(`1 of ${sites.length} sites touched since main`));
	t.is(await status(page), `1 of ${sites.length} sites`);
	await page.getByLabel('Findings only').uncheck();
	t.is(await status(page), `${sites.length} of ${sites.length} sites`);
});

inBrowser('a report without coverage or without sites says so', async t => {
	const {report} = await checkout;
	const figures = {
		...report.summary,
		lineCoverage: null,
		errorPathCoverage: null,
		weightedErrorPathCoverage: null,
		gap: null,
	};
	const {page, troubles} = await open(t, {report: {...report, summary: figures, sites: [], files: []}});
	t.true(await page.getByText('How much of the error paths has fired is not known yet.').isVisible());
	t.is(await page.locator('[data-figure=gap]').textContent(), 'unknown');
	t.deepEqual(troubles, []);
});
