import {type Candidate, type Candidates, findCandidatesIn, type PathRequest} from './path-candidates.ts';

export interface PathMatches {
	/** Recorded path to scanned file. */
	matched: Map<string, string>;
	ambiguous: string[];
}

/** Whether the counters of a recorded path fit the text of a file; undefined where they cannot tell. */
export type Fits = (path: string, file: string) => boolean | undefined;

/**
 * Finds the scanned file of each recorded path: exactly if possible, else by the longest end that only one shares. Where
 * several do, those that the counters do not fit fall out.
 */
export function matchPaths(
	recorded: Iterable<string>,
	request: PathRequest,
	fits: Fits = () => undefined,
): PathMatches {
	const find = findCandidatesIn(request);
	return matchFound(new Map([...recorded].map(path => [path, find(path)])), fits);
}

/** The same for candidates that are known already. */
export function matchFound(found: ReadonlyMap<string, Candidates>, fits: Fits = () => undefined): PathMatches {
	const matched = new Map<string, string>();
	const open = new Map<string, Candidate[]>();
	for (const [path, {exact, candidates}] of found) {
		if (exact !== undefined) matched.set(path, exact);
		else if (candidates.length > 0) open.set(path, fitting(path, candidates, fits));
	}
	const ambiguous = matchByEnds(matched, open, fits);
	return {matched, ambiguous};
}

function fitting(path: string, candidates: Candidate[], fits: Fits): Candidate[] {
	const left = candidates.filter(({file}) => fits(path, file) !== false);
	return left.length > 0 ? left : candidates;
}

interface Claim {
	path: string;
	support: number;
	beyond: number;
}

/**
 * Paths of one source were recorded in one place, so the rewrite that most of them share settles those that fit more
 * than one file, and a rewrite that cuts both paths short must be shared to be believed, or lead to where the coverage is.
 */
function matchByEnds(matched: Map<string, string>, open: Map<string, Candidate[]>, fits: Fits): string[] {
	const support = countSupport(open);
	const supportOf = ({rewrite}: Candidate) => support.get(rewrite)!;
	const claims = new Map<string, Claim[]>();
	const ambiguous: string[] = [];
	for (const [path, candidates] of open) {
		const believed = candidates.filter(candidate => candidate.whole || candidate.near || supportOf(candidate) > 1);
		const best = bestOf(bestOf(believed, supportOf), ({near}) => Number(near));
		if (best.length > 1 || (best.length === 0 && candidates.length > 1 && candidates[0]!.length > 1))
			ambiguous.push(path);
		else if (best.length === 1)
			addClaim(claims, best[0]!, {path, support: supportOf(best[0]!), beyond: best[0]!.beyond});
	}
	const taken = new Set(matched.values());
	for (const [file, claimants] of claims) {
		if (taken.has(file)) continue;
		const fit = claimants.filter(({path}) => fits(path, file) !== false);
		const sameRoot = bestOf(fit.length > 0 ? fit : claimants, ({beyond}) => beyond);
		const best = bestOf(sameRoot, claim => claim.support);
		if (best.length === 1) matched.set(best[0]!.path, file);
		else ambiguous.push(...best.map(({path}) => path));
	}
	return ambiguous.sort();
}

function countSupport(open: ReadonlyMap<string, Candidate[]>): Map<string, number> {
	const support = new Map<string, number>();
	for (const candidates of open.values()) {
		for (const {rewrite} of candidates) support.set(rewrite, (support.get(rewrite) ?? 0) + 1);
	}
	return support;
}

function bestOf<T>(values: readonly T[], measure: (value: T) => number): T[] {
	const most = Math.max(...values.map(measure));
	return values.filter(value => measure(value) === most);
}

function addClaim(claims: Map<string, Claim[]>, {file}: Candidate, claim: Claim): void {
	const known = claims.get(file);
	if (known) known.push(claim);
	else claims.set(file, [claim]);
}
