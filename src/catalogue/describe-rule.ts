import type {ArcRule, Evidence, LibraryRule, SiteRule} from '../model/rule.ts';
import type {ArcName, SiteKind} from '../model/site.ts';

/** A rule in the words that people read: for lists, pages and programs. */
export interface DescribedSite {
	kind: SiteKind;
	/** The library does it by default. */
	implicit?: true;
	/** Where not all of the rule's. */
	majors?: number[];
	/** What is called, constructed, used as decorator or given. */
	entries: string[];
	/** The options that the site is at. */
	at?: string[];
	guards: string;
	arcs: DescribedArc[];
}

export interface DescribedArc {
	arc: ArcName;
	/** What in the user's code shows that it happened; empty for what only a trace or a proof can tell. */
	shownBy: string[];
	/** What in the user's code shows that it did not. */
	ruledOutBy: string[];
}

export const describeSites = (rule: LibraryRule): DescribedSite[] => rule.sites.map(describeSite);

function describeSite({kind, implicit, majors, how, paths, at, guards, arcs}: SiteRule): DescribedSite {
	const before = how.length === 1 ? WORDS[how[0]!] : '';
	return {
		kind,
		...(implicit ? {implicit} : {}),
		...(majors ? {majors} : {}),
		entries: paths.map(path => before + path),
		...(at ? {at} : {}),
		guards: typeof guards === 'string' ? guards : guards.at,
		arcs: arcs.map(describeArc),
	};
}

const WORDS: Record<SiteRule['how'][number], string> = {call: '', new: 'new ', decorator: '@', given: 'given '};

function describeArc({arc, fires}: ArcRule): DescribedArc {
	const told = (sides: ReadonlyArray<Evidence['proves']>) => [
		...new Set(fires.filter(each => sides.includes(provesOf(each))).map(describeEvidence)),
	];
	return {arc, shownBy: told(['both', 'yes']), ruledOutBy: told(['both', 'no'])};
}

/** What follows from another arc follows in one direction only. */
const provesOf = ({after, proves}: Evidence): NonNullable<Evidence['proves']> =>
	after === undefined ? (proves ?? 'both') : 'no';

function describeEvidence(evidence: Evidence): string {
	const {callback, announces, repeats, returns, event, calls, accepted, declined, after} = evidence;
	if (callback ?? announces) return `callback ${callback ?? announces}`;
	if (repeats) return `count of ${repeats}`;
	if (returns) return `value of ${returns}`;
	if (event) return `event ${event.join(', ')}`;
	if (calls) return `call of ${calls.join(', ')} in ${evidence.in}`;
	if (accepted) return `if (${accepted.map(method => `${method}()`).join(', ')})`;
	if (declined) return `if (!${declined.map(method => `${method}()`).join(', ')})`;
	return `no ${after}`;
}
