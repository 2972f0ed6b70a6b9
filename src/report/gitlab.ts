import type {Report} from '../model/report.ts';
import {sha1} from '../util/sha1.ts';
import {renderHarmless} from './harmless.ts';
import {type Issue, issuesOf, type Level} from './issues.ts';
import {renderPlainJson} from './plain-json.ts';

const SEVERITIES = {warning: 'major', note: 'minor'} as const satisfies Record<Level, string>;

/** Code Quality of GitLab: one entry for each finding and flaw, by rank. No fingerprint knows a line. */
export const renderGitlab = (report: Report): string => renderPlainJson(issuesOf(report).map(renderEntry));

const renderEntry = ({site, rule, id, line, level, title, why, next}: Issue) => ({
	description: renderHarmless(`${title} ${why}${next === '' ? '' : ` Next: ${next}.`}`),
	check_name: rule,
	// With the file, because the reports of several packages may come together.
	fingerprint: sha1(`${site.file}\n${id}`),
	severity: SEVERITIES[level],
	location: {path: site.file, lines: {begin: line}},
});
