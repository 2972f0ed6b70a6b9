import type {Excerpt} from '../../model/map.ts';
import type {ReportSite} from '../../model/report.ts';
import type {Frames} from '../text/page.ts';

const BEFORE = 3;
const AFTER = 2;
/** Of the construct itself; what else is said of it may stand further below. */
const MOST_OWN = 24;
const MOST_LINES = 40;
const WIDEST = 200;

/** The code of a site and around all places in its file that its page speaks of. Undefined where the source cannot be read. */
export function takeExcerpt(site: ReportSite, frames: Frames): Excerpt[] | undefined {
	const taken: Excerpt[] = [];
	let left = MOST_LINES;
	for (const [from, to] of rangesOf(site)) {
		const upTo = Math.min(to, from + left - 1);
		const lines = upTo < from ? [] : (frames(site.file, from, {before: 0, after: upTo - from}) ?? []);
		if (lines.length === 0) continue;
		left -= lines.length;
		taken.push({line: lines[0]!.line, lines: lines.map(({text}) => shorten(text))});
	}
	return taken.length > 0 ? taken : undefined;
}

/** From first to last line each, without overlaps: the site's own first, for the rest may be left out. */
function rangesOf({file, line, endLine, guards, arcs, flaws}: ReportSite): Array<[from: number, to: number]> {
	const places = [...guards, ...arcs.flatMap(({witnesses}) => witnesses)].filter(place => place.file === file);
	const lines = [...places, ...flaws].map(place => place.line);
	const own: [number, number] = [Math.max(1, line - BEFORE), Math.min(endLine + AFTER, line + MOST_OWN)];
	const all = [own, ...lines.map((at): [number, number] => [Math.max(1, at - 1), at + 1])].sort(([a], [b]) => a - b);
	const merged: Array<[number, number]> = [];
	for (const [from, to] of all) {
		const last = merged.at(-1);
		if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
		else merged.push([from, to]);
	}
	return merged;
}

function shorten(text: string): string {
	const line = text
		.slice(0, WIDEST * 4)
		.replace(/\t/g, '  ')
		.trimEnd();
	return line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line;
}
