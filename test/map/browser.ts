import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {type Browser, type BrowserContextOptions, chromium, type Page} from 'playwright-core';
import {CHROMIUM_ARGS, findChromium} from '../../build/chromium.mjs';
import {bundleMap} from '../../build/map.mjs';
import type {Report} from '../../src/model/report.ts';
import {renderHtml} from '../../src/report/html.ts';
import type {Frames} from '../../src/report/index.ts';

const executablePath = findChromium();
const SKIPPED = 'SKIPPED, no Chromium found (install it, or name it in CHROMIUM_PATH):';

export interface Opened {
	page: Page;
	/** What no page of ours may cause: messages on the console, errors, requests but for the file itself, dialogs. */
	troubles: string[];
}

export interface Sheet {
	report: Report;
	frames?: Frames;
	handlers?: boolean;
}

/** Tests that need a browser: they skip where there is none, and say so. */
export function browserTests() {
	let browser: Browser;
	let assets: Awaited<ReturnType<typeof bundleMap>>;
	const folder = mkdtempSync(join(tmpdir(), 'unfired-map-'));
	let files = 0;

	const open = async (t: ExecutionContext, sheet: Sheet, options: BrowserContextOptions & {hash?: string} = {}) => {
		const {report, frames, handlers = false} = sheet;
		const file = join(folder, `${files++}.html`);
		writeFileSync(file, renderHtml(report, {frames, handlers}, assets));
		const {hash = '', ...more} = options;
		const context = await browser.newContext({offline: true, viewport: {width: 1280, height: 900}, ...more});
		t.teardown(() => context.close());
		const page = await context.newPage();
		const url = pathToFileURL(file).href;
		const troubles = watchTroubles(page, url);
		await page.goto(`${url}${hash}`, {waitUntil: 'load'});
		return {page, troubles, url} satisfies Opened & {url: string};
	};

	if (executablePath) {
		test.before('a browser starts', async () => {
			assets = await bundleMap();
			browser = await chromium.launch({executablePath, args: CHROMIUM_ARGS});
		});
		test.after.always(() => browser?.close());
	}
	test.after.always(() => rmSync(folder, {recursive: true, force: true}));
	const inBrowser = (title: string, run: (t: ExecutionContext) => Promise<void>): void =>
		executablePath ? test(title, run) : test.skip(`${SKIPPED} ${title}`, run);
	return {inBrowser, open};
}

function watchTroubles(page: Page, url: string): string[] {
	const troubles: string[] = [];
	page.on('console', message => troubles.push(`console: ${message.text()}`));
	page.on('pageerror', error => troubles.push(`error: ${error.message}`));
	page.on('request', request => request.url().split('#')[0] !== url && troubles.push(`request: ${request.url()}`));
	page.on('dialog', async dialog => {
		troubles.push(`dialog: ${dialog.message()}`);
		await dialog.dismiss();
	});
	page.on('popup', popup => troubles.push(`popup: ${popup.url()}`));
	return troubles;
}

/** Presses Tab until what has the focus matches; false where it never does. */
export async function tabTo(page: Page, selector: string, most = 120): Promise<boolean> {
	for (let presses = 0; presses < most; presses++) {
		await page.keyboard.press('Tab');
		if (await page.evaluate(wanted => document.activeElement?.matches(wanted) ?? false, selector)) return true;
	}
	return false;
}

export const focused = (page: Page): Promise<string> =>
	page.evaluate(() => (document.activeElement as HTMLElement | null)?.textContent ?? '');
