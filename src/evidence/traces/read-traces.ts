import {resolve} from 'node:path';
import {readFileSync} from '../../files/watched-files.ts';
import type {Diagnostic} from '../../model/diagnostic.ts';
import type {Counters, CoverageSource} from '../../model/evidence.ts';
import type {FileFacts} from '../../model/facts.ts';
import type {Trace} from '../../model/trace.ts';
import {quotePath} from '../../util/quote-path.ts';
import {parseTrace} from './parse-trace.ts';
import {createTraceCounters} from './trace-counters.ts';

export interface TracesRequest {
	/** Absolute. */
	root: string;
	/** Relative to the root or absolute. */
	traces: readonly string[];
	files: readonly Pick<FileFacts, 'file' | 'hash'>[];
}

export interface ReadTraces {
	/** Absent where no trace speaks of a scanned file. */
	counters?: Counters;
	sources: CoverageSource[];
	diagnostics: Diagnostic[];
}

/** Adds up traces of several runs. What cannot be used is told, and counts nothing. */
export function readTraces({root, traces, files}: TracesRequest): ReadTraces {
	const hashes = new Map(files.map(({file, hash}) => [file, hash]));
	const diagnostics: Diagnostic[] = [];
	const sources: CoverageSource[] = [];
	const usable: Trace[] = [];
	for (const path of traces) {
		const trace = readTrace(resolve(root, path), path, diagnostics);
		if (!trace) continue;
		const source = describe(path, trace, hashes);
		sources.push(source);
		diagnostics.push(...tell(path, trace, source, hashes));
		if (source.matched > 0) usable.push(trace);
	}
	return {...(usable.length > 0 && {counters: createTraceCounters(usable, hashes, sources)}), sources, diagnostics};
}

function readTrace(path: string, name: string, diagnostics: Diagnostic[]): Trace | undefined {
	let reason: string;
	try {
		const read = parseTrace(readFileSync(path, 'utf8'));
		if (typeof read !== 'string') return read;
		reason = read;
	} catch (error) {
		reason = (error as Error).message;
	}
	diagnostics.push({
		level: 'warning',
		code: 'trace-broken',
		message: `The trace ${quotePath(name)} cannot be used: ${reason}. Record the tests again with unfired record.`,
		file: name,
	});
	return undefined;
}

function describe(path: string, trace: Trace, hashes: ReadonlyMap<string, string>): CoverageSource {
	const known = Object.keys(trace.files).filter(file => hashes.has(file));
	return {
		path,
		format: 'trace',
		files: Object.keys(trace.files).length,
		matched: known.length,
		stale: known.filter(file => trace.files[file]!.hash !== hashes.get(file)).length,
	};
}

function tell(
	path: string,
	{files, runs}: Trace,
	{matched, stale}: CoverageSource,
	hashes: ReadonlyMap<string, string>,
): Diagnostic[] {
	const told: Diagnostic[] = [];
	const warn = (code: Diagnostic['code'], message: string): void => {
		told.push({level: 'warning', code, message, file: path});
	};
	if (matched === 0)
		warn(
			'trace-unmatched',
			`The trace ${quotePath(path)} speaks of no scanned file. Name a trace of this folder, or record it again.`,
		);
	if (stale > 0) {
		const first = Object.keys(files).find(file => hashes.has(file) && files[file]!.hash !== hashes.get(file))!;
		const rest = stale > 1 ? ` and ${stale - 1} more files` : '';
		warn(
			'trace-stale',
			`${quotePath(first)}${rest} changed since the trace ${quotePath(path)} was recorded: what it counted there is not used. Record again with unfired record.`,
		);
	}
	const cut = runs.find(run => run.cut);
	if (cut)
		warn(
			'trace-cut',
			`A run of the trace ${quotePath(path)} was ended before its tests were done: what it shows did happen, and what it does not show is left open.`,
		);
	return told;
}
