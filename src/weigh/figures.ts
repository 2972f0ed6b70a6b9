import {isOpen} from '../model/finding.ts';
import type {Figures, ReportArc, ReportSite, Summary} from '../model/report.ts';
import {SITE_KINDS} from '../model/site.ts';
import {VERDICTS, type Verdict} from '../model/verdict.ts';
import {roundPoints, roundShare} from './figures-rounding.ts';

type Weighed = Pick<ReportSite, 'kind' | 'operation' | 'weight' | 'flaws' | 'arcs'>;

/**
 * The figures of `docs/figures.md` over sites whose weights are rounded already, so that anybody can compute them
 * again from the report. `lineCoverage` is a share from 0 to 1, unrounded.
 */
export function weighFigures(
	sites: readonly Weighed[],
	lineCoverage: number | null,
): Omit<Summary, 'calls' | 'exposures'> {
	const whole = figuresOf(sites);
	const weighted = weightedCoverage(sites);
	return {
		sites: countKinds(sites),
		flaws: countFlaws(sites),
		arcs: whole.arcs,
		lineCoverage: orNull(lineCoverage),
		errorPathCoverage: whole.errorPathCoverage,
		weightedErrorPathCoverage: whole.weightedErrorPathCoverage,
		gap: lineCoverage === null || weighted === null ? null : roundPoints((lineCoverage - weighted) * 100),
		external: figuresOf(sites.filter(({operation}) => operation === 'external')),
		withoutHandlers: figuresOf(sites.filter(({kind}) => kind !== 'handler')),
		kinds: figuresByKind(sites),
		suppressed: countAside(sites, ({suppressed}) => suppressed !== undefined),
		known: countAside(sites, ({known, suppressed}) => known === true && !suppressed),
	};
}

/** Weight × (arcs uncovered or unfired / arcs decided); 0 where none is decided. Unrounded. */
export function exposureOf(weight: number, arcs: readonly Pick<ReportArc, 'verdict'>[]): number {
	const decided = arcs.filter(isDecided).length;
	return decided === 0 ? 0 : (weight * arcs.filter(isOpen).length) / decided;
}

export function figuresOf(sites: readonly Weighed[]): Figures {
	const arcs = countVerdicts(sites);
	return {
		sites: sites.length,
		arcs,
		errorPathCoverage: orNull(plainCoverage(sites)),
		weightedErrorPathCoverage: orNull(weightedCoverage(sites)),
	};
}

/** Arcs fired or proven / arcs decided. Unrounded; null where nothing supports the figure. */
function plainCoverage(sites: readonly Weighed[]): number | null {
	const decided = sites.flatMap(({arcs}) => arcs.filter(isDecided));
	return isSupported(sites) ? decided.filter(isFired).length / decided.length : null;
}

/** The same with each site's weight shared equally among all its arcs; null too where all weights are 0. */
function weightedCoverage(sites: readonly Weighed[]): number | null {
	if (!isSupported(sites)) return null;
	let fired = 0;
	let decided = 0;
	for (const {weight, arcs} of sites) {
		const share = arcs.length === 0 ? 0 : weight / arcs.length;
		fired += share * arcs.filter(isFired).length;
		decided += share * arcs.filter(isDecided).length;
	}
	return decided === 0 ? null : fired / decided;
}

/**
 * A failing stand-in can only say that an arc fired, never that it did not: a share of such arcs alone would always
 * be 100 %, which is false comfort and no figure.
 */
const isSupported = (sites: readonly Weighed[]): boolean =>
	sites.some(({arcs}) => arcs.some(arc => isDecided(arc) && arc.basis !== 'mocks'));

export const isDecided = ({verdict}: {verdict: Verdict}): boolean => verdict !== 'undecided';
export const isFired = ({verdict}: {verdict: Verdict}): boolean => verdict === 'fired' || verdict === 'proven';
const orNull = (share: number | null): number | null => (share === null ? null : roundShare(share));

function countVerdicts(sites: readonly Weighed[]): Record<Verdict, number> {
	const counts = Object.fromEntries(VERDICTS.map(verdict => [verdict, 0])) as Record<Verdict, number>;
	for (const {arcs} of sites) for (const {verdict} of arcs) counts[verdict]++;
	return counts;
}

type Aside = Pick<ReportArc, 'suppressed' | 'known'>;

const countAside = (sites: readonly Weighed[], isAside: (one: Aside) => boolean): number =>
	sites.reduce((sum, {arcs, flaws}) => sum + arcs.filter(isAside).length + flaws.filter(isAside).length, 0);

function countKinds(sites: readonly Weighed[]): Summary['sites'] {
	const counts = SITE_KINDS.map(kind => [kind, sites.filter(site => site.kind === kind).length] as const);
	return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function countFlaws(sites: readonly Weighed[]): Summary['flaws'] {
	const counts = new Map<string, number>();
	for (const {flaws} of sites) for (const {flaw} of flaws) counts.set(flaw, (counts.get(flaw) ?? 0) + 1);
	return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function figuresByKind(sites: readonly Weighed[]): Summary['kinds'] {
	const figures = SITE_KINDS.map(kind => [kind, figuresOf(sites.filter(site => site.kind === kind))] as const);
	return Object.fromEntries(figures.filter(([, {sites}]) => sites > 0));
}
