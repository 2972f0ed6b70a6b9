import type {Count} from '../model/place.ts';
import {keyInFile, sequenceKey} from '../model/sequence.ts';
import {
	MOST_TESTS,
	TRACE_SCHEMA,
	type Trace,
	type TracedCount,
	type TracedFile,
	type TraceRun,
} from '../model/trace.ts';
import type {FilePlan} from './plan-probes.ts';
import type {ProbeCount, ProbeCounts, TestName} from './read-counts.ts';

/** A file that was written with probes. */
export interface ProbedFile extends FilePlan {
	hash: string;
	written: boolean[];
	loads?: number;
	/** Folder of its package. */
	package: string;
}

export interface TraceParts {
	run: TraceRun;
	files: readonly ProbedFile[];
	counts: ProbeCounts;
	/** The name of a test as people know it; undefined where the runner does not let it be known, and empty in the trace. */
	nameOf(test: TestName): string | undefined;
}

/** What the probes counted, by place and sequence. */
export function buildTrace({run, files, counts, nameOf}: TraceParts): Trace {
	const tests = new Map<string, number>();
	const idsOf = (count: ProbeCount | undefined): number[] => {
		const names = [...new Set((count?.tests ?? []).map(test => nameOf(test) ?? ''))].sort();
		const ids = names.slice(0, MOST_TESTS).map(name => {
			if (!tests.has(name)) tests.set(name, tests.size);
			return tests.get(name)!;
		});
		return ids.sort((a, b) => a - b);
	};
	const running = new Set(files.filter(({file}) => counts.has(file)).map(file => file.package));
	const traced = files.map((file): [string, TracedFile] => {
		const counted = counts.get(file.file);
		const state = counted ? 'measured' : running.has(file.package) ? 'not-loaded' : 'absent';
		return [file.file, {hash: file.hash, state, counts: countsOf(file, counted, idsOf)}];
	});
	return {schema: TRACE_SCHEMA, runs: [run], files: Object.fromEntries(traced), tests: [...tests.keys()]};
}

function countsOf(
	{places, sequences, written}: ProbedFile,
	counted: ReadonlyMap<number, ProbeCount> | undefined,
	idsOf: (count: ProbeCount | undefined) => number[],
): Record<string, TracedCount> {
	const found: Array<[string, TracedCount]> = [];
	const add = (key: string, id: number, blind?: ProbeCount): void => {
		if (!written[id]) return;
		const count = counted?.get(id);
		const ids = idsOf(count);
		const most = blind && blind.most > 0 ? Number.POSITIVE_INFINITY : (count?.most ?? 0);
		found.push([key, {...told({least: count?.least ?? 0, most}), ...(ids.length > 0 && {tests: ids})}]);
	};
	for (const [id, place] of places.entries()) add(keyInFile(place), id);
	for (const [at, sequence] of sequences.entries()) {
		const id = places.length + at;
		add(sequenceKey(sequence), id, counted?.get(id + sequences.length));
	}
	return Object.fromEntries(found);
}

const told = ({least, most}: Count): TracedCount => ({least, most: Number.isFinite(most) ? most : null});
