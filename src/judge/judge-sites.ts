import type {Counters, PerTest} from '../model/evidence.ts';
import type {LinkedProject, TestLinks} from '../model/graph.ts';
import {cannotSay} from '../model/place.ts';
import type {ArcDraft, Site} from '../model/site.ts';
import type {Basis, JudgedArc, JudgedSite, UndecidedReason, Verdict} from '../model/verdict.ts';
import {addRuns, type KnownRuns, linksReached, tellRuns} from './add-runs.ts';
import {isByRelation} from './deciding.ts';
import {firstCount} from './evaluate.ts';
import {isByFailure, type RunsTold} from './explain-runs.ts';
import {explainTests, failingStandIn, mayBeAlibi} from './explain-tests.ts';
import {isOverruled, judgeByTrace} from './judge-by-trace.ts';
import {judgePerTest} from './judge-per-test.ts';
import {verdictOf} from './verdict-of.ts';
import {explainVerdict} from './why.ts';
import {witnessesOf} from './witnesses-of.ts';

/** The verdict of every arc of every site, each with its reason; with coverage per test file also who reached it. */
export function judgeSites(
	linked: LinkedProject,
	counters: Counters,
	{perTest, trace}: {perTest?: PerTest | undefined; trace?: Counters | undefined} = {},
): JudgedSite[] {
	const runs = perTest && judgePerTest(linked.sites, perTest);
	return linked.sites.map(site => {
		const links = linked.links.get(site.id);
		const judge = (arc: ArcDraft, at: number): JudgedArc => {
			const known = runs?.get(site.id)?.[at];
			const told = known && {links, runs: known, perTest: perTest!, replacedIn: linked.replacedIn};
			const byTrace = trace && judgeByTrace(site, arc, {trace, counters, links, replacedIn: linked.replacedIn});
			if (byTrace) return known ? addRuns(byTrace, told!) : byTrace;
			// What the trace leaves open is explained by it where there is nothing else.
			const left = trace?.state(site.file) === 'measured' && counters.state(site.file) === 'absent' ? trace : counters;
			const judged = told ? judgeWithRuns(site, arc, counters, told) : judgeArc(site, arc, left, links);
			return trace && isOverruled(site, arc, {trace, counters})
				? {...judged, why: `${judged.why} ${OLDER_TRACE}`}
				: judged;
		};
		const needs = site.arcs[0]?.needs;
		return {
			...site,
			arcs: site.arcs.map(judge),
			ran: needs ? firstCount(needs, trace?.state(site.file) === 'measured' ? trace : counters) : cannotSay,
		};
	});
}

const OLDER_TRACE = 'The trace is of other runs, which did not see it: record again.';

/** The verdict stays what the counters of all tests say; who reached it and what stands in for it only explains. */
function judgeWithRuns(site: Site, arc: ArcDraft, counters: Counters, known: KnownRuns): JudgedArc {
	const told = (verdict: Verdict) => tellRuns(site, arc, verdict, known);
	return addRuns(judgeArc(site, arc, counters, linksReached(known), told), known);
}

/** @param tellRuns what coverage per test file says of an arc with this verdict. */
export function judgeArc(
	site: Site,
	arc: ArcDraft,
	counters: Counters,
	links?: TestLinks,
	tellRuns?: (verdict: Verdict) => RunsTold,
): JudgedArc {
	const counted = verdictOf(site, arc, counters);
	const byStandIn =
		counted === 'undecided' &&
		counters.state(site.file) === 'absent' &&
		links !== undefined &&
		startsWithFailure(arc) &&
		failingStandIn(links);
	const verdict = byStandIn ? 'fired' : counted;
	const {why, wanted, reason} = explainVerdict(site, arc, counted, counters);
	const told = links && explainTests(links, {kind: site.kind, arc: arc.arc, verdict, parses: isParsing(site)});
	const runs = tellRuns?.(verdict);
	const hint = !tellRuns && verdict === 'unfired' && isByFailure(arc.arc) && links && mayBeAlibi(links);
	const judged: JudgedArc = {
		arc: arc.arc,
		verdict,
		basis: byStandIn ? 'mocks' : basisOf(arc, verdict, counters),
		why: [
			byStandIn ? standInText(counters) : why,
			runs?.namesStandIn ? undefined : told,
			runs?.sentence,
			hint ? PER_TEST : undefined,
			hiddenText(arc, reason),
		]
			.filter(Boolean)
			.join(' '),
		reading: arc.reading,
		witnesses: witnessesOf(arc.witnesses, counters),
		tests: links?.near ?? [],
		mocks: links?.mocks ?? [],
	};
	if (verdict === 'undecided') Object.assign(judged, {wanted, reason});
	if (arc.hidden) judged.hidden = {tool: arc.hidden.tool, line: arc.hidden.line, reason: arc.hidden.reason};
	return judged;
}

/**
 * A file of which other coverage says nothing was left out of it (generated folders, `exclude`) or its tests were not
 * part of the run: the test that fails its operation is there all the same.
 */
const standInText = ({sources}: Counters): string =>
	`A test near it makes the operation fail; ${sources.length > 0 ? 'the coverage says nothing of this file' : 'no coverage confirms it'}.`;

/** What one tool leaves out another may count, and then the comment is only named. */
function hiddenText({hidden}: ArcDraft, reason: UndecidedReason | undefined): string | undefined {
	if (!hidden) return undefined;
	const comment = `comment for ${hidden.tool} on line ${hidden.line}`;
	const given = hidden.reason ? ` (${hidden.reason})` : '';
	return reason === 'hidden'
		? `Hidden from coverage by a ${comment}${given}.`
		: `A ${comment} hides it from that tool${given}.`;
}

const PER_TEST = 'Coverage per test file would prove whether all that reach it do so (--coverage-per-test).';

const PARSER = /^(parse|URL|RegExp|BigInt|decode\w*|atob|load|compile|fromBinary|deserialize)$/;

const isParsing = ({operation, guards}: Site): boolean =>
	operation === 'local' && guards.some(({callee}) => PARSER.test(callee));

function basisOf(arc: ArcDraft, verdict: Verdict, counters: Counters): Basis | null {
	if (verdict === 'undecided') return null;
	return isByRelation(verdict === 'uncovered' ? arc.needs : arc.fires, counters) ? 'relation' : 'counters';
}

/** Arcs that one failure of the operation brings about; all others need more than that. */
const startsWithFailure = ({arc}: ArcDraft): boolean => arc === 'enter' || arc === 'engage';
