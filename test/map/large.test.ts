import test from 'ava';
import type {Page} from 'playwright-core';
import {renderHtml} from '../../src/report/html.ts';
import {browserTests} from './browser.ts';
import {largeFrames, largeReport} from './large-report.ts';

const SITES = 10_000;
const MOST_BYTES = 25_000_000;
/** Elements in the document, whatever the report holds: what keeps the page fluent (`npm run bench:map` measures the time). */
const MOST_ELEMENTS = 4000;

const {inBrowser, open} = browserTests();
const report = largeReport(SITES);
const sheet = {report, frames: largeFrames, handlers: true};

test('a page of 10,000 sites stays below 25 MB', t => {
	const page = renderHtml(report, sheet, {script: '', style: ''});
	t.true(Buffer.byteLength(page) < MOST_BYTES, `${Buffer.byteLength(page)} bytes`);
	t.true(page.includes('"excerpt"'));
});

const elements = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('#map *').length);
/** Runs in the page. Scrolls the list, and says whether a row is drawn where it now begins. */
async function scrollTo(share: number): Promise<boolean> {
	const list = document.querySelector('.rows')!;
	list.scrollTop = share * list.scrollHeight;
	// What scrolling causes happens in the next frame, before its second callback.
	for (const _ of [1, 2]) await new Promise(resolve => requestAnimationFrame(resolve));
	const {top} = list.getBoundingClientRect();
	const places = [...document.querySelectorAll('.row')].map(row => row.getBoundingClientRect());
	return places.some(place => place.top <= top + 1 && place.bottom > top);
}

const rowsOf = (page: Page): Promise<number> => page.locator('.row').count();

inBrowser('of 10,000 sites only those are in the document that can be seen', async t => {
	const {page, troubles} = await open(t, sheet);
	t.is(await page.locator('.grid').getAttribute('aria-rowcount'), String(SITES + 1));
	t.true((await page.locator('.cell').count()) > 100);
	const check = async (what: string) => {
		const rows = await rowsOf(page);
		t.true(rows > 0 && rows < 60, `${what}: ${rows} rows`);
		t.true((await elements(page)) < MOST_ELEMENTS, `${what}: ${await elements(page)} elements`);
	};
	await check('at first');
	for (const share of [0.3, 0.6, 1]) {
		t.true(await page.evaluate(scrollTo, share), `a row is drawn at the top of the list, scrolled to ${share}`);
		await check(`scrolled to ${share}`);
	}
	t.is(await page.locator('.row').last().getAttribute('aria-rowindex'), String(SITES + 1));
	await page.getByText('Table', {exact: true}).click();
	await check('the table');
	await page.getByText('Map', {exact: true}).click();
	await page.locator('.crumbs li').first().waitFor();
	await page.locator('.cell.folder').first().click();
	await check('in a folder');
	t.deepEqual(troubles, []);
});

inBrowser('of 10,000 sites every one opens, its details read only then', async t => {
	const {page, troubles} = await open(t, sheet);
	for (const {id, name} of [report.sites[0]!, report.sites.at(-1)!]) {
		await page.evaluate(next => {
			location.hash = `#site=${encodeURIComponent(next)}`;
		}, id);
		await page.locator('h1#site-title', {hasText: name}).waitFor();
		t.true((await elements(page)) < MOST_ELEMENTS);
	}
	t.deepEqual(troubles, []);
});
