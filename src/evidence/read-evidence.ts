import {posix, relative, sep} from 'node:path';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {CoverageSource} from '../model/evidence.ts';
import {bindTally} from './bind.ts';
import type {Bound} from './bound.ts';
import {createCounters} from './counters.ts';
import {tellAmbiguous, tellEmpty, tellProblems, tellStale, tellUnmapped, tellUnmatched} from './diagnostics.ts';
import {type Found, findDocuments} from './find-documents.ts';
import {matchPaths} from './match-paths.ts';
import {readSource, type SourceReading} from './read-source.ts';
import type {CoveredFile, Evidence, EvidenceRequest} from './request.ts';

/**
 * Reads every coverage source, lays its counters over the scanned files, and answers for all of them together. Never
 * throws on broken coverage: what cannot be used is told in a diagnostic and counts nothing.
 */
export function readEvidence(request: EvidenceRequest): Evidence {
	const {found, diagnostics} = findDocuments(request.root, request.coverage);
	const files = new Map(request.files.map(file => [file.file, file]));
	const bound = new Map<string, Bound[]>();
	const sources: CoverageSource[] = [];
	for (const source of found) {
		const path = pathInside(request.root, source.path);
		request.progress?.(`Reading coverage ${path}`);
		const reading = readSource(source, request.root);
		diagnostics.push(...tellProblems(path, reading));
		if (reading.format) sources.push(readCounters({request, source, path, reading, files, bound, diagnostics}));
	}
	return {counters: createCounters(bound, sources), diagnostics, matched: bound.size};
}

interface Laying {
	request: EvidenceRequest;
	source: Found;
	path: string;
	reading: SourceReading;
	files: ReadonlyMap<string, CoveredFile>;
	bound: Map<string, Bound[]>;
	diagnostics: Diagnostic[];
}

function readCounters({request, source, path, reading, files, bound, diagnostics}: Laying): CoverageSource {
	const {tallies} = reading;
	const recorded = new Set(tallies.map(tally => tally.path));
	const told: CoverageSource = {path, format: reading.format!, files: recorded.size, matched: 0, stale: 0};
	if (tallies.length > 0 && tallies.every(tally => !tally.loaded)) {
		diagnostics.push(tellEmpty(path));
		return told;
	}
	const {matched, ambiguous} = matchPaths(recorded, {
		root: request.root,
		coverageRoot: request.coverageRoot,
		folder: folderInside(request.root, source),
		files: new Set(files.keys()),
	});
	const states = new Map<string, Bound['state']>();
	for (const tally of tallies) {
		const file = matched.get(tally.path);
		if (file === undefined) continue;
		const one = bindTally(tally, files.get(file)!);
		states.set(file, worse(states.get(file), one.state));
		bound.set(file, [...(bound.get(file) ?? []), one]);
	}
	const inState = (state: Bound['state']) =>
		[...states]
			.filter(([, found]) => found === state)
			.map(([file]) => file)
			.sort();
	const stale = inState('stale');
	diagnostics.push(
		...tellAmbiguous(path, ambiguous),
		...tellStale(path, stale),
		...tellUnmapped(path, inState('unmapped')),
		...tellUnmatched(path, [...recorded], states.size),
	);
	return {...told, matched: states.size, stale: stale.length};
}

function worse(known: Bound['state'] | undefined, state: Bound['state']): Bound['state'] {
	return known === 'stale' || known === 'unmapped' ? known : state;
}

/** Relative to the root, with `/`: a report must not name folders of the machine it was made on. */
function pathInside(root: string, path: string): string {
	return relative(root, path).split(sep).join('/') || '.';
}

function folderInside(root: string, {path}: Found): string | undefined {
	const inside = pathInside(root, path);
	return inside.startsWith('../') ? undefined : posix.dirname(inside);
}
