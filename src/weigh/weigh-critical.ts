import type {Diagnostic} from '../model/diagnostic.ts';
import type {Counters} from '../model/evidence.ts';
import type {CriticalFigures, ReportSite} from '../model/report.ts';
import {matchFiles} from '../util/match-files.ts';
import {figuresOf} from './figures.ts';
import {weighLines} from './figures-lines.ts';
import {roundPoints, roundShare} from './figures-rounding.ts';

/** The figures of each critical module, over the files that its patterns mean alone. */
export function weighCritical(
	modules: ReadonlyArray<readonly string[]>,
	files: readonly string[],
	sites: readonly ReportSite[],
	counters: Counters,
): {critical: CriticalFigures[]; diagnostics: Diagnostic[]} {
	return {
		critical: modules.map(patterns => figuresFor(patterns, files, sites, counters)),
		diagnostics: [...new Set(modules.flat())].flatMap(pattern => tellUnmatched(pattern, files)),
	};
}

function figuresFor(
	patterns: readonly string[],
	files: readonly string[],
	sites: readonly ReportSite[],
	counters: Counters,
): CriticalFigures {
	const isMeant = matchFiles(patterns);
	const own = sites.filter(({file}) => isMeant(file));
	const figures = figuresOf(own);
	const lines = weighLines(own, counters);
	const weighted = figures.weightedErrorPathCoverage;
	return {
		patterns: [...patterns],
		files: files.filter(isMeant).length,
		...figures,
		lineCoverage: lines === null ? null : roundShare(lines),
		gap: lines === null || weighted === null ? null : roundPoints((lines - weighted) * 100),
		exposure: roundShare(own.reduce((sum, {exposure}) => sum + exposure, 0)),
	};
}

/** A module that is misspelled would pass for one without a finding. */
function tellUnmatched(pattern: string, files: readonly string[]): Diagnostic[] {
	if (pattern.startsWith('!') || files.some(matchFiles([pattern]))) return [];
	const braces = /[{}]/.test(pattern) ? ' and without braces' : '';
	return [
		{
			level: 'warning',
			code: 'critical-unmatched',
			message: `The pattern ${JSON.stringify(pattern)} of a critical module matches no source file, so that it guards nothing. Patterns are written as in .gitignore${braces}, from the scanned folder, like src/payments/**.`,
		},
	];
}
