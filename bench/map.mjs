// npm run bench:map -- [--sites 10000] [--rounds 5] [--json REPORT]
//
// Draws the map of a generated report (or of a JSON report, then without source) in headless Chromium, from disk, and measures in
// the page: its first paint, when map and list were drawn, and each thing that a person does, from there to the next frame
// that was painted. Medians and the greatest of all rounds. Exit code 1 where a median is beyond the limits.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {chromium} from 'playwright-core';
import {CHROMIUM_ARGS, findChromium} from '../build/chromium.mjs';
import {bundleMap} from '../build/map.mjs';
import {renderHtml} from '../src/report/html.ts';
import {largeFrames, largeReport} from '../test/map/large-report.ts';

const FIRST_PAINT = 2000;
const INTERACTION = 100;

const {values} = parseArgs({
	options: {
		sites: {type: 'string', default: '10000'},
		rounds: {type: 'string', default: '5'},
		json: {type: 'string'},
	},
});
const rounds = Number(values.rounds);

/** What a person does, as code of the page. */
const ACTIONS = {
	search: `const box = document.querySelector('#search'); box.value = 'module-1' + round; box.dispatchEvent(new Event('input'))`,
	'clear the search': `const box = document.querySelector('#search'); box.value = ''; box.dispatchEvent(new Event('input'))`,
	'sort by weight': `document.querySelector('.headings .weight button').click()`,
	'sort by place': `document.querySelector('.headings .place button').click()`,
	'choose a kind': `document.querySelector('.toggle[data-value=retry]').click()`,
	'choose an entry point': `document.querySelector('.exposures tbody button')?.click()`,
	'clear all filters': `document.querySelector('.chips > .link').click()`,
	scroll: `document.querySelector('.rows').scrollTop += 20000`,
	'colour by lines': `document.querySelectorAll('input[value=lines], input[value=errors]')[(round + 1) % 2].click()`,
	'enter a folder': `(document.querySelectorAll('.cell.folder')[round] ?? document.querySelector('.crumbs button'))?.click()`,
	'leave the folder': `document.querySelector('.crumbs button')?.click()`,
	'open a site': `location.hash = document.querySelector('.row a').getAttribute('href')`,
	'go back': `location.hash = ''`,
};

const measure = (page, action, round) =>
	page.evaluate(`(async () => {
		const round = ${round};
		const changed = new Promise(resolve => addEventListener('hashchange', resolve, {once: true}));
		const hash = location.hash;
		const start = performance.now();
		${action};
		if (location.hash !== hash) await changed;
		await new Promise(resolve => requestAnimationFrame(() => {
			const {port1, port2} = new MessageChannel();
			port1.onmessage = resolve;
			port2.postMessage(0);
		}));
		return performance.now() - start;
	})()`);

const paints = page =>
	page.evaluate(() => ({
		'first paint': performance.getEntriesByName('first-contentful-paint')[0].startTime,
		'map and list drawn': performance.getEntriesByName('map-drawn')[0].startTime,
	}));

const times = new Map();
const note = (name, time) => times.set(name, [...(times.get(name) ?? []), time]);

async function measureRound(browser, url, round) {
	const page = await browser.newPage({viewport: {width: 1280, height: 900}, offline: true});
	await page.goto(url, {waitUntil: 'load'});
	for (const [name, time] of Object.entries(await paints(page))) note(name, time);
	for (const [name, action] of Object.entries(ACTIONS)) note(name, await measure(page, action, round));
	await page.close();
}

const report = values.json ? JSON.parse(readFileSync(values.json, 'utf8')) : largeReport(Number(values.sites));
const html = renderHtml(report, {handlers: true, ...(!values.json && {frames: largeFrames})}, await bundleMap());
process.stdout.write(`${report.sites.length} sites, ${(Buffer.byteLength(html) / 1e6).toFixed(1)} MB\n`);

const folder = mkdtempSync(join(tmpdir(), 'unfired-map-'));
const file = join(folder, 'map.html');
writeFileSync(file, html);
const browser = await chromium.launch({executablePath: findChromium(), args: CHROMIUM_ARGS});
try {
	process.stdout.write(`Chromium ${browser.version()}, ${rounds} rounds, median and greatest\n`);
	for (let round = 0; round < rounds; round++) await measureRound(browser, pathToFileURL(file).href, round);
	for (const [name, all] of times) {
		const sorted = all.sort((a, b) => a - b);
		const median = sorted[Math.floor(sorted.length / 2)];
		const limit = name in ACTIONS ? INTERACTION : FIRST_PAINT;
		if (median >= limit) process.exitCode = 1;
		process.stdout.write(
			`${name.padEnd(24)}${median.toFixed(0).padStart(6)} ms${sorted.at(-1).toFixed(0).padStart(6)} ms${median >= limit ? `  beyond ${limit} ms` : ''}\n`,
		);
	}
} finally {
	await browser.close();
	rmSync(folder, {recursive: true, force: true});
}
