import {join, relative, resolve, sep} from 'node:path';
import {existsSync, readFileSync} from '../../files/watched-files.ts';
import type {Diagnostic} from '../../model/diagnostic.ts';
import type {Counters, CoverageSource, PerTest} from '../../model/evidence.ts';
import {isRecord, parseJson} from '../../util/parse-json.ts';
import {readEvidence} from '../read-evidence.ts';
import type {Evidence, EvidenceRequest} from '../request.ts';
import {findPerTestDocuments, MANIFEST} from './per-test-documents.ts';
import {indexTestNames} from './per-test-names.ts';
import {findOwners, type Owned, readContents} from './per-test-owners.ts';
import {tellPerTest} from './per-test-tell.ts';

export interface PerTestRequest extends Omit<EvidenceRequest, 'coverage'> {
	/** Folders of coverage per test file, relative to the root or absolute. */
	folders: readonly string[];
	/** Test files that may run something. */
	tests: readonly string[];
}

export interface PerTestEvidence extends PerTest {
	diagnostics: Diagnostic[];
	/** The counters of all documents together, those included that belong to no test file. */
	readAll(): Evidence;
}

/** Finds out which document of coverage belongs to which test file. See `docs/per-test.md` for how they are recorded. */
export function readPerTest({folders, tests: all, ...request}: PerTestRequest): PerTestEvidence {
	const lists = folders.map(folder => readManifest(resolve(request.root, folder), new Set(all)));
	const leftOut = new Set(lists.flatMap(list => [...list.leftOut]));
	const tests = all.filter(test => !leftOut.has(test));
	const byName = indexTestNames(tests);
	const owned = folders.flatMap((folder, at) => {
		const documents = findPerTestDocuments(resolve(request.root, folder));
		const contents = readContents({...request, coverage: []}, documents, new Set(tests));
		return findOwners(contents, lists[at]!.owners, byName);
	});
	// What is broken may have spoken of scanned files: then not all is there.
	const speaking = owned.filter(({speaks, lost}) => speaks || lost);
	const byTest = groupByTest(speaking);
	const missing = tests.filter(test => !byTest.has(test));
	const astray = speaking.filter(({test}) => test === undefined);
	return {
		tests: [...byTest.keys()],
		complete: missing.length === 0 && astray.length === 0 && !speaking.some(({lost}) => lost),
		diagnostics: tellPerTest({folders, tests, speaking, missing, astray}),
		*read() {
			for (const [test, documents] of byTest) yield {test, counters: readCounters(request, documents)};
		},
		readAll: () => readTogether(request, folders, speaking),
	};
}

function groupByTest(owned: readonly Owned[]): Map<string, string[]> {
	const byTest = new Map<string, string[]>();
	for (const {test, path} of owned) if (test !== undefined) byTest.set(test, [...(byTest.get(test) ?? []), path]);
	return new Map([...byTest].sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Manifest {
	/** By name of a folder or document: the test file. */
	owners: Map<string, string>;
	/** Test files that the recorded suite does not run. */
	leftOut: Set<string>;
}

/**
 * `{"folder or document": "test file", "test file": false}`. What it says wrongly is told by what then stays without a
 * test file.
 */
function readManifest(base: string, tests: ReadonlySet<string>): Manifest {
	const path = join(base, MANIFEST);
	const {value} = existsSync(path) ? parseJson(readFileSync(path, 'utf8')) : {value: undefined};
	const entries = isRecord(value) ? Object.entries(value) : [];
	return {
		owners: new Map(entries.flatMap(([name, test]) => (tests.has(test as string) ? [[name, test as string]] : []))),
		leftOut: new Set(entries.flatMap(([name, test]) => (test === false && tests.has(name) ? [name] : []))),
	};
}

type Request = Omit<EvidenceRequest, 'coverage'>;

const readCounters = ({progress: _, ...request}: Request, coverage: string[]): Counters =>
	readEvidence({...request, coverage}).counters;

/** One entry a folder instead of one a document, and what many documents say alike is said once. */
function readTogether(request: Request, folders: readonly string[], speaking: readonly Owned[]): Evidence {
	const evidence = readEvidence({...request, coverage: speaking.map(({path}) => path)});
	const {counters} = evidence;
	const sources = folders.map(folder => joinSources(request.root, folder, counters.sources));
	const told = new Map(
		evidence.diagnostics.map(diagnostic => [`${diagnostic.code} ${diagnostic.file ?? ''}`, diagnostic]),
	);
	return {...evidence, counters: {...counters, sources: sources.flat()}, diagnostics: [...told.values()]};
}

function joinSources(root: string, folder: string, sources: readonly CoverageSource[]): CoverageSource[] {
	const path = relative(root, resolve(root, folder)).split(sep).join('/') || '.';
	const inside = sources.filter(source => path === '.' || source.path.startsWith(`${path}/`));
	const [first] = inside;
	if (!first) return [];
	const most = (count: (source: CoverageSource) => number) => Math.max(...inside.map(count));
	return [
		{
			path,
			format: first.format,
			files: most(({files}) => files),
			matched: most(({matched}) => matched),
			stale: most(({stale}) => stale),
		},
	];
}
