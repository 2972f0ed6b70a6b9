import type {Result} from 'sarif';
import type {ReportArc, ReportSite} from '../../model/report.ts';
import type {Certainty} from '../../model/site.ts';
import {renderHarmless} from '../harmless.ts';
import {codeFlows, escapeMessage, relatedLocations, siteLocation} from './locations.ts';
import {proseOf, ruleId} from './rules.ts';

/** From this weight on an arc is a warning: a quarter of what flows through the heaviest place. */
const WARNING_WEIGHT = 0.25;

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
		partialFingerprints: {'unfiredSite/v1': `${site.id}.${arc.arc}`},
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

/** Handlers and local operations are true and dull, whatever flows through them. */
const levelOf = ({weight, kind, operation}: ReportSite): 'warning' | 'note' =>
	weight >= WARNING_WEIGHT && kind !== 'handler' && operation === 'external' ? 'warning' : 'note';

/** The first sentence is the title that code scanning shows. */
function messageOf(site: ReportSite, {arc, verdict, why}: ReportArc): string {
	const subject = `the ${site.kind} in ${escapeText(site.name)}`;
	const title =
		verdict === 'uncovered'
			? `No test runs ${subject}, so it ${proseOf(site.kind, arc)!.never}.`
			: `Covered, never triggered: ${subject} ${proseOf(site.kind, arc)!.never}.`;
	const guard = site.guards[0] ? `Guarded operation: [${escapeText(site.guards[0].text)}](1).` : '';
	const next = site.next.length > 0 ? `Next: ${escapeText(site.next.join('; '))}.` : '';
	return [title, escapeText(why), guard, next].filter(Boolean).join(' ');
}

const escapeText = (text: string): string => escapeMessage(renderHarmless(text));
