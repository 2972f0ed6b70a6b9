// Draws the pictures of the documentation from the built package: `npm run docs:pictures`. Needs Chromium (CHROMIUM_PATH).
import {mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {scan} from '../dist/index.js';
import {renderHtml} from '../dist/report/html.js';
import {CHROMIUM_ARGS, findChromium} from './chromium.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = join(ROOT, 'docs/pictures');
const MOST_BYTES = 300_000;

const {report} = await scan({dir: 'fixtures/checkout', cwd: ROOT});
// The picture must not change with every commit.
report.project.commit = null;
const folder = mkdtempSync(join(tmpdir(), 'unfired-pictures-'));
const browser = await chromium.launch({
	executablePath: findChromium(),
	args: CHROMIUM_ARGS,
});
try {
	const file = join(folder, 'map.html');
	writeFileSync(file, renderHtml(report, {handlers: false}));
	mkdirSync(PICTURES, {recursive: true});
	for (const [name, colorScheme] of [
		['map', 'light'],
		['map-dark', 'dark'],
	]) {
		const page = await browser.newPage({viewport: {width: 1200, height: 1185}, colorScheme, offline: true});
		await page.goto(pathToFileURL(file).href);
		await page.locator('.cell.file').first().waitFor();
		const path = join(PICTURES, `${name}.png`);
		await page.screenshot({path});
		const {size} = statSync(path);
		if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}.`);
		process.stdout.write(`${path} ${Math.round(size / 1000)} kB\n`);
	}
} finally {
	await browser.close();
	rmSync(folder, {recursive: true, force: true});
}
