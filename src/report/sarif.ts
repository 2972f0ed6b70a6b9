import type {Log, Result} from 'sarif';
import {isFinding} from '../model/finding.ts';
import type {Report, ReportSite} from '../model/report.ts';
import {renderPlainJson} from './plain-json.ts';
import {renderFlawResults, renderFlawRules} from './sarif/flaws.ts';
import {ROOT} from './sarif/locations.ts';
import {renderDescriptors, renderNotifications} from './sarif/notifications.ts';
import {renderResult} from './sarif/results.ts';
import {renderRules, ruleId} from './sarif/rules.ts';

/** Code scanning keeps 5,000 results of a run and chooses them itself: by cutting first, the greatest exposure stays. */
const MOST_RESULTS = 5000;

/** SARIF 2.1.0 as code scanning reads it: a result for each uncovered or unfired arc and each flaw, by rank of the site. */
export function renderSarif(report: Report): string {
	const rules = [...renderRules(), ...renderFlawRules()];
	const {results, leftOut} = renderResults(report, new Map(rules.map(({id}, index) => [id, index])));
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
				automationDetails: {id: 'unfired/'},
				originalUriBaseIds: {[ROOT]: {description: {text: 'The folder that was scanned.'}}},
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

function renderResults({sites}: Report, ruleIndexes: Map<string, number>): {results: Result[]; leftOut: number} {
	const open = [...sites].sort((a, b) => a.rank - b.rank).flatMap(site => resultsOf(site, ruleIndexes));
	const kept = open.slice(0, MOST_RESULTS);
	return {results: kept, leftOut: open.length - kept.length};
}

function resultsOf(site: ReportSite, ruleIndexes: ReadonlyMap<string, number>): Result[] {
	const arcs = site.arcs
		.filter(arc => isFinding(site, arc))
		.flatMap(arc => {
			const index = ruleIndexes.get(ruleId(site.kind, arc.arc));
			// An arc that its kind cannot have is a mistake of a rule book, not a finding.
			return index === undefined ? [] : [renderResult(site, arc, index)];
		});
	return [...arcs, ...renderFlawResults(site, ruleIndexes)];
}
