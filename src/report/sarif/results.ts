import type {Result, Suppression} from 'sarif';
import {findingId} from '../../model/finding.ts';
import type {ReportArc, ReportSite} from '../../model/report.ts';
import type {Certainty} from '../../model/site.ts';
import {renderHarmless} from '../harmless.ts';
import {levelOf, ruleId, titleOf} from '../issues.ts';
import {codeFlows, escapeMessage, relatedLocations, siteLocation} from './locations.ts';

/** How sure the site is, in the words of code scanning. */
export const PRECISION = {sure: 'very-high', likely: 'high', possible: 'medium'} as const satisfies Record<
	Certainty,
	string
>;

/** One result for an arc that is uncovered or unfired. */
export function renderResult(site: ReportSite, arc: ReportArc, ruleIndex: number): Result {
	const related = relatedLocations(site, arc);
	const flows = codeFlows(site);
	return {
		ruleId: ruleId(site.kind, arc.arc),
		ruleIndex,
		level: levelOf(site),
		rank: Math.round(site.exposure * 10_000) / 100,
		message: {text: messageOf(site, arc)},
		locations: [siteLocation(site)],
		...(related.length > 0 ? {relatedLocations: related} : {}),
		...(flows.length > 0 ? {codeFlows: flows} : {}),
		partialFingerprints: {'unfiredSite/v1': findingId({site, arc})},
		properties: {
			verdict: arc.verdict,
			basis: arc.basis,
			certainty: site.certainty,
			...(site.implicit ? {implicit: true} : {}),
			precision: PRECISION[site.certainty],
			operation: site.operation,
			mechanism: site.mechanism,
			weight: site.weight,
			exposure: site.exposure,
			...(arc.hidden ? {hidden: arc.hidden} : {}),
		},
	};
}

/** Why a result is no finding: a comment in the source, or an entry of the baseline. */
export function suppressionsOf({suppressed, known}: Pick<ReportArc, 'suppressed' | 'known'>): Suppression[] {
	return [
		...(suppressed
			? [{kind: 'inSource' as const, status: 'accepted' as const, justification: renderHarmless(suppressed.reason)}]
			: []),
		...(known
			? [{kind: 'external' as const, status: 'accepted' as const, justification: 'It is in the baseline.'}]
			: []),
	];
}

/** The first sentence is the title that code scanning shows. */
function messageOf(site: ReportSite, arc: ReportArc): string {
	const title = titleOf(site, arc, escapeText(site.name));
	const guard = site.guards[0] ? `Guarded operation: [${escapeText(site.guards[0].text)}](1).` : '';
	const next = site.next.length > 0 ? `Next: ${escapeText(site.next.join('; '))}.` : '';
	return [title, escapeText(arc.why), guard, next].filter(Boolean).join(' ');
}

const escapeText = (text: string): string => escapeMessage(renderHarmless(text));
