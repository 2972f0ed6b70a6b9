import {posix} from 'node:path';
import type {Report, ReportArc, ReportSite} from '../model/report.ts';
import type {Changes} from './read-diff.ts';

export interface Since {
	ref: string;
	/** The merge base that is compared with. */
	commit: string;
	/** Of the scanned folder from the root of the repository; empty where they are the same. */
	prefix: string;
	changes: Changes;
	/** What the files that are gone said. */
	deleted: ReadonlyArray<{file: string; text: string}>;
}

/**
 * Marks the sites that a change leaves alone: neither their code nor what they guard nor what would show their arcs was touched, nor a
 * test behind an arc.
 */
export function markChanged(report: Report, since: Since): Report {
	const inside = relativeTo(since);
	const sites = report.sites.map(site => (isTouched(site, inside) ? site : {...site, unchanged: true as const}));
	const touched = sites.filter(site => !site.unchanged).length;
	return {...report, since: {ref: since.ref, commit: since.commit, sites: touched}, sites};
}

interface Inside {
	lines: Changes['lines'];
	deleted: ReadonlyArray<{file: string; text: string}>;
}

/** Paths as the report has them; what lies outside of the scanned folder is left out. */
function relativeTo({prefix, changes, deleted}: Since): Inside {
	const strip = (file: string) => (file.startsWith(prefix) ? file.slice(prefix.length) : undefined);
	const lines: Changes['lines'] = new Map();
	for (const [file, ranges] of changes.lines) {
		const name = strip(file);
		if (name !== undefined) lines.set(name, ranges);
	}
	const gone = deleted.flatMap(({file, text}) => {
		const name = strip(file);
		return name === undefined ? [] : [{file: name, text}];
	});
	return {lines, deleted: gone};
}

function isTouched(site: ReportSite, {lines, deleted}: Inside): boolean {
	const overlaps = (file: string, from: number, to: number) =>
		lines.get(file)?.some(range => range[0] <= to && from <= range[1]) ?? false;
	const places = [...site.guards, ...site.arcs.flatMap(({witnesses}) => witnesses)];
	return (
		overlaps(site.file, site.line, site.endLine) ||
		places.some(({file, line}) => overlaps(file, line, line)) ||
		site.arcs.some(arc => testsOf(arc).some(file => lines.has(file))) ||
		deleted.some(gone => spokeOf(gone, site))
	);
}

/** The test files behind an arc: those that made it happen, and those near it. */
const testsOf = ({firedBy, tests}: ReportArc): string[] => [...(firedBy?.files ?? []), ...tests.map(({file}) => file)];

const TEST = /\.(?:test|spec)\.|(?:^|\/)(?:__tests__|tests?|specs?)\//;

/** A test that is gone cannot be asked any more: it counts where it named the file of the site. */
function spokeOf({file, text}: {file: string; text: string}, site: ReportSite): boolean {
	const stem = posix.basename(site.file).replace(/\.[^.]+$/, '');
	return TEST.test(file) && (posix.basename(file).startsWith(`${stem}.`) || text.includes(`/${stem}`));
}
