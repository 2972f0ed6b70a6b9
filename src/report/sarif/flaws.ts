import type {ReportingDescriptor, Result} from 'sarif';
import {isFlawFinding} from '../../model/finding.ts';
import {FLAWS, type FlawName} from '../../model/flaw.ts';
import type {ReportSite} from '../../model/report.ts';
import {FLAW_PROSE} from '../flaw-prose.ts';
import {renderHarmless} from '../harmless.ts';
import {codeFlows, escapeMessage, physicalLocation} from './locations.ts';
import {PRECISION} from './results.ts';

export const flawRuleId = (flaw: FlawName): string => `flaw/${flaw}`;

/** One rule for each flaw, always all of them and in the same order. */
export function renderFlawRules(): ReportingDescriptor[] {
	return FLAWS.map(flaw => {
		const {title, what, matters, instead, level} = FLAW_PROSE[flaw];
		const page = `docs/flaws/${flaw}.md`;
		const explained = `${what} ${matters}`;
		return {
			id: flawRuleId(flaw),
			name: nameOf(flaw),
			shortDescription: {text: plain(title)},
			fullDescription: {text: plain(explained)},
			help: {
				text: `${plain(explained)}\n\nWhat to write instead: ${plain(instead)}\n\nMore: ${page} in the unfired package.`,
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

/** One result for each flaw of a site. Two alike in one site are told apart by their order. */
export function renderFlawResults(site: ReportSite, ruleIndexes: ReadonlyMap<string, number>): Result[] {
	const seen = new Map<string, number>();
	return site.flaws.flatMap(found => {
		const {flaw, line, why} = found;
		const ordinal = (seen.get(flaw) ?? 0) + 1;
		seen.set(flaw, ordinal);
		if (!isFlawFinding(site, found)) return [];
		const {title, instead, level} = FLAW_PROSE[flaw];
		const flows = codeFlows(site);
		return {
			ruleId: flawRuleId(flaw),
			ruleIndex: ruleIndexes.get(flawRuleId(flaw)),
			level,
			rank: Math.round(site.weight * 10_000) / 100,
			message: {text: `${plain(title)}: ${escapeText(why)} Instead: ${instead}`},
			locations: [
				{
					physicalLocation: physicalLocation({file: site.file, line}),
					logicalLocations: [{fullyQualifiedName: renderHarmless(site.name), kind: 'function'}],
				},
			],
			...(flows.length > 0 ? {codeFlows: flows} : {}),
			partialFingerprints: {'unfiredSite/v1': `${site.id}.${flaw}${ordinal > 1 ? `.${ordinal}` : ''}`},
			properties: {
				certainty: site.certainty,
				precision: PRECISION[site.certainty],
				operation: site.operation,
				mechanism: site.mechanism,
				weight: site.weight,
			},
		};
	});
}

const plain = (markdown: string): string => markdown.replaceAll('`', '');
const escapeText = (text: string): string => escapeMessage(renderHarmless(text));

/** `FlawEndlessWait`. */
const nameOf = (flaw: FlawName): string =>
	`flaw-${flaw}`.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
