import {readVerdicts} from './cache/last-verdicts.ts';
import {findSites} from './find-sites.ts';
import type {Diagnostic} from './model/diagnostic.ts';
import type {FileFacts} from './model/facts.ts';
import {flawFindingId, isOpen} from './model/finding.ts';
import type {Flaw} from './model/flaw.ts';
import type {LastVerdicts} from './model/last-verdicts.ts';
import {cannotSay} from './model/place.ts';
import {type Certainty, isCertain, type Site} from './model/site.ts';
import type {JudgedArc, JudgedSite} from './model/verdict.ts';
import {readText} from './project/take-files.ts';
import {siftFindings} from './sift-findings.ts';
import {sha1} from './util/sha1.ts';
import {nextSteps} from './weigh/figures-next.ts';

export interface AdditionsRequest {
	/** Two folders with the same files before and after a change, and nothing else. */
	before: string;
	after: string;
	/** The scanned folder itself, for its baseline. */
	root: string;
	/** Those of `before`. */
	files: readonly string[];
	ignore: readonly string[];
	certainty: Certainty;
	baseline?: string | false;
	/** Where the last scan kept its verdicts. */
	cache?: string;
}

/** A site with error paths or flaws that the change brings. */
export interface Addition {
	site: JudgedSite;
	/** Without what a comment or the baseline puts aside, and what the last scan saw fire. */
	arcs: NewArc[];
	flaws: Flaw[];
	next: string[];
}

/** An arc of which no test is known to make it happen. */
export interface NewArc extends JudgedArc {
	/** Whether the last scan saw this very content. */
	isJudged: boolean;
}

export interface Additions {
	additions: Addition[];
	diagnostics: Diagnostic[];
}

/**
 * What a change adds, told by its files alone: constructs whose operation leads through other files are left to a scan. Runs
 * nothing. Throws an InputError where the request cannot be followed.
 */
export function findAdditions({before, after, ...request}: AdditionsRequest): Additions {
	const now = sitesIn(after, request.ignore);
	const last = request.cache === undefined ? {files: {}} : readVerdicts(request.cache);
	const known = idsBefore(before, request.files, last) ?? idsIn(before, request.ignore);
	const judge = judgeByLast(last, now.facts);
	const judged = now.sites.filter(isCertain(request.certainty)).map(judge);
	const {root, baseline} = request;
	const sifted = siftFindings(judged, now.facts, {root, cwd: root, baseline});
	const isJudged = (site: JudgedSite) => judge.knows(site.file);
	return {
		additions: sifted.sites.flatMap(site => additionOf(site, known, isJudged(site)) ?? []),
		diagnostics: [...now.diagnostics, ...sifted.diagnostics].filter(({code}) => OF_THE_CHANGE.has(code)),
	};
}

/** All others speak of a whole repository. */
const OF_THE_CHANGE = new Set<Diagnostic['code']>([
	'syntax-error',
	'file-unreadable',
	'suppression-unknown',
	'suppression-without-reason',
]);

function sitesIn(dir: string, ignore: readonly string[]) {
	const asked = {
		dir,
		cwd: dir,
		coverage: [],
		coveragePerTest: [],
		traces: [],
		ignore,
		implicit: false,
		mayBeEmpty: true,
	};
	const {linked, facts, diagnostics} = findSites(asked, () => {});
	return {sites: linked.sites, facts, diagnostics};
}

/** What the last scan found, if it saw all of these files as they are here. */
function idsBefore(folder: string, files: readonly string[], last: LastVerdicts): Set<string> | undefined {
	const seen = files.map(file => {
		const known = last.files[file];
		return known && known.hash === sha1(readText(folder, file, []) ?? '') ? known : undefined;
	});
	if (seen.includes(undefined)) return undefined;
	return new Set(seen.flatMap(file => [...Object.keys(file!.arcs), ...file!.flaws]));
}

const idsIn = (folder: string, ignore: readonly string[]): Set<string> =>
	new Set(sitesIn(folder, ignore).sites.flatMap(site => idsOf(site)));

const idsOf = ({id, arcs, flaws = []}: Site): string[] => [
	...arcs.map(({arc}) => `${id}.${arc}`),
	...flaws.map(flaw => flawFindingId({id}, flaw)),
];

/** What the last scan said, of files that are as it saw them; of all else no test is known that ran it. */
function judgeByLast({files}: LastVerdicts, facts: readonly FileFacts[]) {
	const hashes = new Map(facts.map(({file, hash}) => [file, hash]));
	const knows = (file: string) => files[file]?.hash === hashes.get(file);
	const judge = (site: Site): JudgedSite => ({
		...site,
		ran: cannotSay,
		arcs: site.arcs.map(({arc, reading}) => ({
			arc,
			verdict: (knows(site.file) && files[site.file]?.arcs[`${site.id}.${arc}`]) || 'uncovered',
			basis: null,
			why: '',
			reading,
			witnesses: [],
			tests: [],
			mocks: [],
		})),
	});
	return Object.assign(judge, {knows});
}

function additionOf(site: JudgedSite, known: ReadonlySet<string>, isJudged: boolean): Addition | undefined {
	const arcs = site.arcs
		.filter(arc => isOpen(arc) && !arc.suppressed && !arc.known && !known.has(`${site.id}.${arc.arc}`))
		.map(arc => ({...arc, isJudged}));
	const flaws = (site.flaws ?? []).filter(
		flaw => !flaw.suppressed && !flaw.known && !known.has(flawFindingId(site, flaw)),
	);
	if (arcs.length + flaws.length === 0) return undefined;
	return {site, arcs, flaws, next: arcs.length > 0 ? nextSteps({...site, arcs}) : []};
}
