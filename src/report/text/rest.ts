import type {Diagnostic} from '../../model/diagnostic.ts';
import type {Report} from '../../model/report.ts';
import {renderCount} from './numbers.ts';
import type {Page} from './page.ts';
import {renderWrapped} from './wrap.ts';

const MOST_GROUPS = 5;
const MOST_DIAGNOSTICS = 5;

/** Undecided arcs, grouped by what would decide them. */
export function renderUndecided({sites, summary}: Report, page: Page): string[] {
	const groups = new Map<string, string[]>();
	for (const site of sites) {
		for (const {arc, verdict, wanted = 'nothing known to unfired'} of site.arcs) {
			if (verdict !== 'undecided') continue;
			const places = groups.get(wanted) ?? [];
			groups.set(wanted, places);
			places.push(`${site.file}:${site.line} ${site.kind}.${arc}`);
		}
	}
	if (groups.size === 0) return [];
	const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
	const rest = sorted.slice(MOST_GROUPS).reduce((sum, [, places]) => sum + places.length, 0);
	return [
		'',
		`${renderCount(summary.arcs.undecided, 'arc is', 'arcs are')} undecided. What would decide ${summary.arcs.undecided === 1 ? 'it' : 'them'}:`,
		...sorted.slice(0, MOST_GROUPS).flatMap(([wanted, places]) => renderGroup(wanted, places, page)),
		...(rest > 0 ? [`  ${renderCount(rest, 'more arc')} for other reasons (--format json has them all)`] : []),
	];
}

function renderGroup(wanted: string, places: readonly string[], page: Page): string[] {
	const where = `(${places[0]}${places.length > 1 ? `, +${places.length - 1}` : ''})`;
	const count = String(places.length).padStart(3);
	return renderWrapped(page.clean(`${wanted} ${where}`), page.width, `  ${count}  `, ' '.repeat(count.length + 4));
}

const MOST_HIDDEN = 5;

/** Error paths that a comment takes out of coverage, with the reason that it gives. */
export function renderHidden({sites}: Report, page: Page): string[] {
	const hidden = sites.flatMap(({arcs, file, line, kind}) =>
		arcs.flatMap(arc => (arc.hidden ? [{...arc.hidden, at: `${file}:${line} ${kind}.${arc.arc}`}] : [])),
	);
	if (hidden.length === 0) return [];
	const rest = hidden.length - MOST_HIDDEN;
	return [
		'',
		`${renderCount(hidden.length, 'error path has', 'error paths have')} a comment that hides ${hidden.length === 1 ? 'it' : 'them'} from coverage:`,
		...hidden
			.slice(0, MOST_HIDDEN)
			.flatMap(({at, tool, reason}) =>
				renderWrapped(page.clean(`${at} (${tool}): ${reason ?? 'no reason given'}`), page.width, '  ', '    '),
			),
		...(rest > 0 ? [`  ${renderCount(rest, 'more', 'more')} (--format json has them all)`] : []),
	];
}

const LEVELS = {error: 0, warning: 1, info: 2} as const satisfies Record<Diagnostic['level'], number>;

/** What to run in order to have coverage. */
export const isAdvice = ({code, level}: Diagnostic): boolean => code === 'coverage-missing' && level === 'info';

/** What went wrong or was left out in the scan, the gravest first. */
export function renderDiagnostics({diagnostics, sites}: Report, page: Page): string[] {
	// How to get coverage is said at the top, where there is a site that wants it.
	const told = sites.length > 0 ? diagnostics.filter(one => !isAdvice(one)) : diagnostics;
	if (told.length === 0) return [];
	const sorted = [...told].sort((a, b) => LEVELS[a.level] - LEVELS[b.level]);
	const rest = sorted.length - MOST_DIAGNOSTICS;
	return [
		'',
		'about this scan',
		...sorted
			.slice(0, MOST_DIAGNOSTICS)
			.flatMap(({level, file, message}) =>
				renderWrapped(
					page.clean(`${file ? `${file}: ` : ''}${message}`),
					page.width,
					`  ${level.padEnd(9)}`,
					' '.repeat(11),
				),
			),
		...(rest > 0 ? [`  ${renderCount(rest, 'more note')} (--format json has them all)`] : []),
	];
}
