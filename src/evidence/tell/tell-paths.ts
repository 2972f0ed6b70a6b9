import type {Diagnostic} from '../../model/diagnostic.ts';
import {relativeTo} from '../paths/path-candidates.ts';
import {normaliseRecorded} from '../paths/recorded-path.ts';
import {files, listed} from './diagnostics.ts';

export const tellAmbiguous = (path: string, recorded: string[]): Diagnostic[] =>
	recorded.length === 0
		? []
		: [
				{
					level: 'warning',
					code: 'coverage-ambiguous',
					message: `${files(recorded.length)} of ${path} ${recorded.length === 1 ? 'fits' : 'fit'} more than one source and ${recorded.length === 1 ? 'is' : 'are'} not used: ${listed(recorded.map(ending))}. Name the folder that the paths were recorded in with --coverage-root.`,
				},
			];

/** Of a source that speaks of none of the scanned files. */
export function tellUnmatched(path: string, recorded: readonly string[], sources: readonly string[]): Diagnostic {
	const names = [...recorded].sort().map(ending);
	const compiled = recorded.some(name => /(^|[/\\])(dist|build|out|lib|es|esm|cjs)[/\\]/.test(name));
	const example = names.length > 0 ? ` (${listed(names)})` : '';
	const scanned = sources.length > 0 ? ` (${listed([...sources].sort())})` : '';
	const hint = compiled
		? 'If the tests run compiled code, write source maps with it and take coverage again; if these are the sources, name the folder that their paths begin with in --coverage-root'
		: 'Name the folder that the paths were recorded in with --coverage-root, or give the coverage of this repository';
	return {
		level: 'error',
		code: 'coverage-unmatched',
		message: `No file of the coverage ${path}${example} is one of the scanned sources${scanned}. ${hint}.`,
	};
}

/** A named root that leads to no scanned file is a mistake, even where the ends of the paths led to some. */
export function tellRoot(
	coverageRoot: string | undefined,
	recorded: readonly string[],
	sources: ReadonlySet<string>,
): Diagnostic[] {
	if (coverageRoot === undefined || recorded.length === 0) return [];
	const base = normaliseRecorded(coverageRoot);
	const below = recorded.flatMap(path => relativeTo(base, normaliseRecorded(path)) ?? []);
	if (below.some(path => sources.has(path))) return [];
	const what =
		below.length === 0
			? `No recorded path begins with it (they are like ${listed(recorded.slice(0, 2).map(ending))})`
			: `What the recorded paths name below it (${listed(below.slice(0, 2))}) is none of the scanned sources`;
	return [
		{
			level: 'warning',
			code: 'coverage-root',
			message: `--coverage-root ${coverageRoot} changes nothing. ${what}. Give the folder of the recorded paths that stands for the scanned folder.`,
		},
	];
}

/** Recorded paths are those of another machine: their ends say which file is meant. */
function ending(recorded: string): string {
	const segments = recorded.split(/[/\\]/);
	return segments.length > 3 ? `…/${segments.slice(-3).join('/')}` : recorded;
}
