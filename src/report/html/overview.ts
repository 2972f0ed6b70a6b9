import {byRank, isFinding, isFlawFinding} from '../../model/finding.ts';
import type {MapOverview, MapProse, MapRow} from '../../model/map.ts';
import type {Exposed, Report, ReportSite} from '../../model/report.ts';
import {byText} from '../../util/compare.ts';
import {FLAW_PROSE} from '../flaw-prose.ts';
import {ARC_PROSE, KINDS} from '../prose.ts';
import type {Details} from './details.ts';

/** What the page shows at once. */
export function packOverview(report: Report, handlers: boolean, at: Details['at']): MapOverview {
	const {project, since, coverage, summary, files, sites, diagnostics, tool} = report;
	const {entryPoints, dependencies} = summary.exposures;
	const lines = new Map(files.map(({file, lines}) => [file, lines]));
	const names = [...new Set(sites.map(({file}) => file))].sort(byText);
	const indexes = {
		files: indexOf(names),
		entryPoints: indexOf(namesOf(entryPoints)),
		dependencies: indexOf(namesOf(dependencies)),
	};
	const {arcs, lineCoverage, errorPathCoverage, weightedErrorPathCoverage, gap, withoutHandlers, external} = summary;
	return {
		tool: tool.version,
		project: {
			name: project.name,
			commit: project.commit,
			files: project.files,
			lines: project.lines,
			tests: project.tests,
		},
		...(since && {since}),
		coverage: coverage.map(({path, format, matched}) => ({path, format, matched})),
		summary: {
			...{arcs, lineCoverage, errorPathCoverage, weightedErrorPathCoverage, gap, withoutHandlers, external},
		},
		entryPoints,
		dependencies,
		files: names.map(file => ({file, lines: lines.get(file) ?? null})),
		sites: byRank(sites).map(site => packRow(site, indexes, at)),
		diagnostics,
		handlers,
		prose: packProse(),
	};
}

type Indexes = Record<'files' | 'entryPoints' | 'dependencies', ReadonlyMap<string, number>>;

function packRow(site: ReportSite, {files, entryPoints, dependencies}: Indexes, at: Details['at']): MapRow {
	const {id, kind, mechanism, line, name, certainty, operation, weight, exposure, rank} = site;
	const starts = [...site.entryPoints, ...site.steps.slice(0, 1), ...(site.heaviest ?? []).slice(0, 1)];
	return {
		...{id, kind, mechanism, file: files.get(site.file)!, line, name, certainty, operation, weight, exposure, rank},
		arcs: site.arcs.map(({arc, verdict}) => [arc, verdict]),
		flaws: site.flaws.length,
		findings:
			site.arcs.filter(arc => isFinding(site, arc)).length +
			site.flaws.filter(flaw => isFlawFinding(site, flaw)).length,
		entryPoints: known(
			starts.map(({name}) => name),
			entryPoints,
		),
		dependencies: known(
			site.dependencies.map(({kind, name}) => `${kind} ${name}`),
			dependencies,
		),
		at: at.get(site) ?? [0, 0],
	};
}

const namesOf = (exposed: readonly Exposed[]): string[] => exposed.map(({name}) => name);
const indexOf = (names: readonly string[]): Map<string, number> => new Map(names.map((name, index) => [name, index]));
const known = (names: readonly string[], indexes: ReadonlyMap<string, number>): number[] =>
	[...new Set(names)].flatMap(name => indexes.get(name) ?? []);

function packProse(): MapProse {
	const arcs = Object.entries(ARC_PROSE).map(([kind, all]) => [
		kind,
		Object.fromEntries(Object.entries(all).map(([arc, {matters, fire}]) => [arc, {matters, fire}])),
	]);
	const flaws = Object.entries(FLAW_PROSE).map(([flaw, {title, instead}]) => [flaw, {title, instead}]);
	return {kinds: KINDS, arcs: Object.fromEntries(arcs), flaws: Object.fromEntries(flaws)};
}
