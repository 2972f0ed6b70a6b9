import {type Condition, placesOf, type Sight} from '../model/condition.ts';
import type {Counters} from '../model/evidence.ts';
import type {ArcDraft, Reading, Site} from '../model/site.ts';
import type {UndecidedReason} from '../model/verdict.ts';
import {evaluate, firstCount} from './evaluate.ts';

export interface Explained {
	why: string;
	/** Of an undecided arc. */
	wanted?: string;
	reason?: UndecidedReason;
}

type Undecided = Required<Explained>;

/**
 * Why an arc stays open, and what would close it: first what holds of the file as a whole, then what this coverage
 * cannot count and another can, at last what no counter shows.
 * @param start how often the operation ran, in words; empty where nothing is known.
 */
export function explainUndecided(site: Site, arc: ArcDraft, counters: Counters, start: string): Undecided {
	const ofFile = fileFault(site, arc, counters);
	if (ofFile) return ofFile;
	const said =
		hiddenPart(arc, counters) ??
		blindSpot(site, arc, counters) ??
		uncounted(arc, counters) ??
		read(site, arc, counters);
	// Where a trace was taken and leaves it open, another one will as well.
	const wanted = counters.happened ? said.wanted.replace(`; or ${TRACE}`, '') : said.wanted;
	return {...said, wanted, why: `${said.why}${start ? `; ${start}` : ''}.`};
}

function fileFault(site: Site, arc: ArcDraft, counters: Counters): Undecided | undefined {
	const {reading} = arc;
	const state = counters.state(site.file);
	if (state === 'stale') return STALE;
	if (state === 'unmapped') return UNMAPPED;
	if (state === 'absent') {
		if (counters.sources.length === 0) return WITHOUT;
		return arc.hidden?.whole ? {...HIDDEN, why: 'The file is left out of the coverage.'} : ABSENT;
	}
	// Whole coverage would not decide what no counter shows.
	return counters.isPartial?.(site.file) && reading !== 'library' && reading !== 'unseen' ? PARTIAL : undefined;
}

const TRACE = 'a trace: run the tests with `unfired record -- COMMAND`';

const STALE: Undecided = {
	reason: 'stale',
	why: 'The file changed since the coverage was taken.',
	wanted: 'coverage of the present source: run the tests with coverage again',
};

const UNMAPPED: Undecided = {
	reason: 'unmapped',
	why: 'The coverage of this file cannot be mapped back to its source.',
	wanted:
		'coverage with source maps: let the compiler write them (sourceMap), keep them beside its output, and run again',
};

const ABSENT: Undecided = {
	reason: 'absent',
	why: 'No coverage speaks of this file.',
	wanted:
		'coverage of this file too: run the tests of its package with coverage, or let the run list files that no test loads (c8 --all, collectCoverageFrom of jest, coverage.include of vitest)',
};

const WITHOUT: Undecided = {
	reason: 'absent',
	why: 'There is no coverage.',
	wanted: 'coverage of the tests',
};

const HIDDEN: Undecided = {
	reason: 'hidden',
	why: 'Its code is left out of the coverage',
	wanted: `coverage taken without the comment that hides it: remove the comment and run the tests again; or ${TRACE}`,
};

const PARTIAL: Undecided = {
	reason: 'partial',
	why: 'A part of the coverage is broken, and what it counted is missing here.',
	wanted: 'coverage whose files are all whole: see the notes about this scan, and take the broken ones again',
};

/** A comment for a tool that did not write this coverage leaves all counters in place, and then it explains nothing. */
const hiddenPart = ({hidden, fires}: ArcDraft, counters: Counters): Undecided | undefined =>
	hidden && placesOf(fires).some(place => isOpen(place, counters)) ? HIDDEN : undefined;

/** What this engine cannot count and others can. */
function blindSpot(site: Site, {fires}: ArcDraft, counters: Counters): Undecided | undefined {
	if ('hit' in fires && fires.hit.kind === 'block' && !fires.hit.first) {
		return {
			reason: 'empty-block',
			why: `The handler on line ${site.line} is empty, and this coverage has no counter for an empty block`,
			wanted: `${RAW}; or a statement in the empty block`,
		};
	}
	if (knowsLinesOnly(site.file, counters)) return undefined;
	if (placesOf(fires).some(place => place.behindRounds) && !counters.sees(site.file, 'loop-end')) {
		return {
			reason: 'loop-end',
			why: 'V8 counts the rounds of the loop where it should count its end, because the loop holds a function',
			wanted: INSTRUMENTED,
		};
	}
	if (sightsOf(fires).some(sight => !counters.sees(site.file, sight))) {
		return {
			reason: 'sync-throw',
			why: 'This coverage does not see that a call before it threw, so its count may be too high',
			wanted: INSTRUMENTED,
		};
	}
	return undefined;
}

const RAW = 'raw V8 coverage: run the tests with NODE_V8_COVERAGE=<folder> and pass that folder with --coverage';
const INSTRUMENTED =
	'instrumented coverage as JSON (nyc, jest with babel, or the istanbul provider of vitest; json reporter)';

/** Of all engines only formats of lines have no count of operands. */
const knowsLinesOnly = (file: string, counters: Counters): boolean =>
	counters.state(file) === 'measured' && !counters.sees(file, 'arms');

function sightsOf(condition: Condition): Sight[] {
	if ('more' in condition) return (condition.sees ?? []).filter(sight => sight === 'sync-throw');
	if ('known' in condition) return sightsOf(condition.known);
	const inner = 'any' in condition ? condition.any : 'all' in condition ? condition.all : [];
	return inner.flatMap(sightsOf);
}

/** A counter that this coverage lacks, and that would settle it; a signal that no counter gives is none. */
function uncounted({needs, fires}: ArcDraft, counters: Counters): Undecided | undefined {
	const open = [needs, fires].flatMap(condition => openParts(condition, counters));
	const [place] = open.flatMap(placesOf).filter(place => isOpen(place, counters));
	if (!place) return undefined;
	if (knowsLinesOnly(place.file, counters)) {
		return {
			reason: 'lines-only',
			why: 'This coverage knows lines and no columns, and lines do not tell it',
			wanted: 'coverage as JSON (json reporter of jest, vitest, c8 or nyc): this format knows lines only',
		};
	}
	return {
		reason: 'no-counter',
		why: `This coverage has no counter at line ${place.line} that tells`,
		wanted: counters.sees(place.file, 'empty-block') ? INSTRUMENTED : RAW,
	};
}

const isOpen = (place: ReturnType<typeof placesOf>[number], counters: Counters): boolean => {
	const {least, most} = counters.count(place);
	return least === 0 && most > 0;
};

/** Comparisons and counters that are unknown, unless a signal beside them has to decide anyway. */
function openParts(condition: Condition, counters: Counters): Condition[] {
	if (evaluate(condition, counters) !== 'unknown') return [];
	if ('hit' in condition || 'more' in condition) return [condition];
	if ('not' in condition) return openParts(condition.not, counters);
	if ('known' in condition) return openParts(condition.known, counters);
	const parts = 'any' in condition ? condition.any : 'all' in condition ? condition.all : [];
	return parts.flatMap(part => openParts(part, counters));
}

function read(site: Site, arc: ArcDraft, counters: Counters): Undecided {
	const {why, ...rest} = READINGS[arc.reading];
	return {...rest, why: why(site, firstCount(arc.fires, counters).least > 0)};
}

const ownCode = (when: string) => `code that runs only ${when}, so that a counter shows it; or ${TRACE}`;

const READINGS = {
	block: {
		reason: 'shared',
		why: (_: Site, itRan: boolean) =>
			itRan ? 'It ran, but other ways lead there too' : 'No counter tells whether this ran',
		wanted: ownCode('when this failure happens'),
	},
	repeat: {
		reason: 'rounds',
		why: () => 'The counters do not tell a second attempt from a further round or call',
		wanted: ownCode('before a further attempt'),
	},
	again: {
		reason: 'shared',
		why: () => 'What starts the next attempt also runs for other reasons, or may start nothing',
		wanted: ownCode('before a further attempt'),
	},
	exit: {
		reason: 'shared',
		why: () => 'The exits that would show it are shared with other ends',
		wanted: ownCode('at this end'),
	},
	timer: {
		reason: 'shared',
		why: () => 'What fails the operation may also run for another caller, or after work that was done in time',
		wanted: ownCode('when this deadline fails its own operation'),
	},
	transition: {
		reason: 'shared',
		why: () => 'The state change that would show it is shared with others',
		wanted: ownCode('at this change of state'),
	},
	derived: {
		reason: 'derived',
		why: () => 'The counters show what comes before it, not how it ended',
		wanted: ownCode('when it ends so'),
	},
	library: {
		reason: 'library',
		why: (site: Site) =>
			`It happens inside ${site.mechanism.startsWith('library:') ? site.mechanism.slice(8) : 'the platform'}, where no line of the project shows it`,
		wanted: `a callback or a listener of the event that tells it; or ${TRACE}`,
	},
	unseen: {reason: 'unseen', why: () => 'It leaves no counter of its own', wanted: ownCode('then')},
} satisfies Record<Reading, {reason: UndecidedReason; why: (site: Site, itRan: boolean) => string; wanted: string}>;
