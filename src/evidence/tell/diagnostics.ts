import {relative, sep} from 'node:path';
import type {Diagnostic} from '../../model/diagnostic.ts';
import type {FolderDocument} from '../documents/walk-documents.ts';
import type {SourceReading} from '../read-source.ts';

/** At most this many names stand in one message. */
const NAMES = 3;

export function tellProblems(path: string, {problems, read}: SourceReading): Diagnostic[] {
	if (problems.length === 0) return [];
	const maps = problems.filter(problem => problem.startsWith('the source map'));
	const others = problems.filter(problem => !maps.includes(problem));
	const told: Diagnostic[] = [];
	if (others.length > 0) {
		told.push({
			level: read === 0 ? 'error' : 'warning',
			code: 'coverage-broken',
			message: `${read === 0 ? `The coverage ${path} cannot be used` : `Parts of the coverage ${path} cannot be used and count nothing`}: ${listed(others, '; ')}. Take coverage again if its file is not whole.`,
		});
	}
	if (maps.length > 0) {
		told.push({
			level: 'warning',
			code: 'source-map-broken',
			message: `Coverage ${path}: ${listed(maps, '; ')}. What it counted there cannot be placed in the sources.`,
		});
	}
	return told;
}

export const tellAside = (path: string, folder: string, aside: readonly FolderDocument[]): Diagnostic[] =>
	aside.length === 0
		? []
		: [
				{
					level: 'info',
					code: 'coverage-aside',
					message: `${files(aside.length)} of the coverage ${path} ${aside.length === 1 ? 'tells' : 'tell'} of the same run as others that say more, and ${aside.length === 1 ? 'is' : 'are'} left aside so that no run counts twice: ${listed(namesBelow(folder, aside))}. Put the reports of different runs into folders of their own.`,
				},
			];

/** Runners pack the results of tests for themselves; what coverage is in them, only they can take out. */
export const tellTests = (path: string, documents: readonly FolderDocument[]): Diagnostic[] =>
	documents.length === 0
		? []
		: [
				{
					level: 'warning',
					code: 'coverage-aside',
					message: `${files(documents.length)} in ${path} ${documents.length === 1 ? 'is a report' : 'are reports'} of tests, not of coverage (${listed(documents.map(({name}) => name))}). Let the runner merge them and write coverage (vitest --merge-reports --coverage), or let each job keep its coverage-final.json.`,
				},
			];

const namesBelow = (folder: string, documents: readonly FolderDocument[]): string[] =>
	documents.map(document => relative(folder, document.path).split(sep).join('/'));

/** Without its counters `never ran` cannot be told from `ran in the part that is lost`. */
export const tellLost = (lost: number): Diagnostic[] =>
	lost === 0
		? []
		: [
				{
					level: 'warning',
					code: 'coverage-partial',
					message: `${lost === 1 ? '1 coverage file is' : `${lost} coverage files are`} broken, so what the others count is a least number: an error path that they do not show stays undecided. Take coverage again, or leave the broken ${lost === 1 ? 'one' : 'ones'} out.`,
				},
			];

export const tellEmpty = (path: string): Diagnostic => ({
	level: 'error',
	code: 'coverage-empty',
	message: `Every counter of ${path} is zero: coverage was not collected, so it says nothing. Check that the coverage tool sees the code that the tests run (ES modules, child processes, compiled output).`,
});

export const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`);

/** Names as they were recorded, cut to a length that fits a message. */
export function listed(names: string[], between = ', '): string {
	const shown = names.slice(0, NAMES).map(name => name.slice(0, 160));
	const more = names.length - shown.length;
	return shown.join(between) + (more > 0 ? `${between}and ${more} more` : '');
}
