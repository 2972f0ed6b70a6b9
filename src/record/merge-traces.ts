import type {Trace, TracedCount, TracedFile} from '../model/trace.ts';

/** Both runs together. Of a file that changed in between the later one alone is kept. */
export function mergeTraces(earlier: Trace, later: Trace): Trace {
	const shift = earlier.tests.length;
	const moved = Object.entries(later.files).map(([file, traced]): [string, TracedFile] => [file, move(traced, shift)]);
	const files = new Map(Object.entries(earlier.files));
	for (const [file, traced] of moved) {
		const known = files.get(file);
		files.set(file, known?.hash === traced.hash ? add(known, traced) : traced);
	}
	return {
		schema: later.schema,
		runs: [...earlier.runs, ...later.runs],
		files: Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
		tests: [...earlier.tests, ...later.tests],
	};
}

const move = (file: TracedFile, shift: number): TracedFile => ({
	...file,
	counts: Object.fromEntries(
		Object.entries(file.counts).map(([key, count]) => [
			key,
			count.tests ? {...count, tests: count.tests.map(test => test + shift)} : count,
		]),
	),
});

const STATES = ['measured', 'not-loaded', 'absent'] as const;

function add(a: TracedFile, b: TracedFile): TracedFile {
	const keys = new Set([...Object.keys(a.counts), ...Object.keys(b.counts)]);
	return {
		hash: a.hash,
		state: STATES.find(state => a.state === state || b.state === state)!,
		counts: Object.fromEntries([...keys].map(key => [key, sum(countIn(a, key), countIn(b, key))])),
	};
}

/** What one of the runs had no probe for may have happened there. */
const OPEN: TracedCount = {least: 0, most: null};

const countIn = ({counts}: TracedFile, key: string): TracedCount => (Object.hasOwn(counts, key) ? counts[key]! : OPEN);

function sum(a: TracedCount, b: TracedCount): TracedCount {
	const tests = [...new Set([...(a.tests ?? []), ...(b.tests ?? [])])].sort((one, other) => one - other);
	return {
		least: a.least + b.least,
		most: a.most === null || b.most === null ? null : a.most + b.most,
		...(tests.length > 0 && {tests}),
	};
}
