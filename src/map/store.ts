import type {Excerpt, MapChunk, MapOverview, MapRow, PackedArc, PackedSite} from '../model/map.ts';
import type {ReportArc, ReportSite} from '../model/report.ts';

/** What the page of a site shows beside its row. */
export interface SiteDetails
	extends Pick<
		ReportSite,
		| 'implicit'
		| 'unchanged'
		| 'guards'
		| 'dependencies'
		| 'entryPoints'
		| 'steps'
		| 'heaviest'
		| 'flaws'
		| 'next'
		| 'arcs'
	> {
	excerpt?: Excerpt[];
}

export function readOverview(): MapOverview {
	return readData<MapOverview>('overview')!;
}

/** Undefined while the end of the file is still being read. */
export function readDetails({at: [chunk, index]}: MapRow): SiteDetails | undefined {
	const found = chunkOf(chunk);
	return found && unpack(found.sites[index]!, found.shared);
}

const chunks = new Map<number, MapChunk>();

function chunkOf(index: number): MapChunk | undefined {
	const known = chunks.get(index) ?? readData<MapChunk>(`sites-${index}`);
	if (known) chunks.set(index, known);
	return known;
}

function readData<T>(id: string): T | undefined {
	const text = document.getElementById(id)?.textContent;
	return text ? (JSON.parse(text) as T) : undefined;
}

function unpack(site: PackedSite, shared: readonly unknown[]): SiteDetails {
	const many = <T>(indexes: readonly number[]): T[] => indexes.map(index => shared[index] as T);
	const {flags, guards, dependencies, entryPoints, steps, heaviest, arcs, flaws, next, excerpt} = site;
	return {
		...flags,
		guards: many(guards),
		dependencies: many(dependencies),
		entryPoints: many(entryPoints),
		steps: many(steps),
		...(heaviest && {heaviest: many(heaviest)}),
		arcs: arcs.map(arc => unpackArc(arc, shared)),
		flaws,
		next: many(next),
		...(excerpt && {excerpt}),
	};
}

function unpackArc(packed: PackedArc, shared: readonly unknown[]): ReportArc {
	const one = <T>(index: number | undefined): T | undefined => (index === undefined ? undefined : (shared[index] as T));
	const many = <T>(indexes: readonly number[]): T[] => indexes.map(index => shared[index] as T);
	const {why, wanted, witnesses, tests, mocks, reachedBy, firedBy, ...rest} = packed;
	return {
		...rest,
		why: one<string>(why)!,
		witnesses: many(witnesses),
		tests: many(tests),
		mocks: many(mocks),
		...(wanted !== undefined && {wanted: one<string>(wanted)!}),
		...(reachedBy !== undefined && {reachedBy: one<NonNullable<ReportArc['reachedBy']>>(reachedBy)!}),
		...(firedBy !== undefined && {firedBy: one<NonNullable<ReportArc['firedBy']>>(firedBy)!}),
	};
}
