import type {Log, Result} from 'sarif';
import {byRank, isOpen} from '../model/finding.ts';
import type {Report, ReportSite} from '../model/report.ts';
import {namedFlaws, proseOf, ruleId} from './issues.ts';
import {renderPlainJson} from './plain-json.ts';
import {renderFlawResult, renderFlawRules} from './sarif/flaws.ts';
import {ROOT} from './sarif/locations.ts';
import {renderDescriptors, renderNotifications} from './sarif/notifications.ts';
import {renderResult, suppressionsOf} from './sarif/results.ts';
import {renderRules} from './sarif/rules.ts';

export interface SarifOptions {
	/** Tells uploads for one commit apart, such as those of several packages: `packages/api/`. */
	sarifCategory?: string;
	/** Also what a comment or the baseline puts aside, marked as suppressed. */
	includeSuppressed?: boolean;
}

const USUAL_CATEGORY = 'unfired/';

/** Code scanning keeps 5,000 results of a run and chooses them itself: by cutting first, the greatest exposure stays. */
const MOST_RESULTS = 5000;

/** SARIF 2.1.0 as code scanning reads it: a result for each uncovered or unfired arc and each flaw, by rank of the site. */
export function renderSarif(report: Report, options: SarifOptions = {}): string {
	const rules = [...renderRules(), ...renderFlawRules()];
	const {results, leftOut} = renderResults(report, new Map(rules.map(({id}, index) => [id, index])), options);
	const notifications = renderNotifications(report.diagnostics, leftOut);
	const log: Log = {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: report.tool.name,
						version: report.tool.version,
						semanticVersion: report.tool.version,
						rules,
						notifications: renderDescriptors(notifications),
					},
				},
				// Ends with a slash: a category without a run of its own, so that uploads replace each other.
				automationDetails: {id: `${options.sarifCategory ?? USUAL_CATEGORY}/`.replace(/\/+$/, '/')},
				originalUriBaseIds: {
					[ROOT]: {description: {text: 'The folder that was scanned, or the repository around it.'}},
				},
				columnKind: 'utf16CodeUnits',
				invocations: [
					{
						executionSuccessful: !report.diagnostics.some(({level}) => level === 'error'),
						toolExecutionNotifications: notifications,
					},
				],
				results,
			},
		],
	};
	return renderPlainJson(log);
}

type RuleIndexes = ReadonlyMap<string, number>;

function renderResults({sites}: Report, ruleIndexes: RuleIndexes, {includeSuppressed = false}: SarifOptions) {
	const open = byRank(sites).flatMap(site => resultsOf(site, ruleIndexes, includeSuppressed));
	const kept = open.slice(0, MOST_RESULTS);
	return {results: kept, leftOut: open.length - kept.length};
}

function resultsOf(site: ReportSite, ruleIndexes: RuleIndexes, withSuppressed: boolean): Result[] {
	if (site.unchanged) return [];
	const all = [
		// An arc that its kind cannot have is a mistake of a rule book, not a finding.
		...site.arcs
			.filter(arc => isOpen(arc) && proseOf(site.kind, arc.arc))
			.map(arc => ({found: arc, result: renderResult(site, arc, ruleIndexes.get(ruleId(site.kind, arc.arc))!)})),
		...namedFlaws(site).map(flaw => ({found: flaw, result: renderFlawResult(site, flaw, ruleIndexes)})),
	];
	// An empty list says that it is not suppressed; the standard wants it of all results or of none.
	return withSuppressed
		? all.map(({found, result}) => ({...result, suppressions: suppressionsOf(found)}))
		: all.filter(({found}) => suppressionsOf(found).length === 0).map(({result}) => result);
}
