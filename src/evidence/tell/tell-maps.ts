import type {Diagnostic} from '../../model/diagnostic.ts';

/** At most this many names stand in one message. */
const NAMES = 3;

/** Compiled scripts that belong to no scanned file because the map that they name is not there. */
export function tellMissingMaps(path: string, missing: ReadonlyMap<string, string>): Diagnostic[] {
	if (missing.size === 0) return [];
	const scripts = [...missing].sort(([a], [b]) => (a < b ? -1 : 1));
	const shown = scripts.slice(0, NAMES).map(([script, map]) => `${nameOf(script)} names ${map.slice(0, 80)}`);
	const more = scripts.length > NAMES ? `, and ${scripts.length - NAMES} more` : '';
	return [
		{
			level: 'warning',
			code: 'source-map-broken',
			message: `Coverage ${path}: ${scripts.length === 1 ? 'a compiled script has' : `${scripts.length} compiled scripts have`} no source map at the place that ${scripts.length === 1 ? 'it names' : 'they name'} (${shown.join(', ')}${more}), so what ran there counts nothing. Write source maps into or beside the compiled files before the tests run.`,
		},
	];
}

export const tellStale = (path: string, stale: string[]): Diagnostic[] =>
	stale.map(file => ({
		level: 'warning',
		code: 'coverage-stale',
		message: `The counters of ${path} do not fit the present text of ${file}, so they count nothing there: it changed since, or compiled text was counted without an exact source map. Take coverage again.`,
		file,
	}));

export const tellUnmapped = (path: string, unmapped: string[]): Diagnostic[] =>
	unmapped.map(file => ({
		level: 'warning',
		code: 'source-map-broken',
		message: `No source map leads exactly from ${path} to ${file} (it is missing, too coarse, or that of another build), so its counters count nothing there. Let the compiler write full source maps in the build that the tests run.`,
		file,
	}));

/** Without the folders, which are those of another machine. */
const nameOf = (script: string): string => script.split(/[/\\]/).slice(-2).join('/');
