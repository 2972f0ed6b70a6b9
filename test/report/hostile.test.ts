import test from 'ava';
import {renderAscii, renderHarmless} from '../../src/report/harmless.ts';
import {renderJson} from '../../src/report/json.ts';
import {renderSarif} from '../../src/report/sarif.ts';
import {renderText} from '../../src/report/text.ts';
import {plainText, sampleArc, sampleReport, sampleSite} from './sample-report.ts';

const HOSTILE = 'a\x1b[2J\x1b]8;;http://x\x07b\nc\r\u202ed\u2066e\u200bf\u2028g\x9bh\ud800i\u{e0041}';
/** Everything of the Unicode category Other, line breaks apart. */
const HARMFUL = /[^\P{C}\n]/u;

const hostileReport = () => {
	const place = {file: HOSTILE, line: 1, name: HOSTILE};
	const arc = sampleArc('retry', 'unfired', {
		why: HOSTILE,
		witnesses: [{...place, count: 0}],
		tests: [place],
		mocks: [{...place, outcome: 'fails', target: HOSTILE}],
	});
	const undecided = sampleArc('exhaust', 'undecided', {wanted: HOSTILE});
	const site = sampleSite({
		...place,
		mechanism: `library:${HOSTILE}`,
		guards: [{...place, text: HOSTILE}],
		entryPoints: [place],
		way: [HOSTILE],
		steps: [place],
		arcs: [arc, undecided],
		next: [HOSTILE],
	});
	return sampleReport({
		tool: {name: 'unfired', version: HOSTILE, rules: HOSTILE},
		project: {root: '.', name: HOSTILE, commit: null, files: 1, lines: 1, tests: 1},
		coverage: [{path: HOSTILE, format: 'v8', files: 1, matched: 1, stale: 0}],
		sites: [site],
		diagnostics: [{level: 'error', code: 'file-unreadable', message: HOSTILE, file: HOSTILE}],
	});
};

test('escapes, line breaks, reordering and invisible marks are written out', t => {
	t.is(renderHarmless('a\x1b[1mb\nc\u202ed'), 'a\\x1b[1mb\\x0ac\\u202ed');
	t.is(renderHarmless('\u{e0041}\ud800'), '\\u{e0041}\\ud800');
	t.is(renderHarmless('schön 支払い 🎉'), 'schön 支払い 🎉');
	t.is(renderAscii('a → b …é'), 'a -> b ...\\xe9');
});

test('nothing of a scanned project reaches a terminal as a command', t => {
	const frames = () => [{line: 1, text: HOSTILE}];
	for (const ascii of [false, true]) {
		const text = renderText(hostileReport(), {...plainText, ascii, frames});
		t.notRegex(text, HARMFUL);
		// A line break in a name must not forge a line of the report.
		t.false(text.split('\n').some(line => line.startsWith('c\\x0d')));
	}
});

test('JSON hides nothing and still gives the names back', t => {
	const report = hostileReport();
	const json = renderJson(report);
	t.notRegex(json, HARMFUL);
	t.is(JSON.parse(json).sites[0].file, HOSTILE);
});

test('SARIF messages are harmless, and a name that is no URI is encoded', t => {
	const sarif = renderSarif(hostileReport());
	t.notRegex(sarif, HARMFUL);
	const [result] = JSON.parse(sarif).runs[0].results;
	t.regex(result.locations[0].physicalLocation.artifactLocation.uri, /^[\w%.~!'()*/-]+$/);
});
