import {byRank, findingsOf, hasFindings, isFinding} from '../model/finding.ts';
import type {Report, ReportSite} from '../model/report.ts';
import {flawsOf} from './issues.ts';
import {escapeCode, escapeProse, renderTarget} from './markdown/escape.ts';
import {tellTally} from './tally.ts';
import {tellCounts} from './text/figures.ts';
import {renderCount, renderFraction, renderPercent} from './text/numbers.ts';
import {isAdvice} from './text/rest.ts';
import {renderWhys} from './text/site.ts';

export interface MarkdownOptions {
	/** What links to files begin with, such as `https://github.com/o/r/blob/main/`; relative links without it. */
	linkBase?: string;
}

/** By which a later run finds the comment that it should renew. */
export const MARKER = '<!-- unfired -->';

/** A comment on GitHub holds fewer than 65,536 characters. In bytes, so that whoever counts comes to less; a summary may be longer. */
const MOST_BYTES = 65_535;
const MOST_ROWS = 20;
const MOST_DIAGNOSTICS = 5;

/** For a comment on a pull request or the summary of a step: figures, the sites of the highest rank, and why, folded. */
export function renderMarkdown(report: Report, {linkBase = ''}: MarkdownOptions = {}): string {
	const sites = byRank(report.sites).filter(site => hasFindings(site) || flawsOf(site).length > 0);
	const head = renderHead(report);
	const foot = renderFoot(report);
	let left = MOST_BYTES - sizeOf([...head, ...foot]) - FRAME;
	const rows = keepFitting(
		sites.slice(0, MOST_ROWS).map(site => [renderRow(site, linkBase)]),
		left / 2,
	);
	left -= sizeOf(rows.flat());
	const details = keepFitting(
		sites.map(site => renderDetails(site, linkBase)),
		left,
	);
	return `${[
		...head,
		...(rows.length > 0 ? ['', ...TABLE, ...rows.flat()] : []),
		...(details.length > 0 ? ['', ...OPENING, ...details.flat(), '', CLOSING] : []),
		...renderLeftOut(report, sites.slice(details.length)),
		...foot,
	].join('\n')}\n`;
}

const sizeOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

const TABLE = ['| | site | what | never fired | exposure |', '| ---: | --- | --- | --- | ---: |'];
const OPENING = ['<details>', '<summary>Why, and what to write next</summary>'];
const CLOSING = '</details>';
/** What stands around rows and details, and the note on what was left out. */
const FRAME = sizeOf([...TABLE, ...OPENING, CLOSING, '', '', '']) + 300;

/** By rank, and not one after the first that does not fit: what is left out is always of lower rank. */
function keepFitting(blocks: readonly string[][], bytes: number): string[][] {
	let left = bytes;
	const end = blocks.findIndex(block => {
		left -= sizeOf(block);
		return left < 0;
	});
	return end < 0 ? [...blocks] : blocks.slice(0, end);
}

function renderHead(report: Report): string[] {
	const {lineCoverage, errorPathCoverage, weightedErrorPathCoverage, gap} = report.summary;
	const shares = [lineCoverage, errorPathCoverage, weightedErrorPathCoverage].map(renderPercent);
	return [
		MARKER,
		`### unfired: ${escapeCode(clip(report.project.name))}`,
		'',
		'| line coverage | error-path coverage | weighted by flow | gap |',
		'| ---: | ---: | ---: | ---: |',
		`| ${[...shares, gap === null ? 'unknown' : `**${gap.toFixed(1)} points**`].join(' | ')} |`,
		'',
		`**${tellTally(report)}** ${tellCounts(report.summary)}.`,
	];
}

function renderRow(site: ReportSite, base: string): string {
	const open = site.arcs.filter(arc => isFinding(site, arc)).map(({arc}) => escapeProse(arc));
	const flaws = flawsOf(site).map(({flaw}) => `flaw: ${flaw}`);
	const what = `${site.kind} in ${escapeCode(clip(site.name))}`;
	return `| ${[site.rank, linkTo(site, base), what, [...open, ...flaws].join(', '), renderFraction(site.exposure)].join(' | ')} |`;
}

function renderDetails(site: ReportSite, base: string): string[] {
	const open = site.arcs.filter(arc => isFinding(site, arc));
	const mechanism = escapeProse(clip(site.mechanism.replace(/^library:/, '')));
	const lines = [
		...renderWhys(open),
		...flawsOf(site).map(({flaw, line, why}) => `${flaw} (line ${line}): ${why}`),
		...(open.length > 0 && site.next.length > 0 ? [`next: ${site.next.join('; ')}.`] : []),
	];
	return [
		'',
		`**${site.rank}.** ${linkTo(site, base)} ${site.kind}, ${mechanism}, in ${escapeCode(clip(site.name))}`,
		'',
		...lines.map(line => `- ${escapeProse(clip(line, LONG))}`),
	];
}

/** A path that is longer than any real one has no link. */
function linkTo({file, line}: ReportSite, base: string): string {
	const text = escapeCode(`${clip(file)}:${line}`);
	return file.length > LONG ? text : `[${text}](${renderTarget(file, line, base)})`;
}

const LONG = 1000;
const SHORT = 200;

function clip(text: string, most = SHORT): string {
	return text.length > most ? `${text.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…` : text;
}

function renderLeftOut(report: Report, hidden: readonly ReportSite[]): string[] {
	if (hidden.length === 0) return [];
	const out = new Set(hidden);
	const findings = findingsOf(report).filter(({site}) => out.has(site)).length;
	const flaws = hidden.reduce((sum, site) => sum + flawsOf(site).length, 0);
	const what = [
		...(findings > 0 ? [renderCount(findings, 'finding')] : []),
		...(flaws > 0 ? [renderCount(flaws, 'flaw')] : []),
	];
	return [
		'',
		`${what.join(' and ')} at ${renderCount(hidden.length, 'site')} of lower rank left out here, because a comment holds no more. The text and JSON reports have all.`,
	];
}

/** How far to trust it: what went wrong in the scan, and how to get coverage where there is none. */
function renderFoot({diagnostics}: Report): string[] {
	const told = diagnostics.filter(one => one.level !== 'info' || isAdvice(one));
	if (told.length === 0) return [];
	const rest = told.length - MOST_DIAGNOSTICS;
	return [
		'',
		...told
			.slice(0, MOST_DIAGNOSTICS)
			.map(
				({level, file, message}) =>
					`- ${level}: ${file ? `${escapeCode(clip(file))}: ` : ''}${escapeProse(clip(message, LONG))}`,
			),
		...(rest > 0 ? [`- ${renderCount(rest, 'more warning')} about this scan`] : []),
	];
}
