import test from 'ava';
import {FORMATS, type Format} from '../../src/report/formats.ts';
import {renderAscii, renderHarmless} from '../../src/report/harmless.ts';
import {renderReport} from '../../src/report/index.ts';
import {renderJson} from '../../src/report/json.ts';
import {renderSarif} from '../../src/report/sarif.ts';
import {renderText} from '../../src/report/text.ts';
import {HOSTILE, hostileReport, MARKUP} from './hostile-report.ts';
import {plainText} from './sample-report.ts';

/** Everything of the Unicode category Other, line breaks apart. */
const HARMFUL = /[^\P{C}\n]/u;

const render = (format: Format, text?: string) => renderReport(format, hostileReport(text), plainText);

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

for (const format of FORMATS) {
	test(`${format}: no text of a scanned project is obeyed, hidden or breaks a line`, t => {
		t.notRegex(render(format), HARMFUL);
		// These two wrap their lines.
		if (format !== 'text' && format !== 'summary') t.is(countLines(format), countLines(format, 'plain'));
	});

	test(`${format}: no text of a scanned project is a command of a log`, t => {
		const commands = render(format, MARKUP)
			.split('\n')
			.filter(line => /^\s*::|##\w*\[/.test(line));
		t.true(commands.every(line => format === 'github' && /^::(?:warning|notice) (?:file|title)=/.test(line)));
	});
}

const countLines = (format: Format, text?: string) => render(format, text).split('\n').length;

test('a name of markup is text in XML and Markdown', t => {
	const markdown = render('markdown', MARKUP);
	t.notRegex(markdown, /<(?!!-- unfired -->|\/?(?:code|details|summary)>)/);
	t.notRegex(markdown.replace(/<code>[^<]*<\/code>/g, ''), /@octocat|#1\b/);
	t.notRegex(render('junit', MARKUP), /<(?:script|img)|--><!--|]]>/);
});
