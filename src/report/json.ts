import type {CallCounts} from '../model/call-question.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {
	CriticalFigures,
	Exposed,
	Figures,
	Report,
	ReportArc,
	ReportBaseline,
	ReportFile,
	ReportSite,
	Summary,
} from '../model/report.ts';
import {SITE_KINDS} from '../model/site.ts';
import {VERDICTS} from '../model/verdict.ts';
import {renderPlainJson} from './plain-json.ts';

/** The order of an object's keys: `leaf` is printed as it is, a nested order is applied to the value or to each item. */
type Order = 'leaf' | {[key: string]: Order};
/** Every key of a type, so that a new field does not compile before it has its place. */
type OrderOf<T> = {[Key in keyof Required<T>]: Order};

const PLACE = {file: 'leaf', line: 'leaf'} as const;
const counts = (keys: readonly string[]): {[key: string]: Order} =>
	Object.fromEntries(keys.map(key => [key, 'leaf' as const]));

const FIGURES = {
	sites: 'leaf',
	arcs: counts(VERDICTS),
	errorPathCoverage: 'leaf',
	weightedErrorPathCoverage: 'leaf',
} satisfies OrderOf<Figures>;

const EXPOSED = {name: 'leaf', exposure: 'leaf', sites: 'leaf'} satisfies OrderOf<Exposed>;

const CRITICAL = {
	patterns: 'leaf',
	files: 'leaf',
	...FIGURES,
	lineCoverage: 'leaf',
	gap: 'leaf',
	exposure: 'leaf',
} satisfies OrderOf<CriticalFigures>;

const SUMMARY = {
	sites: counts(SITE_KINDS),
	flaws: 'leaf',
	arcs: counts(VERDICTS),
	lineCoverage: 'leaf',
	errorPathCoverage: 'leaf',
	weightedErrorPathCoverage: 'leaf',
	gap: 'leaf',
	external: FIGURES,
	withoutHandlers: FIGURES,
	kinds: Object.fromEntries(SITE_KINDS.map(kind => [kind, FIGURES])),
	exposures: {files: EXPOSED, folders: EXPOSED, packages: EXPOSED, entryPoints: EXPOSED, dependencies: EXPOSED},
	suppressed: 'leaf',
	known: 'leaf',
	critical: CRITICAL,
	calls: {all: 'leaf', unknown: 'leaf', asked: 'leaf', answered: 'leaf'} satisfies OrderOf<CallCounts>,
} satisfies OrderOf<Summary>;

const SUPPRESSED = {line: 'leaf', reason: 'leaf'} as const;

const ARC = {
	arc: 'leaf',
	verdict: 'leaf',
	basis: 'leaf',
	why: 'leaf',
	wanted: 'leaf',
	reason: 'leaf',
	witnesses: {...PLACE, count: 'leaf'},
	tests: {...PLACE, name: 'leaf', how: 'leaf'},
	mocks: {...PLACE, outcome: 'leaf', target: 'leaf'},
	reachedBy: {count: 'leaf', files: 'leaf'},
	firedBy: {count: 'leaf', files: 'leaf'},
	hidden: {tool: 'leaf', line: 'leaf', reason: 'leaf'},
	suppressed: SUPPRESSED,
	known: 'leaf',
} satisfies OrderOf<ReportArc>;

const SITE = {
	id: 'leaf',
	kind: 'leaf',
	mechanism: 'leaf',
	...PLACE,
	column: 'leaf',
	endLine: 'leaf',
	endColumn: 'leaf',
	name: 'leaf',
	certainty: 'leaf',
	implicit: 'leaf',
	operation: 'leaf',
	dependencies: {kind: 'leaf', name: 'leaf'},
	guards: {...PLACE, text: 'leaf'},
	weight: 'leaf',
	exposure: 'leaf',
	rank: 'leaf',
	centrality: {reach: 'leaf', pagerank: 'leaf', betweenness: 'leaf'},
	entryPoints: {...PLACE, name: 'leaf'},
	way: 'leaf',
	steps: {...PLACE, name: 'leaf'},
	heaviest: {...PLACE, name: 'leaf'},
	arcs: ARC,
	flaws: {flaw: 'leaf', line: 'leaf', why: 'leaf', suppressed: SUPPRESSED, known: 'leaf'},
	next: 'leaf',
	unchanged: 'leaf',
} satisfies OrderOf<ReportSite>;

const FILE = {
	file: 'leaf',
	sites: 'leaf',
	lines: {total: 'leaf', covered: 'leaf'},
	lineCoverage: 'leaf',
} satisfies OrderOf<ReportFile>;

const REPORT = {
	version: 'leaf',
	tool: {name: 'leaf', version: 'leaf', rules: 'leaf'},
	project: {root: 'leaf', name: 'leaf', commit: 'leaf', files: 'leaf', lines: 'leaf', tests: 'leaf'},
	since: {ref: 'leaf', commit: 'leaf', sites: 'leaf'},
	coverage: {path: 'leaf', format: 'leaf', files: 'leaf', matched: 'leaf', stale: 'leaf'},
	baseline: {
		path: 'leaf',
		entries: 'leaf',
		stale: {id: 'leaf', file: 'leaf', name: 'leaf'},
		ratchet: {errorPathCoverage: 'leaf', weightedErrorPathCoverage: 'leaf', gap: 'leaf'},
	} satisfies OrderOf<ReportBaseline>,
	summary: SUMMARY,
	files: FILE,
	sites: SITE,
	diagnostics: {
		level: 'leaf',
		code: 'leaf',
		message: 'leaf',
		file: 'leaf',
		command: 'leaf',
	} satisfies OrderOf<Diagnostic>,
} satisfies OrderOf<Report>;

/** The report as JSON: keys in the order of `docs/report.md`, two spaces, a line break at the end, nothing hidden. */
export function renderJson(report: Report): string {
	return renderPlainJson(orderKeys(report, REPORT));
}

function orderKeys(value: unknown, order: Order): unknown {
	if (order === 'leaf' || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(item => orderKeys(item, order));
	const object = value as Record<string, unknown>;
	return Object.fromEntries(
		Object.entries(order)
			.filter(([key]) => Object.hasOwn(object, key))
			.map(([key, inner]) => [key, orderKeys(object[key], inner)]),
	);
}
