import type {Flaw} from './flaw.ts';
import type {Report, ReportArc, ReportSite} from './report.ts';
import type {Verdict} from './verdict.ts';

/** An arc that somebody should look at. */
export interface Finding {
	site: ReportSite;
	arc: ReportArc;
}

/** As far as the evidence decides, no test made it happen. */
export const isOpen = ({verdict}: {verdict: Verdict}): boolean => verdict === 'unfired' || verdict === 'uncovered';

/** Open, and neither put aside by a comment nor in the baseline nor outside of what changed. */
export const isFinding = ({unchanged}: ReportSite, arc: ReportArc): boolean =>
	isOpen(arc) && !unchanged && !arc.suppressed && !arc.known;

export const hasFindings = (site: ReportSite): boolean => site.arcs.some(arc => isFinding(site, arc));

export const byRank = (sites: readonly ReportSite[]): ReportSite[] => [...sites].sort((a, b) => a.rank - b.rank);

/** By rank of the site; of one site in the order of its arcs. */
export const findingsOf = ({sites}: Report): Finding[] =>
	byRank(sites).flatMap(site => site.arcs.filter(arc => isFinding(site, arc)).map(arc => ({site, arc})));

/** Stays the same while the site does. */
export const findingId = ({site, arc}: Finding): string => `${site.id}.${arc.arc}`;

/** A flaw that somebody should look at. */
export const isFlawFinding = ({unchanged}: ReportSite, {suppressed, known}: Flaw): boolean =>
	!unchanged && !suppressed && !known;

/** Two alike in one site are one finding. */
export const flawFindingId = ({id}: {id: string}, {flaw}: Flaw): string => `${id}.flaw/${flaw}`;
