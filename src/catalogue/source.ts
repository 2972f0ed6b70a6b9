import type {Clause, LibraryRule} from '../model/rule.ts';
import type {ArcName, Certainty, Operation, SiteKind} from '../model/site.ts';
import type {Tell} from '../model/watch.ts';

export type OneOrMore<T> = T | T[];

/** A rule as `rule.yml` has it, once `schema/rule.json` allowed it. */
export interface RuleSource
	extends Pick<LibraryRule, 'package'>,
		Partial<Pick<LibraryRule, 'majors' | 'checked' | 'docs'>> {
	/** Of a user's rule: in place of the catalogue's for that package. */
	replace?: boolean;
	/** A list, or by module the path of the package that it is. */
	modules?: OneOrMore<string> | Record<string, string>;
	fluent?: OneOrMore<string>;
	wrappers?: OneOrMore<string>;
	values?: Record<string, OneOrMore<string>>;
	sites: SiteSource[];
}

export interface SiteSource {
	kind: SiteKind;
	majors?: number[];
	call?: OneOrMore<string>;
	new?: OneOrMore<string>;
	make?: OneOrMore<string>;
	decorator?: OneOrMore<string>;
	given?: OneOrMore<string>;
	to?: OneOrMore<string>;
	at?: OneOrMore<string>;
	options?: OneOrMore<number>;
	when?: OneOrMore<Clause>;
	unless?: OneOrMore<Clause>;
	shown?: boolean;
	implicit?: boolean;
	certainty?: Certainty;
	operation?: Operation;
	guards?: string;
	uses?: OneOrMore<string>;
	arcs: Record<string, ArcSource | null>;
	flaws?: Record<string, FlawSource>;
}

export interface FlawSource {
	why: string;
	when?: OneOrMore<Clause>;
	unless?: OneOrMore<Clause>;
	always?: string;
	without?: OneOrMore<string>;
	unheard?: OneOrMore<string>;
}

export interface ArcSource {
	when?: OneOrMore<Clause>;
	unless?: OneOrMore<Clause>;
	shown?: boolean;
	fires?: OneOrMore<EvidenceSource>;
	trace?: OneOrMore<TraceSource>;
}

export interface TraceSource extends Tell {
	when?: OneOrMore<Clause>;
}

export interface EvidenceSource {
	callback?: string;
	event?: OneOrMore<string>;
	calls?: OneOrMore<string>;
	in?: string;
	with?: OneOrMore<Clause>;
	repeats?: string;
	announces?: string;
	returns?: string;
	accepted?: OneOrMore<string>;
	declined?: OneOrMore<string>;
	after?: ArcName;
	proves?: 'both' | 'yes' | 'no';
	when?: OneOrMore<Clause>;
	kept?: boolean;
	without?: OneOrMore<string>;
}

export const list = <T>(value: OneOrMore<T> | undefined): T[] => (value === undefined ? [] : ([value].flat() as T[]));
