import test from 'ava';
import sax from 'sax';
import type {ReportSite} from '../../src/model/report.ts';
import {renderJunit} from '../../src/report/junit.ts';
import {sampleArc, sampleReport, sampleSite} from './sample-report.ts';

interface Element {
	name: string;
	attributes: Record<string, string>;
	text: string;
}

/** Every element in order. Throws where the XML is not well-formed, or holds a character that XML 1.0 does not have. */
function readXml(xml: string): Element[] {
	if (/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml)) throw new Error('no XML 1.0');
	const elements: Element[] = [];
	const parser = sax.parser(true, {position: false});
	parser.onopentag = ({name, attributes}) => {
		elements.push({name, attributes: attributes as Record<string, string>, text: ''});
	};
	parser.ontext = text => {
		const last = elements.at(-1);
		if (last) last.text += text;
	};
	parser.onerror = error => {
		throw error;
	};
	parser.write(xml).close();
	return elements;
}
const elementsOf = (...sites: Array<Partial<ReportSite>>) =>
	readXml(renderJunit(sampleReport({sites: sites.map(sampleSite)})));

test('each arc is a test case: findings fail, undecided ones and those put aside are skipped, the rest passes', t => {
	const arcs = [
		sampleArc('retry', 'unfired', {why: 'It never ran.'}),
		sampleArc('recover', 'undecided', {wanted: 'a trace'}),
		sampleArc('exhaust', 'uncovered', {suppressed: {line: 41, reason: 'Tried by hand'}}),
		sampleArc('refuse', 'fired'),
	];
	const elements = elementsOf({arcs, next: ['a test']});
	t.deepEqual(elements[0], {
		name: 'testsuites',
		attributes: {name: 'unfired', tests: '4', failures: '1', errors: '0', skipped: '2'},
		text: elements[0]!.text,
	});
	t.deepEqual(
		elements.slice(2).map(({name, attributes, text}) => [name, attributes.name ?? attributes.message, text.trim()]),
		[
			['testcase', 'retry.retry in Charger.charge', ''],
			[
				'failure',
				'Covered, never triggered: the retry in Charger.charge never made a second attempt.',
				'src/payments/charge.ts:42 It never ran. Next: a test.',
			],
			['testcase', 'retry.recover in Charger.charge', ''],
			['skipped', 'Undecided. It is undecided. What would decide it: a trace.', ''],
			['testcase', 'retry.exhaust in Charger.charge', ''],
			['skipped', 'Uncovered, but a comment on line 41 puts it aside: Tried by hand.', ''],
			['testcase', 'retry.refuse in Charger.charge', ''],
		],
	);
});

test('no line is in a name, and two alike of one file are numbered', t => {
	const arcs = [sampleArc('retry', 'fired')];
	const names = elementsOf({line: 9, arcs}, {line: 5, arcs}, {line: 7, file: 'src/z.ts', arcs})
		.filter(({name}) => name === 'testcase')
		.map(({attributes}) => [attributes.classname, attributes.name, attributes.line]);
	t.deepEqual(names, [
		['src/payments/charge.ts', 'retry.retry in Charger.charge', '5'],
		['src/payments/charge.ts', 'retry.retry in Charger.charge (2)', '9'],
		['src/z.ts', 'retry.retry in Charger.charge', '7'],
	]);
});

test('any text is well-formed XML 1.0', t => {
	const hostile = `]]><a b="c' & &lt; \x00\x1b\x7f\ud800\ufffe\uffff\n\u{1f389}`;
	const elements = elementsOf({name: hostile, file: hostile, arcs: [sampleArc('retry', 'unfired', {why: hostile})]});
	t.deepEqual(
		elements.map(({name}) => name),
		['testsuites', 'testsuite', 'testcase', 'failure'],
	);
	t.is(elements[1]!.attributes.name, `]]><a b="c' & &lt; \\x00\\x1b\\x7f\\ud800\\ufffe\\uffff\\x0a\u{1f389}`);
});

test('a report without sites is a report', t => {
	t.deepEqual(
		readXml(renderJunit(sampleReport({sites: []}))).map(({attributes}) => attributes.tests),
		['0'],
	);
});
