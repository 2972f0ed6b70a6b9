import {byRank} from '../../model/finding.ts';
import type {MapChunk, PackedArc, PackedSite} from '../../model/map.ts';
import type {ReportArc, ReportSite} from '../../model/report.ts';
import {byText} from '../../util/compare.ts';
import type {Frames} from '../text/page.ts';
import {embedJson} from './embed.ts';
import {takeExcerpt} from './excerpt.ts';

const CHUNK = 100;
/** Bytes of all details. With the overview and the program the page of ten thousand sites stays below 25 MB. */
const MOST = 20_500_000;

export interface Details {
	chunks: MapChunk[];
	/** Where the details of a site stand. */
	at: Map<ReportSite, [chunk: number, index: number]>;
}

/** The details of all sites, neighbours of one file together, for the same tests and ways are said of them. */
export function packDetails(sites: readonly ReportSite[], frames: Frames | undefined): Details {
	const sorted = [...sites].sort((a, b) => byText(a.file, b.file) || a.line - b.line || a.rank - b.rank);
	const details: Details = {chunks: [], at: new Map()};
	for (let from = 0; from < sorted.length; from += CHUNK) {
		const group = sorted.slice(from, from + CHUNK);
		for (const [index, site] of group.entries()) details.at.set(site, [details.chunks.length, index]);
		details.chunks.push(packChunk(group));
	}
	if (frames) addExcerpts(sites, details, frames);
	return details;
}

/** By rank, until the page is full. */
function addExcerpts(sites: readonly ReportSite[], {chunks, at}: Details, frames: Frames): void {
	let left = MOST - chunks.reduce((sum, chunk) => sum + sizeOf(chunk), 0);
	for (const site of byRank(sites)) {
		const excerpt = takeExcerpt(site, frames);
		if (!excerpt) continue;
		left -= sizeOf(excerpt);
		if (left < 0) return;
		const [chunk, index] = at.get(site)!;
		chunks[chunk]!.sites[index]!.excerpt = excerpt;
	}
}

const sizeOf = (value: unknown): number => Buffer.byteLength(embedJson(value));

function packChunk(sites: readonly ReportSite[]): MapChunk {
	const shared: unknown[] = [];
	const known = new Map<string, number>();
	const share = (value: unknown): number => {
		const key = JSON.stringify(value);
		const at = known.get(key) ?? shared.push(value) - 1;
		known.set(key, at);
		return at;
	};
	return {shared, sites: sites.map(site => packSite(site, share))};
}

type Share = (value: unknown) => number;

function packSite(site: ReportSite, share: Share): PackedSite {
	const {implicit, unchanged, guards, dependencies, entryPoints, steps, heaviest, arcs, flaws, next} = site;
	return {
		flags: {implicit, unchanged},
		guards: guards.map(share),
		dependencies: dependencies.map(share),
		entryPoints: entryPoints.map(share),
		steps: steps.map(share),
		...(heaviest && {heaviest: heaviest.map(share)}),
		arcs: arcs.map(arc => packArc(arc, share)),
		flaws,
		next: next.map(share),
	};
}

function packArc(
	{why, wanted, witnesses, tests, mocks, reachedBy, firedBy, ...rest}: ReportArc,
	share: Share,
): PackedArc {
	const {arc, verdict, basis, hidden, suppressed, known} = rest;
	return {
		...{arc, verdict, basis, hidden, suppressed, known},
		why: share(why),
		...(wanted !== undefined && {wanted: share(wanted)}),
		witnesses: witnesses.map(share),
		tests: tests.map(share),
		mocks: mocks.map(share),
		...(reachedBy && {reachedBy: share(reachedBy)}),
		...(firedBy && {firedBy: share(firedBy)}),
	};
}
