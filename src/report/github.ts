import {byRank, isFinding} from '../model/finding.ts';
import type {Report, ReportSite} from '../model/report.ts';
import {FLAW_PROSE} from './flaw-prose.ts';
import {renderHarmless} from './harmless.ts';
import {flawsOf, type Level, levelOf, withoutTicks} from './issues.ts';
import {tellTally} from './tally.ts';
import {renderCount} from './text/numbers.ts';
import {renderWhys} from './text/site.ts';

interface Annotation {
	level: Level;
	file: string;
	line: number;
	title: string;
	/** One line each. */
	message: string[];
}

/** GitHub keeps so many of each kind from one step, and drops the rest without a word. */
const MOST_OF_A_KIND = 10;

/**
 * Workflow commands that GitHub shows beside the lines of a change: one for all findings of a site and one for each flaw, by
 * rank. Where there are more than it keeps, the last notice says so.
 */
export function renderGithub(report: Report): string {
	const all = byRank(report.sites).flatMap(site => [...findingsAnnotation(site), ...flawAnnotations(site)]);
	const kept = keepMost(all, MOST_OF_A_KIND);
	const fitting = kept.length === all.length ? all : keepMost(all, MOST_OF_A_KIND - 1);
	return [`unfired: ${tellTally(report)}`, ...fitting.map(renderCommand), ...renderLeftOut(all, fitting)]
		.map(line => `${line}\n`)
		.join('');
}

/** The first warnings and the first notices, in their common order. */
function keepMost(annotations: readonly Annotation[], notices: number): Annotation[] {
	const left = {warning: MOST_OF_A_KIND, note: notices};
	return annotations.filter(({level}) => left[level]-- > 0);
}

function renderLeftOut(all: readonly Annotation[], kept: readonly Annotation[]): string[] {
	const rest = all.length - kept.length;
	if (rest === 0) return [];
	const text = `${renderCount(rest, 'more place')} of lower rank ${rest === 1 ? 'is' : 'are'} not annotated, because GitHub keeps no more of one step. The text, Markdown and SARIF reports have them.`;
	return [`::notice title=unfired::${text}`];
}

function findingsAnnotation(site: ReportSite): Annotation[] {
	const arcs = site.arcs.filter(arc => isFinding(site, arc));
	if (arcs.length === 0) return [];
	const names = arcs.map(({arc}) => arc).join(', ');
	const next = site.next.length > 0 ? [`Next: ${site.next.join('; ')}.`] : [];
	return [
		{
			level: levelOf(site),
			file: site.file,
			line: site.line,
			title: `${site.kind} in ${site.name}: ${names} never fired`,
			message: [...renderWhys(arcs), ...next],
		},
	];
}

const flawAnnotations = (site: ReportSite): Annotation[] =>
	flawsOf(site).map(({flaw, line, why}) => ({
		level: FLAW_PROSE[flaw].level,
		file: site.file,
		line,
		title: withoutTicks(FLAW_PROSE[flaw].title),
		message: [why, `Instead: ${withoutTicks(FLAW_PROSE[flaw].instead)}`],
	}));

function renderCommand({level, file, line, title, message}: Annotation): string {
	const properties = [`file=${escapeProperty(file)}`, `line=${line}`, `title=${escapeProperty(title)}`];
	const data = escapeData(message.map(renderHarmless).join('\n'));
	return `::${level === 'note' ? 'notice' : 'warning'} ${properties.join(',')}::${data}`;
}

/** The runner's own rules: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts. */
const escapeData = (text: string): string =>
	text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
	escapeData(renderHarmless(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
