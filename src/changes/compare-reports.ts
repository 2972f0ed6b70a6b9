import {byRank, isFinding, isOpen} from '../model/finding.ts';
import type {Report, ReportArc, ReportSite} from '../model/report.ts';
import type {Verdict} from '../model/verdict.ts';

/** An arc that is not as it was. */
export interface ArcChange {
	id: string;
	arc: string;
	kind: string;
	file: string;
	line: number;
	name: string;
	/** Absent: the site or arc was not there. */
	before?: Verdict;
	/** Absent: it is not there any more. */
	after?: Verdict;
}

export interface FigureChange {
	figure: 'lineCoverage' | 'errorPathCoverage' | 'weightedErrorPathCoverage' | 'gap';
	before: number | null;
	after: number | null;
}

export interface ReportDiff {
	figures: FigureChange[];
	/** New findings, and arcs that fired and of which that is not shown any more. */
	worse: ArcChange[];
	/** Findings that are none any more. */
	better: ArcChange[];
}

/** By the id of the site and the name of the arc: what only moved is no change. */
export function compareReports(before: Report, after: Report): ReportDiff {
	const [old, now] = [arcsOf(before), arcsOf(after)];
	const worse: ArcChange[] = [];
	const better: ArcChange[] = [];
	for (const [key, one] of now) {
		const was = old.get(key);
		if (isWorse(was, one)) worse.push(changeOf(one.site, one.arc.arc, was?.arc, one.arc));
	}
	for (const [key, was] of old) {
		const one = now.get(key);
		if (isFinding(was.site, was.arc) && !(one && isOpen(one.arc)))
			better.push(changeOf((one ?? was).site, was.arc.arc, was.arc, one?.arc));
	}
	return {figures: FIGURES.map(figure => figureOf(figure, before, after)), worse, better};
}

interface Placed {
	site: ReportSite;
	arc: ReportArc;
}

function arcsOf({sites}: Report): Map<string, Placed> {
	return new Map(byRank(sites).flatMap(site => site.arcs.map(arc => [`${site.id}.${arc.arc}`, {site, arc}] as const)));
}

const hasFired = ({verdict}: ReportArc): boolean => verdict === 'fired' || verdict === 'proven';

function isWorse(was: Placed | undefined, {site, arc}: Placed): boolean {
	if (was && hasFired(was.arc)) return !hasFired(arc);
	return isFinding(site, arc) && !(was && isOpen(was.arc));
}

function changeOf(
	{id, kind, file, line, name}: ReportSite,
	arc: string,
	before: ReportArc | undefined,
	after: ReportArc | undefined,
): ArcChange {
	return {
		id,
		arc,
		kind,
		file,
		line,
		name,
		...(before && {before: before.verdict}),
		...(after && {after: after.verdict}),
	};
}

const FIGURES = ['lineCoverage', 'errorPathCoverage', 'weightedErrorPathCoverage', 'gap'] as const;

const figureOf = (figure: FigureChange['figure'], before: Report, after: Report): FigureChange => ({
	figure,
	before: before.summary[figure],
	after: after.summary[figure],
});
