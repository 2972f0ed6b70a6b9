import {byRank, findingId, isFinding, isFlawFinding} from '../model/finding.ts';
import type {Flaw, FlawName} from '../model/flaw.ts';
import type {Report, ReportArc, ReportSite} from '../model/report.ts';
import type {ArcName, SiteKind} from '../model/site.ts';
import {FLAW_PROSE} from './flaw-prose.ts';
import {ARC_PROSE, type ArcProse} from './prose.ts';

/** A finding or a flaw, as the services that list issues want it. Its texts hold names of the scanned project as they are. */
export interface Issue {
	site: ReportSite;
	/** Undefined for a flaw. */
	arc?: ReportArc;
	/** `unfired/retry.exhaust`, `flaw/unbounded`. */
	rule: string;
	/** Stays the same while the site does. */
	id: string;
	line: number;
	level: Level;
	/** One sentence. */
	title: string;
	why: string;
	/** What to write next, without a full stop; empty where nothing is known. */
	next: string;
}

export type Level = 'warning' | 'note';

/** By rank of the site; of one site its findings first, in the order of its arcs. */
export const issuesOf = ({sites}: Report): Issue[] => byRank(sites).flatMap(issuesAt);

/** An arc that its kind cannot have is a mistake of a rule book, not a finding. */
export function issuesAt(site: ReportSite): Issue[] {
	const arcs = site.arcs.filter(arc => isFinding(site, arc) && proseOf(site.kind, arc.arc));
	return [...arcs.map(arc => arcIssue(site, arc)), ...flawsOf(site).map(flaw => flawIssue(site, flaw))];
}

const arcIssue = (site: ReportSite, arc: ReportArc): Issue => ({
	site,
	arc,
	rule: ruleId(site.kind, arc.arc),
	id: findingId({site, arc}),
	line: site.line,
	level: levelOf(site),
	title: titleOf(site, arc),
	why: arc.why,
	next: site.next.join('; '),
});

const flawIssue = (site: ReportSite, {flaw, line, why, id}: TellableFlaw): Issue => ({
	site,
	rule: flawRuleId(flaw),
	id,
	line,
	level: FLAW_PROSE[flaw].level,
	title: `${withoutTicks(FLAW_PROSE[flaw].title)}.`,
	why,
	next: withoutTicks(FLAW_PROSE[flaw].instead).replace(/\.$/, ''),
});

export const ruleId = (kind: SiteKind, arc: ArcName): string => `unfired/${kind}.${arc}`;
export const flawRuleId = (flaw: FlawName): string => `flaw/${flaw}`;

export const proseOf = (kind: SiteKind, arc: ArcName): ArcProse | undefined =>
	(ARC_PROSE[kind] as Partial<Record<ArcName, ArcProse>>)[arc];

export interface TellableFlaw extends Flaw {
	id: string;
}

/** Those that somebody should look at. */
export const flawsOf = (site: ReportSite): TellableFlaw[] => namedFlaws(site).filter(flaw => isFlawFinding(site, flaw));

/** Two alike in one site are told apart by their order. */
export function namedFlaws(site: ReportSite): TellableFlaw[] {
	const seen = new Map<string, number>();
	return site.flaws.map(flaw => {
		const ordinal = (seen.get(flaw.flaw) ?? 0) + 1;
		seen.set(flaw.flaw, ordinal);
		return {...flaw, id: `${site.id}.${flaw.flaw}${ordinal > 1 ? `.${ordinal}` : ''}`};
	});
}

/** From this weight on an arc is a warning: a quarter of what flows through the heaviest place. */
const WARNING_WEIGHT = 0.25;

/** Handlers and local operations are true and dull, whatever flows through them. */
export const levelOf = ({weight, kind, operation}: ReportSite): Level =>
	weight >= WARNING_WEIGHT && kind !== 'handler' && operation === 'external' ? 'warning' : 'note';

/** @param name of the site's function, escaped as the format wants it */
export function titleOf({kind, name: raw}: ReportSite, {arc, verdict}: ReportArc, name = raw): string {
	const never = `${proseOf(kind, arc)!.never}.`;
	const subject = `the ${kind} in ${name}`;
	return verdict === 'uncovered'
		? `No test runs ${subject}, so it ${never}`
		: `Covered, never triggered: ${subject} ${never}`;
}

/** Prose of our own for places that know no Markdown. */
export const withoutTicks = (markdown: string): string => markdown.replaceAll('`', '');
