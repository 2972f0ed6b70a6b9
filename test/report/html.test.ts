import {createHash} from 'node:crypto';
import test from 'ava';
import type {MapChunk, MapOverview} from '../../src/model/map.ts';
import {renderHtml} from '../../src/report/html.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

const ASSETS = {script: 'draw()', style: 'body{}'};
const options = {handlers: false};

const dataOf = <T>(page: string, id: string): T =>
	JSON.parse(new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, 's').exec(page)![1]!) as T;

const lines = (file: string, line: number, {before, after} = {before: 1, after: 2}) =>
	Array.from({length: before + after + 1}, (_, index) => ({
		line: line - before + index,
		text: `\t${file} ${line - before + index}`,
	}));

test('the policy lets the script and the style of the build be used, and nothing else', t => {
	const page = renderHtml(sampleReport(), options, ASSETS);
	const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)!;
	const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
	t.true(policy!.startsWith(`default-src 'none'; script-src ${hash(ASSETS.script)}; style-src ${hash(ASSETS.style)};`));
	t.notRegex(policy!, /unsafe|http|\*/);
	t.true(page.indexOf('Content-Security-Policy') < page.indexOf('<style>'));
	t.notRegex(page, /\b(?:src|href)=|https?:|@import|url\(/);
});

test('no text ends its element, whatever it holds', t => {
	const name = '</script><!--<script>\u2028</title>&"\'\x1b';
	const report = sampleReport({sites: [sampleSite({name, id: name})], project: {...sampleReport().project, name}});
	const page = renderHtml(report, options, ASSETS);
	t.is(page.split('</script>').length, 4);
	t.is(page.split('<!--').length, 1);
	t.is(page.split('</title>').length, 2);
	t.notRegex(page, /[^\P{C}\n]/u);
	t.is(dataOf<MapOverview>(page, 'overview').sites[0]!.name, '</script><!--<script>\\u2028</title>&"\'\\x1b');
});

test('the overview has the figures of the report and says where the details of each site stand', t => {
	const sites = Array.from({length: 120}, (_, index) =>
		sampleSite({id: `retry:${index}`, rank: 120 - index, line: index + 1}),
	);
	const page = renderHtml(sampleReport({sites}), options, ASSETS);
	const overview = dataOf<MapOverview>(page, 'overview');
	t.is(overview.summary.gap, 66.4);
	t.deepEqual(
		overview.sites.slice(0, 2).map(({rank, id, at}) => ({rank, id, at})),
		[
			{rank: 1, id: 'retry:119', at: [1, 19]},
			{rank: 2, id: 'retry:118', at: [1, 18]},
		],
	);
	t.deepEqual(overview.sites[0]!.entryPoints, [0]);
	t.deepEqual(overview.sites[0]!.dependencies, [0]);
	const chunk = dataOf<MapChunk>(page, 'sites-1');
	t.is(chunk.sites.length, 20);
	t.is(chunk.shared[chunk.sites[19]!.arcs[0]!.why], sites[0]!.arcs[0]!.why);
	t.true(chunk.shared.length < 15, 'what is said of all sites stands once');
});

test('an excerpt has the construct and every place that its page speaks of, and no more', t => {
	const excerptOf = (more: Parameters<typeof sampleSite>[0]) => {
		const page = renderHtml(
			sampleReport({sites: [sampleSite({guards: [], arcs: [], ...more})]}),
			{...options, frames: lines},
			ASSETS,
		);
		return dataOf<MapChunk>(page, 'sites-0').sites[0]!.excerpt!.map(({line, lines}) => [line, line + lines.length - 1]);
	};
	const file = 'src/payments/charge.ts';
	t.deepEqual(excerptOf({line: 42, endLine: 44}), [[39, 46]]);
	t.deepEqual(excerptOf({line: 1, endLine: 2}), [[1, 4]]);
	const far = sampleArc('retry', 'unfired', {
		witnesses: [
			{file, line: 90, count: 0},
			{file: 'other.ts', line: 300, count: 0},
		],
	});
	t.deepEqual(excerptOf({line: 42, endLine: 44, arcs: [far]}), [
		[39, 46],
		[89, 91],
	]);
	t.deepEqual(excerptOf({line: 42, endLine: 900}), [[39, 66]]);
	const many = Array.from({length: 30}, (_, index) => ({file, line: 100 + 10 * index, text: 'f()'}));
	t.is(
		excerptOf({line: 42, endLine: 44, guards: many}).reduce((sum, [from, to]) => sum + to! - from! + 1, 0),
		40,
	);
});

test('source of extreme width is cut, and a source that cannot be read is left out', t => {
	const wide = () => [{line: 42, text: 'x'.repeat(1_000_000)}];
	t.true(renderHtml(sampleReport(), {...options, frames: wide}, ASSETS).length < 20_000);
	const page = renderHtml(sampleReport(), {...options, frames: () => undefined}, ASSETS);
	t.is(dataOf<MapChunk>(page, 'sites-0').sites[0]!.excerpt, undefined);
});
