import {stripVTControlCharacters} from 'node:util';
import test from 'ava';
import {linkPlaces} from '../../../src/report/text/links.ts';
import {renderText} from '../../../src/report/text.ts';
import {plainText, sampleReport, sampleSite} from '../sample-report.ts';

const link = (file: string, line: number) => `file:///repo/${file}#${line}`;
const linked = (file: string, line: number) => `\u001B]8;;${link(file, line)}\u001B\\${file}:${line}\u001B]8;;\u001B\\`;

test('places of the report are clickable, and the text that is seen stays as it is', t => {
	const text = renderText(sampleReport(), plainText);
	const withLinks = renderText(sampleReport(), {...plainText, color: true, link});
	t.true(withLinks.includes(linked('src/payments/charge.ts', 42)));
	t.true(withLinks.includes(`(${linked('test/charge.test.ts', 5)}`));
	t.is(stripVTControlCharacters(withLinks), text);
});

test('what only looks like a place is none', t => {
	t.is(linkPlaces('localhost:3000 other.ts:4', sampleReport(), link), 'localhost:3000 other.ts:4');
});

test('names between brackets and quotes', t => {
	const report = sampleReport({sites: [sampleSite({file: '(a)/"b.ts'})]});
	t.is(linkPlaces('see ((a)/"b.ts:7)', report, link), `see (${linked('(a)/"b.ts', 7)})`);
});
