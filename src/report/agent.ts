import type {Diagnostic} from '../model/diagnostic.ts';
import type {Report} from '../model/report.ts';
import {renderHarmless} from './harmless.ts';
import {type Issue, issuesOf} from './issues.ts';
import {tellNext, tellTally} from './tally.ts';
import {tellCounts} from './text/figures.ts';
import {renderFraction, renderPercent} from './text/numbers.ts';

/** One line a finding or flaw by rank, without decoration, for programs that read; then what to know of the scan, then the sum. */
export function renderAgent(report: Report): string {
	const lines = [
		...issuesOf(report).map(tellIssue),
		...report.diagnostics.filter(({level}) => level !== 'info').map(tellDiagnostic),
		tellSum(report),
	];
	return lines.map(line => `${renderHarmless(line)}\n`).join('');
}

function tellIssue({site, arc, rule, line, why, next}: Issue): string {
	const what = rule.replace(/^unfired\//, '');
	const head = `${site.file}:${line} ${what} ${arc?.verdict ?? 'flaw'} ${renderFraction(site.exposure)}`;
	return `${head} ${why}${next === '' ? '' : ` next: ${next}.`}`;
}

const tellDiagnostic = ({level, code, file, message}: Diagnostic): string =>
	`${level} ${code} ${file === undefined ? '' : `${file}: `}${message}`;

function tellSum(report: Report): string {
	const {errorPathCoverage, gap} = report.summary;
	const figures = [
		`Error-path coverage ${renderPercent(errorPathCoverage)}`,
		`gap ${gap === null ? 'unknown' : `${gap.toFixed(1)} points`}`,
	];
	const next = tellNext(report);
	return `unfired: ${tellTally(report)} ${tellCounts(report.summary)}. ${figures.join(', ')}.${next === '' ? '' : ` next: ${next}`}`;
}
