import {readVerdicts} from './cache/last-verdicts.ts';
import type {Failure} from './extract-files.ts';
import {findSites} from './find-sites.ts';
import type {Diagnostic} from './model/diagnostic.ts';
import type {FileFacts} from './model/facts.ts';
import {flawFindingId, isOpen} from './model/finding.ts';
import type {Flaw} from './model/flaw.ts';
import type {LastVerdicts} from './model/last-verdicts.ts';
import {cannotSay} from './model/place.ts';
import type {RuleBook} from './model/rule.ts';
import {type Certainty, isCertain, type Site} from './model/site.ts';
import type {JudgedArc, JudgedSite} from './model/verdict.ts';
import {decodeText} from './project/decode-text.ts';
import {siftFindings} from './sift-findings.ts';
import {sha1} from './util/sha1.ts';
import {nextSteps} from './weigh/figures-next.ts';

export interface AdditionsRequest {
	/** A folder with the files of a change as they are after it, and nothing else. */
	folder: string;
	/** Those of them that were there before, by path. */
	before: ReadonlyMap<string, Buffer>;
	/** Makes the folder hold the files as they were before. */
	goBack(): void;
	/** The scanned folder itself, for its baseline. */
	root: string;
	ignore: readonly string[];
	certainty: Certainty;
	baseline?: string | false;
	/** Where the last scan kept its verdicts, and the build of the tool that reads them. */
	kept?: {folder: string; build: string};
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
	/** Files at which unfired itself failed. */
	failures: Failure[];
}

/**
 * What a change adds, told by its files alone: constructs whose operation leads through other files are left to a scan. Runs
 * nothing. Throws an InputError where the request cannot be followed.
 */
export function findAdditions(request: AdditionsRequest): Additions {
	const {folder, before, root, baseline, ignore, kept} = request;
	const now = sitesIn(folder, ignore);
	const last = kept ? readVerdicts(kept.folder, root, kept.build) : {files: {}};
	const judge = judgeByLast(last, now.facts);
	const judged = now.sites.filter(isCertain(request.certainty)).filter(judge.bearsOut).map(judge.judge);
	const sifted = siftFindings(judged, now.facts, {root, cwd: root, baseline});
	const newTo = (known: ReadonlySet<string>) =>
		sifted.sites.flatMap(site => additionOf(site, known, judge.knows(site.file)) ?? []);
	// A scan sees more than a file alone: the same code may have other ids there. What is left is held against HEAD seen as this is.
	const seemsNew = newTo(idsOfLast(before, last));
	const isSettled = seemsNew.length === 0 || before.size === 0;
	const idsBefore = () => {
		request.goBack();
		return new Set(sitesIn(folder, ignore, now.book).sites.flatMap(idsOf));
	};
	return {
		additions: isSettled ? seemsNew : newTo(idsBefore()),
		diagnostics: [...now.diagnostics, ...sifted.diagnostics].filter(isOfTheChange),
		failures: now.failures,
	};
}

/** All others speak of a whole repository, or of what is left out on purpose. */
const isOfTheChange = ({code, level}: Diagnostic): boolean =>
	OF_THE_CHANGE.has(code) && (code !== 'file-skipped' || level !== 'info');

const OF_THE_CHANGE = new Set<Diagnostic['code']>([
	'syntax-error',
	'file-unreadable',
	'file-skipped',
	'suppression-unknown',
	'suppression-without-reason',
]);

function sitesIn(dir: string, ignore: readonly string[], book?: RuleBook) {
	const asked = {
		dir,
		cwd: dir,
		coverage: [],
		coveragePerTest: [],
		traces: [],
		ignore,
		implicit: false,
		isPart: true,
		...(book && {book}),
	};
	const {linked, ...found} = findSites(asked, () => {});
	return {sites: linked.sites, ...found};
}

/** What the last scan found in those of these files that it saw as they are here: mostly nothing more is asked. */
function idsOfLast(before: ReadonlyMap<string, Buffer>, last: LastVerdicts): Set<string> {
	return new Set(
		[...before].flatMap(([file, bytes]) => {
			const known = last.files[file];
			const isSame = known && known.hash === sha1(decodeText(bytes).text ?? '');
			return isSame ? [...Object.keys(known.arcs), ...known.flaws] : [];
		}),
	);
}

const idsOf = ({id, arcs, flaws = []}: Site): string[] => [
	...arcs.map(({arc}) => `${id}.${arc}`),
	...flaws.map(flaw => flawFindingId({id}, flaw)),
];

/** What the last scan said, of files that are as it saw them; of all else no test is known that ran it. */
function judgeByLast({files}: LastVerdicts, facts: readonly FileFacts[]) {
	const hashes = new Map(facts.map(({file, hash}) => [file, hash]));
	const knows = (file: string) => files[file]?.hash === hashes.get(file);
	const verdictOf = ({id, file}: Site, arc: string) => (knows(file) ? files[file]?.arcs[`${id}.${arc}`] : undefined);
	return {
		knows,
		/** Of this very content it had a site like this, or did not look. */
		bearsOut: (site: Site) => !knows(site.file) || site.arcs.some(({arc}) => verdictOf(site, arc) !== undefined),
		judge: (site: Site): JudgedSite => ({
			...site,
			flaws: (site.flaws ?? []).filter(
				flaw => !knows(site.file) || files[site.file]?.flaws.includes(flawFindingId(site, flaw)),
			),
			ran: cannotSay,
			arcs: site.arcs.map(({arc, reading}) => ({
				arc,
				verdict: verdictOf(site, arc) ?? 'uncovered',
				basis: null,
				why: '',
				reading,
				witnesses: [],
				tests: [],
				mocks: [],
			})),
		}),
	};
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
