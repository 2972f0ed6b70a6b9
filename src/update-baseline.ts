import type {Baseline, BaselineEntry, Ratchet} from './model/baseline.ts';
import {flawFindingId, isOpen} from './model/finding.ts';
import type {Report, Summary} from './model/report.ts';
import {type FoundBaseline, readBaseline} from './project/read-baseline.ts';
import {byText} from './util/compare.ts';

export interface BaselineUpdate {
	baseline: Baseline;
	added: BaselineEntry[];
	removed: BaselineEntry[];
	/** Figures that it holds better than before; `loosened` those that it lets go, because that was asked for. */
	tightened: Array<keyof Ratchet>;
	loosened: Array<keyof Ratchet>;
	/** Figures that got worse, and are held as they were. */
	held: Array<keyof Ratchet>;
}

export interface UpdateOptions {
	/** Only take stale entries out. */
	prune: boolean;
	/** Let the ratchet follow figures that got worse. */
	loosen: boolean;
}

/** The file as it is, or an empty one. Throws an InputError where it is broken. */
export function openBaseline(root: string, path: string, isThere: boolean): FoundBaseline {
	const found = isThere ? readBaseline(root, root, path) : undefined;
	return found ?? {path, baseline: {version: 1, findings: []}};
}

/**
 * All findings of a report as the next baseline. What is undecided today stays: with the next coverage it may be open again.
 * What a comment puts aside is not in it: the comment says so.
 * @param report of a scan that the old baseline was held against, if there was one
 */
export function updateBaseline(old: Baseline, report: Report, {prune, loosen}: UpdateOptions): BaselineUpdate {
	const before = new Map(old.findings.map(entry => [entry.id, entry]));
	const {open, suppressed} = entriesOf(report);
	const stale = new Set(report.baseline?.stale.map(({id}) => id));
	const next = new Map([...before].filter(([id]) => !stale.has(id) && !suppressed.has(id)));
	if (!prune) for (const entry of open) next.set(entry.id, entry);
	const findings = [...next.values()].sort(byPlace);
	const {ratchet, ...moved} = moveRatchet(old.ratchet, report.summary, {prune, loosen});
	return {
		baseline: {version: 1, ...(ratchet && {ratchet}), findings},
		added: findings.filter(({id}) => !before.has(id)),
		removed: [...before.values()].filter(({id}) => !next.has(id)).sort(byPlace),
		...moved,
	};
}

const byPlace = (a: BaselineEntry, b: BaselineEntry): number =>
	byText(a.file, b.file) || byText(a.name, b.name) || byText(a.id, b.id);

function entriesOf({sites}: Report): {open: BaselineEntry[]; suppressed: Set<string>} {
	const open: BaselineEntry[] = [];
	const suppressed = new Set<string>();
	for (const site of sites) {
		const {file, name} = site;
		const put = (id: string, isSuppressed: boolean) => {
			if (isSuppressed) suppressed.add(id);
			else open.push({id, file, name});
		};
		for (const arc of site.arcs) if (isOpen(arc)) put(`${site.id}.${arc.arc}`, arc.suppressed !== undefined);
		for (const flaw of site.flaws) put(flawFindingId(site, flaw), flaw.suppressed !== undefined);
	}
	return {open, suppressed};
}

const BETTER = {errorPathCoverage: 1, weightedErrorPathCoverage: 1, gap: -1} as const satisfies Record<
	keyof Ratchet,
	1 | -1
>;

/** Only ever better, unless it is let go. */
function moveRatchet(
	old: Ratchet | undefined,
	now: Summary,
	{prune, loosen}: UpdateOptions,
): Pick<BaselineUpdate, 'tightened' | 'loosened' | 'held'> & {ratchet?: Ratchet} {
	const moved = {tightened: [], loosened: [], held: []} as Pick<BaselineUpdate, 'tightened' | 'loosened' | 'held'>;
	if (prune) return {...moved, ...(old && {ratchet: old})};
	const ratchet: Ratchet = {errorPathCoverage: null, weightedErrorPathCoverage: null, gap: null};
	for (const key of Object.keys(BETTER) as Array<keyof Ratchet>) {
		const before = old?.[key] ?? null;
		const today = now[key];
		const change = before === null || today === null ? 0 : BETTER[key] * (today - before);
		if (change > 0) moved.tightened.push(key);
		if (change < 0) moved[loosen ? 'loosened' : 'held'].push(key);
		ratchet[key] = before === null || (today !== null && (change > 0 || (change < 0 && loosen))) ? today : before;
	}
	return {...moved, ratchet};
}
