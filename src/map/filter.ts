import type {MapFile, MapRow} from '../model/map.ts';
import type {Certainty, SiteKind} from '../model/site.ts';
import type {Verdict} from '../model/verdict.ts';

export type SortBy = 'rank' | 'place' | 'exposure' | 'weight';

export interface Filter {
	query: string;
	/** Empty: all of them. */
	kinds: ReadonlySet<SiteKind>;
	verdicts: ReadonlySet<Verdict>;
	certainty?: Certainty;
	/** Plain handlers too. */
	handlers: boolean;
	/** Sites with findings alone. */
	findings: boolean;
	/** A file or folder. */
	path?: string;
	entryPoint?: number;
	dependency?: number;
	sort: {by: SortBy; down: boolean};
}

/** Nothing is filtered; every key is there, so that setting it clears what was. */
export const createFilter = (handlers: boolean, findings = false): Filter => ({
	query: '',
	kinds: new Set(),
	verdicts: new Set(),
	certainty: undefined,
	handlers,
	findings,
	path: undefined,
	entryPoint: undefined,
	dependency: undefined,
	sort: {by: 'rank', down: false},
});

export interface Searchable {
	row: MapRow;
	file: string;
	/** In lower case. */
	text: string;
}

export const toSearchable = (rows: readonly MapRow[], files: readonly MapFile[]): Searchable[] =>
	rows.map(row => {
		const {file} = files[row.file]!;
		return {row, file, text: `${file}:${row.line} ${row.name} ${row.mechanism} ${row.kind}`.toLowerCase()};
	});

/** Those that pass every filter, sorted; at equal values by rank. */
export function filterRows(all: readonly Searchable[], filter: Filter): Searchable[] {
	const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
	const found = all.filter(one => isWanted(one, filter) && words.every(word => one.text.includes(word)));
	const {by, down} = filter.sort;
	const compare = COMPARE[by];
	return found.sort((a, b) => (down ? -1 : 1) * compare(a, b) || a.row.rank - b.row.rank);
}

/** Plain handlers that would be shown if they were asked for. */
export const countHandlers = (all: readonly Searchable[], filter: Filter): number =>
	filter.handlers || filter.kinds.has('handler')
		? 0
		: filterRows(all, {...filter, handlers: true}).filter(({row}) => row.kind === 'handler').length;

const COMPARE: Record<SortBy, (a: Searchable, b: Searchable) => number> = {
	rank: (a, b) => a.row.rank - b.row.rank,
	place: (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.row.line - b.row.line),
	exposure: (a, b) => a.row.exposure - b.row.exposure,
	weight: (a, b) => a.row.weight - b.row.weight,
};

function isWanted({row, file}: Searchable, filter: Filter): boolean {
	const {kinds, verdicts, certainty, handlers, path, entryPoint, dependency} = filter;
	if (kinds.size > 0 ? !kinds.has(row.kind) : !handlers && row.kind === 'handler') return false;
	if (filter.findings && row.findings === 0) return false;
	if (verdicts.size > 0 && !row.arcs.some(([, verdict]) => verdicts.has(verdict))) return false;
	if (certainty && row.certainty !== certainty) return false;
	if (path !== undefined && !isWithin(file, path)) return false;
	if (entryPoint !== undefined && !row.entryPoints.includes(entryPoint)) return false;
	return dependency === undefined || row.dependencies.includes(dependency);
}

export const isWithin = (file: string, path: string): boolean =>
	path === '' || file === path || file.startsWith(`${path}/`);

export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
	const next = new Set(set);
	if (!next.delete(value)) next.add(value);
	return next;
}
