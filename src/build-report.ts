import type {Diagnostic} from './model/diagnostic.ts';
import type {CoverageSource} from './model/evidence.ts';
import type {FileFacts} from './model/facts.ts';
import type {Project} from './model/project.ts';
import type {Report, ReportBaseline, ReportFile, ReportSite, Summary} from './model/report.ts';
import {VERSION} from './util/version.ts';

export interface ReportParts {
	project: Project;
	facts: readonly FileFacts[];
	rules: string;
	coverage: readonly CoverageSource[];
	summary: Summary;
	files: ReportFile[];
	sites: ReportSite[];
	baseline?: ReportBaseline;
	diagnostics: Diagnostic[];
}

/** Puts the parts together. `files` and `lines` count sources alone, `tests` counts test files. */
export function buildReport({project, facts, rules, coverage, baseline, diagnostics, ...weighed}: ReportParts): Report {
	const sources = facts.filter(({role}) => role === 'source');
	return {
		version: 1,
		tool: {name: 'unfired', version: VERSION, rules},
		project: {
			root: '.',
			name: project.name,
			commit: project.commit,
			files: sources.length,
			lines: sources.reduce((sum, {lineStarts}) => sum + lineStarts.length, 0),
			tests: facts.filter(({role}) => role === 'test').length,
		},
		coverage: [...coverage],
		...(baseline && {baseline}),
		...weighed,
		diagnostics,
	};
}
