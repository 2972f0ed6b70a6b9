import type {Counters} from '../model/evidence.ts';
import type {LinkedProject, TestLinks} from '../model/graph.ts';
import type {Place} from '../model/place.ts';
import type {ArcDraft, Site} from '../model/site.ts';
import type {Basis, JudgedArc, JudgedSite, Verdict, Witness} from '../model/verdict.ts';
import {isByRelation} from './deciding.ts';
import {countOf, firstCount} from './evaluate.ts';
import {explainTests, failingStandIn} from './explain-tests.ts';
import {verdictOf} from './verdict-of.ts';
import {explainVerdict} from './why.ts';

/** The verdict of every arc of every site, each with its reason. */
export function judgeSites(linked: LinkedProject, counters: Counters): JudgedSite[] {
	return linked.sites.map(site => {
		const links = linked.links.get(site.id);
		return {
			...site,
			arcs: site.arcs.map(arc => judgeArc(site, arc, counters, links)),
			ran: site.arcs[0] ? firstCount(site.arcs[0].needs, counters) : {least: 0, most: Number.POSITIVE_INFINITY},
		};
	});
}

export function judgeArc(site: Site, arc: ArcDraft, counters: Counters, links?: TestLinks): JudgedArc {
	const counted = verdictOf(site, arc, counters);
	const byStandIn =
		counted === 'undecided' &&
		counters.state(site.file) === 'absent' &&
		links !== undefined &&
		startsWithFailure(arc) &&
		failingStandIn(links);
	const verdict = byStandIn ? 'fired' : counted;
	const {why, wanted} = explainVerdict(site, arc, counted, counters);
	const told = links && explainTests(links, {kind: site.kind, arc: arc.arc, verdict, parses: isParsing(site)});
	const judged: JudgedArc = {
		arc: arc.arc,
		verdict,
		basis: byStandIn ? 'mocks' : basisOf(arc, verdict, counters),
		why: [byStandIn ? 'A test near it makes the operation fail; no coverage confirms it.' : why, told]
			.filter(Boolean)
			.join(' '),
		reading: arc.reading,
		witnesses: witnessesOf(arc.witnesses, counters),
		tests: links?.near ?? [],
		mocks: links?.mocks ?? [],
	};
	if (verdict === 'undecided' && wanted) judged.wanted = wanted;
	return judged;
}

const PARSER = /^(parse|URL|RegExp|BigInt|decode\w*|atob|load|compile|fromBinary|deserialize)$/;

const isParsing = ({operation, guards}: Site): boolean =>
	operation === 'local' && guards.some(({callee}) => PARSER.test(callee));

function basisOf(arc: ArcDraft, verdict: Verdict, counters: Counters): Basis | null {
	if (verdict === 'undecided') return null;
	return isByRelation(verdict === 'uncovered' ? arc.needs : arc.fires, counters) ? 'relation' : 'counters';
}

/** Arcs that one failure of the operation brings about; all others need more than that. */
const startsWithFailure = ({arc}: ArcDraft): boolean => arc === 'enter' || arc === 'engage';

function witnessesOf(places: readonly Place[], counters: Counters): Witness[] {
	return places.map(place => {
		const {least, most} = countOf(place, counters);
		return {file: place.file, line: place.line, count: least === most ? least : null};
	});
}
