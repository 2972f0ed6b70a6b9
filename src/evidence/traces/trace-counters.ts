import type {Counters, CoverageSource, FileState} from '../../model/evidence.ts';
import {type Count, cannotSay, exactly} from '../../model/place.ts';
import {fileOf, isSequence, keyInFile, sequenceKey} from '../../model/sequence.ts';
import type {Trace, TracedCount, TracedFile} from '../../model/trace.ts';

/** Answers from what all traces of a file's present text add up to. */
export function createTraceCounters(
	traces: readonly Trace[],
	hashes: ReadonlyMap<string, string>,
	sources: CoverageSource[],
): Counters {
	const filesOf = (file: string): TracedFile[] =>
		traces.flatMap(({files}) =>
			Object.hasOwn(files, file) && files[file]!.hash === hashes.get(file) ? [files[file]!] : [],
		);
	const isCut = traces.some(({runs}) => runs.some(run => run.cut));
	const state = (file: string): FileState => {
		const states = filesOf(file).map(one => one.state);
		if (states.length === 0) return traces.some(({files}) => Object.hasOwn(files, file)) ? 'stale' : 'absent';
		return (['measured', 'not-loaded'] as const).find(one => states.includes(one)) ?? 'absent';
	};
	const count = (file: string, key: string): Count => {
		const counts = filesOf(file)
			.filter(one => one.state !== 'absent')
			.map(({counts}): Count => (Object.hasOwn(counts, key) ? read(counts[key]!) : cannotSay));
		if (counts.length === 0) return cannotSay;
		const sum = counts.reduce((a, b) => ({least: a.least + b.least, most: a.most + b.most}), exactly(0));
		return isCut ? {least: sum.least, most: Number.POSITIVE_INFINITY} : sum;
	};
	const testsOf = (path: string, key: string): string[] => {
		const names = traces.flatMap(({files, tests}) => {
			const file = Object.hasOwn(files, path) ? files[path]! : undefined;
			if (!file || file.hash !== hashes.get(path) || !Object.hasOwn(file.counts, key)) return [];
			return (file.counts[key]!.tests ?? []).map(id => tests[id]!);
		});
		return [...new Set(names)].sort();
	};
	return {
		sources,
		state,
		isPartial: () => isCut,
		count: place => count(place.file, keyInFile(place)),
		happened(sequence) {
			const seen = count(fileOf(sequence), sequenceKey(sequence));
			return isSequence(sequence) && sequence.partial ? {least: seen.least, most: Number.POSITIVE_INFINITY} : seen;
		},
		testsAt: place => testsOf(place.file, keyInFile(place)),
		testsIn: sequence => testsOf(fileOf(sequence), sequenceKey(sequence)),
		// A probe stands at the place itself: no engine is in between.
		sees: () => true,
		lines: () => undefined,
	};
}

const read = ({least, most}: TracedCount): Count => ({least, most: most ?? Number.POSITIVE_INFINITY});
