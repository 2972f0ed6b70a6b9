import {isFinding, isOpen} from '../model/finding.ts';
import type {Report, ReportArc, ReportSite} from '../model/report.ts';
import {addToList} from '../util/add-to-list.ts';
import {byText} from '../util/compare.ts';
import {renderHarmless} from './harmless.ts';
import {proseOf, titleOf} from './issues.ts';

interface Case {
	file: string;
	line: number;
	name: string;
	outcome: Outcome;
}

type Outcome =
	| {kind: 'passed'}
	| {kind: 'skipped'; message: string}
	| {kind: 'failed'; type: string; message: string; text: string};

/** JUnit's XML: a suite for each file, a test case for each arc. A finding is a failure, what is undecided or put aside is skipped. */
export function renderJunit({sites}: Report): string {
	const sorted = [...sites].sort((a, b) => byText(a.file, b.file) || a.line - b.line || a.column - b.column);
	const cases = sorted.flatMap(casesOf);
	const files = new Map<string, Case[]>();
	for (const each of cases) addToList(files, each.file, each);
	const suites = [...files].flatMap(([file, own]) => renderSuite(file, tellApart(own)));
	return `${[
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites name="unfired" ${countsOf(cases)}>`,
		...suites,
		'</testsuites>',
	].join('\n')}\n`;
}

/** Without lines: services follow a test case from run to run by its name. */
const casesOf = (site: ReportSite): Case[] =>
	site.arcs.map(arc => ({
		file: site.file,
		line: site.line,
		name: `${site.kind}.${arc.arc} in ${site.name}`,
		outcome: outcomeOf(site, arc),
	}));

function outcomeOf(site: ReportSite, arc: ReportArc): Outcome {
	const {verdict, why, wanted} = arc;
	if (isFinding(site, arc)) {
		const message = proseOf(site.kind, arc.arc) ? titleOf(site, arc) : why;
		const next = site.next.length > 0 ? ` Next: ${site.next.join('; ')}.` : '';
		return {kind: 'failed', type: verdict, message, text: `${site.file}:${site.line} ${why}${next}`};
	}
	if (verdict === 'undecided') {
		const what = wanted === undefined ? '' : ` What would decide it: ${wanted}.`;
		return {kind: 'skipped', message: `Undecided. ${why}${what}`};
	}
	if (!isOpen(arc)) return {kind: 'passed'};
	return {kind: 'skipped', message: `${verdict === 'unfired' ? 'Unfired' : 'Uncovered'}, ${asideOf(arc)}.`};
}

function asideOf({suppressed, known}: ReportArc): string {
	if (suppressed) return `but a comment on line ${suppressed.line} puts it aside: ${suppressed.reason}`;
	return known ? 'but in the baseline' : 'but its site did not change';
}

/** Two alike of one file are numbered in their order. */
function tellApart(cases: readonly Case[]): Case[] {
	const seen = new Map<string, number>();
	return cases.map(each => {
		const ordinal = (seen.get(each.name) ?? 0) + 1;
		seen.set(each.name, ordinal);
		return ordinal === 1 ? each : {...each, name: `${each.name} (${ordinal})`};
	});
}

const renderSuite = (file: string, cases: readonly Case[]): string[] => [
	`  <testsuite name="${escapeXml(file)}" ${countsOf(cases)}>`,
	...cases.flatMap(renderCase),
	'  </testsuite>',
];

function countsOf(cases: readonly Case[]): string {
	const count = (kind: Outcome['kind']) => cases.filter(({outcome}) => outcome.kind === kind).length;
	return `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
}

function renderCase({file, line, name, outcome}: Case): string[] {
	const path = escapeXml(file);
	const head = `    <testcase classname="${path}" name="${escapeXml(name)}" file="${path}" line="${line}"`;
	if (outcome.kind === 'passed') return [`${head}/>`];
	const message = `message="${escapeXml(outcome.message)}"`;
	const inner =
		outcome.kind === 'skipped'
			? `<skipped ${message}/>`
			: `<failure type="${outcome.type}" ${message}>${escapeXml(outcome.text)}</failure>`;
	return [`${head}>`, `      ${inner}`, '    </testcase>'];
}

const ENTITIES: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;'};

/** Harmless text holds no control character and no lone surrogate; two more characters are none of XML 1.0. */
const escapeXml = (text: string): string =>
	renderHarmless(text)
		.replace(/[\ufffe\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16)}`)
		.replace(/[&<>"']/g, character => ENTITIES[character]!);
