import type {ReportingDescriptor, Result} from 'sarif';
import {FLAWS, type FlawName} from '../../model/flaw.ts';
import type {ReportSite} from '../../model/report.ts';
import {FLAW_PROSE} from '../flaw-prose.ts';
import {renderHarmless} from '../harmless.ts';
import {flawRuleId, type TellableFlaw, withoutTicks} from '../issues.ts';
import {codeFlows, escapeMessage, physicalLocation} from './locations.ts';
import {PRECISION} from './results.ts';

/** One rule for each flaw, always all of them and in the same order. */
export function renderFlawRules(): ReportingDescriptor[] {
	return FLAWS.map(flaw => {
		const {title, what, matters, instead, level} = FLAW_PROSE[flaw];
		const page = `docs/flaws/${flaw}.md`;
		const explained = `${what} ${matters}`;
		return {
			id: flawRuleId(flaw),
			name: nameOf(flaw),
			shortDescription: {text: withoutTicks(title)},
			fullDescription: {text: withoutTicks(explained)},
			help: {
				text: `${withoutTicks(explained)}\n\nWhat to write instead: ${withoutTicks(instead)}\n\nMore: ${page} in the unfired package.`,
				markdown: `${explained}\n\n**What to write instead:** ${instead}\n\nMore: \`${page}\` in the \`unfired\` package.`,
			},
			defaultConfiguration: {level},
			properties: {
				precision: 'high',
				'problem.severity': level === 'warning' ? 'warning' : 'recommendation',
				tags: ['reliability', 'error-handling', 'flaw'],
			},
		};
	});
}

/** One result for a flaw of a site. */
export function renderFlawResult(
	site: ReportSite,
	{flaw, line, why, id}: TellableFlaw,
	ruleIndexes: ReadonlyMap<string, number>,
): Result {
	const {title, instead, level} = FLAW_PROSE[flaw];
	const flows = codeFlows(site);
	return {
		ruleId: flawRuleId(flaw),
		ruleIndex: ruleIndexes.get(flawRuleId(flaw)),
		level,
		rank: Math.round(site.weight * 10_000) / 100,
		message: {text: `${withoutTicks(title)}: ${escapeText(why)} Instead: ${withoutTicks(instead)}`},
		locations: [
			{
				physicalLocation: physicalLocation({file: site.file, line}),
				logicalLocations: [{fullyQualifiedName: renderHarmless(site.name), kind: 'function'}],
			},
		],
		...(flows.length > 0 ? {codeFlows: flows} : {}),
		partialFingerprints: {'unfiredSite/v1': id},
		properties: {
			certainty: site.certainty,
			precision: PRECISION[site.certainty],
			operation: site.operation,
			mechanism: site.mechanism,
			weight: site.weight,
		},
	};
}

const escapeText = (text: string): string => escapeMessage(renderHarmless(text));

/** `FlawEndlessWait`. */
const nameOf = (flaw: FlawName): string =>
	`flaw-${flaw}`.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
