import type {ReportingDescriptor} from 'sarif';
import {ARCS, type ArcName, SITE_KINDS, type SiteKind} from '../../model/site.ts';
import {proseOf, ruleId, withoutTicks} from '../issues.ts';
import {KINDS} from '../prose.ts';

/** One rule for each arc of each kind, always all of them and in the same order, so that indexes are the same in every run. */
export function renderRules(): ReportingDescriptor[] {
	return SITE_KINDS.flatMap(kind => ARCS[kind].map(arc => renderRule(kind, arc)));
}

function renderRule(kind: SiteKind, arc: ArcName): ReportingDescriptor {
	const {title, matters, fire} = proseOf(kind, arc)!;
	const page = `docs/sites/${kind}.md`;
	const explained = `${KINDS[kind]} No test has made this one's \`${arc}\` happen. ${matters}`;
	return {
		id: ruleId(kind, arc),
		name: nameOf(kind, arc),
		shortDescription: {text: `${title} under test`},
		fullDescription: {text: withoutTicks(explained)},
		help: {
			text: `${withoutTicks(explained)}\n\nWhat to write: ${fire}\n\nMore: ${page} in the unfired package.`,
			markdown: `${explained}\n\n**What to write:** ${fire}\n\nMore: \`${page}\` in the \`unfired\` package.`,
		},
		defaultConfiguration: {level: kind === 'handler' ? 'note' : 'warning'},
		properties: {
			precision: 'high',
			'problem.severity': kind === 'handler' ? 'recommendation' : 'warning',
			tags: ['reliability', 'error-handling', 'coverage', kind],
		},
	};
}

/** `CircuitBreakerProbeFail`. */
const nameOf = (kind: SiteKind, arc: ArcName): string =>
	`${kind}-${arc}`.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
