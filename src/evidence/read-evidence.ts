import {posix, relative, sep} from 'node:path';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {CoverageSource} from '../model/evidence.ts';
import {type AskedPlaces, groupPlaces} from './asked-places.ts';
import {createCounters} from './counters.ts';
import type {Bound} from './counts/bound.ts';
import {findDocuments} from './documents/find-documents.ts';
import type {Found} from './documents/found.ts';
import {addSum, createSum, type FileSum} from './file-sum.ts';
import {readSource, type SourceReading} from './read-source.ts';
import type {CoveredFile, Evidence, EvidenceRequest} from './request.ts';
import {type SourceSum, sumSource} from './sum-source.ts';
import {tellEmpty, tellLost, tellProblems} from './tell/diagnostics.ts';
import {tellMissingMaps, tellStale, tellUnmapped} from './tell/tell-maps.ts';
import {tellNoTests, tellPartial} from './tell/tell-partial.ts';
import {tellAmbiguous, tellRoot, tellUnmatched} from './tell/tell-paths.ts';

/**
 * Reads every coverage source, lays its counters over the scanned files, and answers for all of them together, at the
 * places that were asked for. Never throws on broken coverage: what cannot be used is told in a diagnostic and counts
 * nothing, and what is read beside it counts "at least".
 */
export function readEvidence(request: EvidenceRequest): Evidence {
	const {found, diagnostics} = findDocuments(request.root, request.coverage);
	const laying: Laying = {
		request,
		files: new Map(request.files.map(file => [file.file, file])),
		asked: groupPlaces(request.places),
		sums: new Map(),
		recorded: new Set(),
		diagnostics,
	};
	const sources: CoverageSource[] = [];
	const total = found.reduce((sum, {documents}) => sum + documents.length, 0);
	let done = 0;
	let lost = 0;
	for (const source of found) {
		const {told, reading} = laySource(laying, source, () => request.progress?.({done: done++, total}));
		lost += reading.lost;
		if (told) sources.push(told);
	}
	if (done > 0) request.progress?.({done, total});
	const {asked, sums, files, recorded} = laying;
	diagnostics.push(...tellRoot(request.coverageRoot, [...recorded], new Set(files.keys())));
	if (sums.size > 0) diagnostics.push(...tellLost(lost));
	const counters = createCounters({sums, asked, sources, lost: lost > 0});
	const {packages = []} = request;
	diagnostics.push(...tellPartial({files: request.files, state: counters.state, packages}));
	return {counters, diagnostics, matched: countMatched(sums)};
}

interface Laying {
	request: EvidenceRequest;
	files: ReadonlyMap<string, CoveredFile>;
	asked: AskedPlaces;
	/** By file: what all sources so far add up to. */
	sums: Map<string, FileSum>;
	/** Recorded paths of all sources. */
	recorded: Set<string>;
	diagnostics: Diagnostic[];
}

interface Laid {
	/** Undefined where nothing of the source is coverage. */
	told: CoverageSource | undefined;
	reading: SourceReading;
}

function laySource(laying: Laying, source: Found, onDocument: () => void): Laid {
	const {request, files, asked, recorded, diagnostics} = laying;
	const {root, coverageRoot} = request;
	const path = pathInside(root, source.path);
	const sum = sumSource(files, asked, {root, coverageRoot, folder: folderInside(root, source)});
	const reading = readSource(source, root, sum.add, onDocument);
	for (const lost of reading.lostPaths) sum.lose(lost);
	for (const name of sum.recorded) recorded.add(name);
	diagnostics.push(...tellProblems(path, reading));
	if (!reading.format) return {told: undefined, reading};
	const told: CoverageSource = {path, format: reading.format, files: sum.recorded.size, matched: 0, stale: 0};
	if (sum.recorded.size > 0 && !sum.loaded()) {
		diagnostics.push(tellEmpty(path));
		return {told, reading};
	}
	const {matched, stale, tests} = matchSource(laying, path, sum);
	const hasTests = request.files.some(({role}) => role === 'test');
	if (reading.format === 'v8' && matched > 0 && hasTests && tests === 0) diagnostics.push(tellNoTests(path));
	return {told: {...told, matched, stale}, reading};
}

function matchSource(
	{files, sums: all, diagnostics}: Laying,
	path: string,
	source: SourceSum,
): {matched: number; stale: number; tests: number} {
	const {sums, ambiguous, missingMaps} = source.finish();
	for (const [file, sum] of sums) {
		const known = all.get(file) ?? createSum();
		addSum(known, sum);
		all.set(file, known);
	}
	const inState = (state: Bound['state']) =>
		[...sums]
			.filter(([, {states}]) => states.has(state))
			.map(([file]) => file)
			.sort();
	const stale = inState('stale');
	diagnostics.push(
		...tellAmbiguous(path, ambiguous),
		...tellStale(path, stale),
		...tellUnmapped(path, inState('unmapped')),
		...tellMissingMaps(path, missingMaps),
	);
	const matched = countMatched(sums);
	if (matched === 0) diagnostics.push(tellUnmatched(path, [...source.recorded], [...files.keys()]));
	const tests = [...sums.keys()].filter(file => files.get(file)?.role === 'test').length;
	return {matched, stale: stale.length, tests};
}

/** Of a file whose only entry is broken nothing is known. */
const countMatched = (sums: ReadonlyMap<string, FileSum>): number =>
	[...sums.values()].filter(({states}) => states.size > 0).length;

/** Relative to the root, with `/`: a report must not name folders of the machine it was made on. */
function pathInside(root: string, path: string): string {
	return relative(root, path).split(sep).join('/') || '.';
}

function folderInside(root: string, {path}: Found): string | undefined {
	const inside = pathInside(root, path);
	return inside.startsWith('../') ? undefined : posix.dirname(inside);
}
