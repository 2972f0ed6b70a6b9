import type {Diagnostic} from './model/diagnostic.ts';
import type {FileFacts} from './model/facts.ts';
import type {ReportBaseline} from './model/report.ts';
import type {JudgedSite} from './model/verdict.ts';
import {readBaseline} from './project/read-baseline.ts';
import {matchBaseline} from './weigh/match-baseline.ts';
import {matchSuppressions} from './weigh/match-suppressions.ts';

/** Marks the findings that nobody has to look at now: those that comments put aside, and those that were there before. */
export function siftFindings(
	judged: readonly JudgedSite[],
	facts: readonly FileFacts[],
	{root, cwd, baseline: named}: {root: string; cwd: string; baseline?: string | false | undefined},
): {sites: JudgedSite[]; baseline?: ReportBaseline; diagnostics: Diagnostic[]} {
	const {sites, diagnostics} = matchSuppressions(judged, facts);
	const kept = named === false ? undefined : readBaseline(root, cwd, named);
	if (!kept) return {sites, diagnostics};
	const matched = matchBaseline(sites, kept);
	return {sites: matched.sites, baseline: matched.baseline, diagnostics: [...diagnostics, ...matched.diagnostics]};
}
