import {tmpdir} from 'node:os';
import {parseTrace} from './evidence/traces/parse-trace.ts';
import {findSites} from './find-sites.ts';
import type {Diagnostic} from './model/diagnostic.ts';
import {placesOfArcs, sequencesOfArcs} from './model/site.ts';
import type {Trace, TraceRun} from './model/trace.ts';
import type {Progress} from './progress.ts';
import {findTreeRoot} from './project/find-tree-root.ts';
import {buildTrace, type ProbedFile} from './record/build-trace.ts';
import {planProbes} from './record/plan-probes.ts';
import {type CopyRequest, makeProbedCopy} from './record/probed-copy.ts';
import {InputError} from './util/input-error.ts';
import {quotePath} from './util/quote-path.ts';

export interface RecordingOptions {
	/** Folder whose sites are recorded, absolute or relative to `cwd`. */
	dir: string;
	/** Absolute: where the command is to run; inside `dir` or around it. */
	cwd: string;
	/** Folder for the copy, in place of the system's folder for temporary files. */
	temporary?: string;
	owner: CopyRequest['owner'];
}

export interface Recording {
	/** Where the command must run: the same folder of the copy. */
	cwd: string;
	/** Absolute folder that was scanned. */
	root: string;
	/** Files with probes, and those that were copied. */
	probed: number;
	copied: number;
	diagnostics: Diagnostic[];
	/** Reads what the probes counted. */
	finish(run: TraceRun): {trace: Trace; reached: boolean};
	/** Removes everything that was made. */
	dispose(): void;
}

/**
 * Copies the work tree beside it and writes probes at every site. Nothing is executed, and nothing is written into the
 * repository. Throws an InputError where there is nothing to record or no room for it.
 */
export function prepareRecording(
	{dir, cwd, temporary = tmpdir(), owner}: RecordingOptions,
	onProgress: (progress: Progress) => void = () => {},
): Recording {
	const {project, facts, linked, read, diagnostics} = findSites(
		{dir, cwd, coverage: [], coveragePerTest: [], traces: [], implicit: true},
		onProgress,
	);
	const copy = makeProbedCopy({
		tree: findTreeRoot(project.root),
		scanned: project.root,
		cwd,
		temporary,
		owner,
		onProgress: done => onProgress({phase: 'copy', done}),
	});
	try {
		const arcs = linked.sites.flatMap(site => site.arcs);
		const packageOf = ownerIn(project.packages.map(({folder}) => folder));
		const hashes = new Map(facts.map(({file, hash}) => [file, hash]));
		const files = planProbes(placesOfArcs(arcs), sequencesOfArcs(arcs)).flatMap((plan): ProbedFile[] => {
			const text = read(plan.file)?.text;
			const hash = hashes.get(plan.file);
			const probed = text === undefined ? undefined : copy.write(plan, text);
			return probed && hash !== undefined ? [{...plan, ...probed, hash, package: packageOf(plan.file)}] : [];
		});
		return {
			cwd: copy.cwd,
			root: project.root,
			probed: files.length,
			copied: copy.copied,
			diagnostics: [...diagnostics, ...copy.diagnostics],
			finish(run) {
				const counts = copy.read();
				return {trace: buildTrace({run, files, counts, nameOf: copy.nameOf}), reached: counts.size > 0};
			},
			dispose: copy.dispose,
		};
	} catch (error) {
		copy.dispose();
		throw error;
	}
}

/** The innermost of the folders around a file. */
function ownerIn(folders: readonly string[]): (file: string) => string {
	const inner = [...folders].sort((a, b) => b.length - a.length);
	return file => inner.find(folder => folder === '.' || file.startsWith(`${folder}/`)) ?? '.';
}

export {proposeTests} from './project/propose-tests.ts';
export {mergeTraces} from './record/merge-traces.ts';
export type RecordedRun = TraceRun;

/** A trace that is to be added to. Throws an InputError where it is none. */
export function readTrace(text: string, path: string): Trace {
	const read = parseTrace(text);
	if (typeof read === 'string')
		throw new InputError(`The trace ${quotePath(path)} cannot be added to: ${read}. Record without --append.`);
	return read;
}
