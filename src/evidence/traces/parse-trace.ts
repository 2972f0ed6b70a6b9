import {TRACE_SCHEMA, type Trace, type TracedCount, type TracedFile} from '../../model/trace.ts';
import {isRecord, parseJson} from '../../util/parse-json.ts';

/** A trace, or in words why the text is none. */
export function parseTrace(text: string): Trace | string {
	const {value} = parseJson(text);
	if (!isRecord(value)) return 'it is no JSON object';
	if (value.schema !== TRACE_SCHEMA)
		return `its schema is ${JSON.stringify(value.schema) ?? 'missing'}, and this version reads ${TRACE_SCHEMA}`;
	const {runs, files, tests} = value;
	if (!Array.isArray(runs) || !Array.isArray(tests) || !isRecord(files)) return 'runs, files or tests are missing';
	if (!tests.every(test => typeof test === 'string')) return 'a test has no name';
	if (!runs.every(run => isRecord(run))) return 'a run is no object';
	const wrong = Object.entries(files).find(([, file]) => !isFile(file, tests.length));
	if (wrong) return `what it says of ${JSON.stringify(wrong[0])} is not whole`;
	return value as unknown as Trace;
}

const STATES = ['measured', 'not-loaded', 'absent'] satisfies Array<TracedFile['state']>;

function isFile(value: unknown, tests: number): boolean {
	if (!isRecord(value) || typeof value.hash !== 'string' || !isRecord(value.counts)) return false;
	if (!STATES.some(state => state === value.state)) return false;
	return Object.values(value.counts).every(count => isCount(count, tests));
}

function isCount(value: unknown, known: number): value is TracedCount {
	if (!isRecord(value)) return false;
	const {least, most, tests = []} = value;
	const isNumber = (one: unknown): one is number => Number.isSafeInteger(one) && (one as number) >= 0;
	if (!isNumber(least) || !(most === null || (isNumber(most) && most >= least))) return false;
	return Array.isArray(tests) && tests.every(test => isNumber(test) && test < known);
}
