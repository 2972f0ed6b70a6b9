import stringWidth from 'string-width';
import {isFinding} from '../../model/finding.ts';
import type {ReportArc, ReportSite} from '../../model/report.ts';
import {renderFrame} from './frame.ts';
import {renderFraction} from './numbers.ts';
import type {Frames, Page} from './page.ts';
import {renderTests} from './tests.ts';
import {GLUE, renderPadded, renderWrapped} from './wrap.ts';

const INDENT = '    ';
const MOST_STEPS = 6;
const MOST_WITNESSES = 2;

/** One site: where and what it is, its arcs, its code, why, who tests it, how it is reached, and what to write next. */
export function renderSite(site: ReportSite, number: number, frames: Frames | undefined, page: Page): string[] {
	const open = site.arcs.filter(arc => isFinding(site, arc));
	return [
		...renderTitle(site, number, page),
		...renderWrapped(site.arcs.map(arc => renderMark(arc, page)).join(`${GLUE} `), page.width, INDENT),
		...renderFrame(site, frames, page),
		...renderWhys(open).flatMap(why => paragraph(why, page)),
		...paragraph(renderTests(open), page),
		...paragraph(renderWay(site, page), page),
		...paragraph(site.next.length > 0 ? `next: ${site.next.join('; ')}.` : '', page),
	];
}

/** Scores stand below each other, and not far from their place on a wide page. */
const SCORES_END = 80;
const GAP = 3;

/** Its place, what it is, and its figures; the number is that of a list. */
export function renderTitle(site: ReportSite, number: number | undefined, page: Page): string[] {
	const place = page.clean(`${site.file}:${site.line}`);
	const mechanism = site.mechanism.replace(/^library:/, '');
	const parts = [site.kind, mechanism, site.name];
	// The ordinary case goes without saying.
	if (site.operation === 'local') parts.push('local');
	if (site.certainty !== 'sure') parts.push(site.certainty);
	if (site.implicit) parts.push('by default');
	const what = page.clean(parts.join(` ${page.dot} `));
	const scores = `exposure ${renderFraction(site.exposure)}  weight ${renderFraction(site.weight)}`;
	const left = `${renderPadded(String(number ?? ''), 2, 'right')}  ${page.bold(place)}`;
	const needed = stringWidth(left) + GAP + scores.length;
	const fits = needed <= page.width;
	const space = Math.max(needed, Math.min(page.width, SCORES_END)) - stringWidth(left) - scores.length;
	return [
		fits ? `${left}${' '.repeat(space)}${page.dim(scores)}` : left,
		...renderWrapped(what, page.width, INDENT),
		...(fits ? [] : [`${INDENT}${page.dim(scores)}`]),
	];
}

/** An arc with the sign of its verdict. */
export function renderMark({arc, verdict}: ReportArc, page: Page): string {
	return page.paints[verdict](`${page.signs[verdict]}${GLUE}${page.clean(arc)}`);
}

/** Arcs that share a sentence share its line. */
export function renderWhys(arcs: readonly ReportArc[]): string[] {
	const groups = new Map<string, ReportArc[]>();
	for (const arc of arcs) groups.set(arc.why, [...(groups.get(arc.why) ?? []), arc]);
	return [...groups].map(([why, same]) => {
		const names = same.map(({arc}) => arc).join(', ');
		const places = new Set(same.flatMap(({witnesses}) => witnesses.map(({file, line}) => `${file}:${line}`)));
		const unsaid = [...places].filter(place => !why.includes(place)).slice(0, MOST_WITNESSES);
		return `${names}: ${why}${unsaid.length > 0 ? ` (${unsaid.join(', ')})` : ''}`;
	});
}

function renderWay({way, entryPoints: [entry]}: ReportSite, page: Page): string {
	if (way.length === 0) return entry ? `reached from ${entry.name} (${entry.file}:${entry.line})` : '';
	const shown = way.length > MOST_STEPS ? [...way.slice(0, 3), '…', ...way.slice(-2)] : way;
	const chain = shown.join(` ${page.arrow} `);
	return entry ? `reached from ${entry.file}:${entry.line} ${chain}` : `reached by ${chain}`;
}

const paragraph = (text: string, page: Page): string[] =>
	text === '' ? [] : renderWrapped(page.clean(text), page.width, INDENT, `${INDENT}  `);
