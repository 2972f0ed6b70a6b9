import {hasFindings, isFinding, isFlawFinding, isOpen} from '../model/finding.ts';
import type {Report, ReportSite, Summary} from '../model/report.ts';
import {InputError} from '../util/input-error.ts';

/** What a build is stopped for. Nothing unless named. */
export type Gate =
	| {kind: 'unfired'}
	| {kind: 'flaw'}
	| {kind: 'exposure'; most: number}
	| {kind: 'total-exposure'; most: number}
	| {kind: 'error-path-coverage'; least: number}
	| {kind: 'gap'; most: number};

/** `unfired`, `flaw`, `exposure=0.5`, `never`. Throws an InputError. */
export function readGates(failOn: readonly string[], least?: number, most?: number): Gate[] {
	const gates = failOn.flatMap(text => text.split(',')).flatMap(readGate);
	if (least !== undefined) gates.push({kind: 'error-path-coverage', least});
	if (most !== undefined) gates.push({kind: 'gap', most});
	return gates;
}

function readGate(text: string): Gate[] {
	if (text === 'never') return [];
	if (text === 'unfired' || text === 'flaw') return [{kind: text}];
	const bound = /^exposure=(\d*\.?\d+)$/.exec(text)?.[1];
	if (bound !== undefined && Number(bound) <= 1) return [{kind: 'exposure', most: Number(bound)}];
	throw new InputError(
		`--fail-on ${JSON.stringify(text)} is none of unfired, flaw, never or exposure=N with N from 0 to 1.`,
	);
}

/** What gates look at: the whole report, or one critical module of it. */
export interface Judged {
	sites: readonly ReportSite[];
	figures: Pick<Summary, 'errorPathCoverage' | 'gap'>;
	hasCoverage: boolean;
}

/** One sentence for each gate that is not passed. Throws an InputError where a gate has no figure to judge. */
export function checkGates(judged: Judged, gates: readonly Gate[], handlers: boolean): string[] {
	return gates.flatMap(gate => checkGate(judged, gate, handlers) ?? []);
}

export const judgedOf = ({sites, summary, coverage}: Report): Judged => ({
	sites,
	figures: summary,
	hasCoverage: coverage.length > 0,
});

function checkGate({sites, figures, hasCoverage}: Judged, gate: Gate, handlers: boolean): string | undefined {
	const ranked = sites.filter(site => handlers || site.kind !== 'handler');
	switch (gate.kind) {
		case 'unfired':
			return tellSites(ranked.filter(hasFindings), 'arcs that never fired under the tests (--fail-on unfired)');
		case 'flaw':
			return tellSites(
				sites.filter(site => site.flaws.some(flaw => isFlawFinding(site, flaw))),
				'a flaw (--fail-on flaw)',
			);
		case 'exposure': {
			const above = ranked.filter(site => openExposure(site) > gate.most);
			return tellSites(above, `an exposure above ${gate.most} (--fail-on exposure=${gate.most})`);
		}
		case 'total-exposure': {
			const total = ranked.reduce((sum, site) => sum + openExposure(site), 0);
			return total > gate.most + ROUNDING
				? `The exposure is ${total.toFixed(2)}, above maxExposure ${gate.most}.`
				: undefined;
		}
		case 'error-path-coverage': {
			const percent = 100 * known(figures.errorPathCoverage, '--min-error-path-coverage', hasCoverage);
			return percent + ROUNDING < gate.least
				? `Error-path coverage is ${percent.toFixed(1)} %, below --min-error-path-coverage ${gate.least}.`
				: undefined;
		}
		case 'gap': {
			const gap = known(figures.gap, '--max-gap', hasCoverage);
			return gap > gate.most + ROUNDING
				? `The gap is ${gap.toFixed(1)} points, above --max-gap ${gate.most}.`
				: undefined;
		}
	}
}

/** The share of a site's exposure that findings make: what is put aside or known stops nothing. */
function openExposure(site: ReportSite): number {
	const open = site.arcs.filter(isOpen).length;
	const found = site.arcs.filter(arc => isFinding(site, arc)).length;
	return open === found ? site.exposure : (site.exposure * found) / open;
}

/** A share of 0.29 is 28.999… percent in binary. */
const ROUNDING = 1e-9;

function tellSites(sites: readonly ReportSite[], what: string): string | undefined {
	const [first] = sites;
	if (!first) return undefined;
	const count = sites.length === 1 ? '1 site has' : `${sites.length} sites have`;
	return `${count} ${what}; the first is ${first.file}:${first.line}.`;
}

/** A gate that cannot be judged must not pass: a build would stay green for months on coverage that nobody finds. */
export function known(figure: number | null, option: string, hasCoverage: boolean): number {
	if (figure !== null) return figure;
	throw new InputError(
		hasCoverage
			? `${option} cannot be judged: no arc is decided. See the diagnostics of the report for what the coverage lacks.`
			: `${option} cannot be judged without coverage. Run the tests with coverage first, or name it with --coverage.`,
	);
}
