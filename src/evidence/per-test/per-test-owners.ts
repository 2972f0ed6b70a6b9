import {posix, relative, sep} from 'node:path';
import {matchPaths} from '../paths/match-paths.ts';
import {readSource} from '../read-source.ts';
import type {EvidenceRequest} from '../request.ts';
import type {PerTestDocument} from './per-test-documents.ts';
import {namesOf, type TestByName} from './per-test-names.ts';

/** What a document holds, by the scanned files that it speaks of. */
export interface PerTestContent extends PerTestDocument {
	/** Test files that ran in it. */
	ran: string[];
	/** It speaks of scanned files at all; what does not is of no interest to anybody. */
	speaks: boolean;
	/** It may have held counters and cannot be read. */
	lost: boolean;
}

/** Reads which scanned files each document speaks of. What it counts is read later, test file by test file. */
export function readContents(
	{root, coverageRoot, files}: EvidenceRequest,
	documents: readonly PerTestDocument[],
	tests: ReadonlySet<string>,
): PerTestContent[] {
	const known = new Set(files.map(({file}) => file));
	return documents.map(document => {
		const paths = new Map<string, boolean>();
		const {lost, lostPaths} = readSource(
			{path: document.path, documents: [document.path], named: true},
			root,
			({path, loaded}) => paths.set(path, loaded || paths.get(path) === true),
			() => {},
		);
		const inside = relative(root, document.path).split(sep).join('/');
		const folder = inside.startsWith('../') ? undefined : posix.dirname(inside);
		const {matched} = matchPaths(paths.keys(), {root, coverageRoot, folder, files: known});
		const ran = [...matched].filter(([path, file]) => paths.get(path) && tests.has(file)).map(([, file]) => file);
		return {
			...document,
			ran: [...new Set(ran)].sort(),
			speaks: matched.size > 0,
			lost: lost > 0 || lostPaths.length > 0,
		};
	});
}

/** A document with the test file that it belongs to, or why it belongs to none. */
export type Owned = PerTestContent & ({test: string} | {test?: undefined; why: 'several' | 'unknown'});

/**
 * Whose each document is: by the one test file that ran in it, else by the list, else by its name or that of its folder,
 * else by what the same process or the same folder wrote beside it. Several test files in one document are told apart
 * by nothing.
 */
export function findOwners(
	contents: readonly PerTestContent[],
	manifest: ReadonlyMap<string, string>,
	byName: TestByName,
): Owned[] {
	const ownByContent = ({ran}: PerTestContent): string | undefined => (ran.length === 1 ? ran[0] : undefined);
	const beside = groupBeside(contents, ownByContent);
	return contents.map((content): Owned => {
		if (content.ran.length > 1) return {...content, why: 'several'};
		const names = namesOf(content);
		const test =
			ownByContent(content) ??
			[content.name, ...names].map(name => manifest.get(name)).find(found => found !== undefined) ??
			names.map(byName).find(found => found !== undefined) ??
			besideOf(content)
				.map(key => beside.get(key))
				.find(found => found !== undefined);
		return test === undefined ? {...content, why: 'unknown'} : {...content, test};
	});
}

/** Worker threads write documents of their own, under the number of their process; child processes into the same folder. */
function besideOf({name, folder}: PerTestContent): string[] {
	const [, pid] = /(?:^|\/)coverage-(\d+)-\d+-\d+\.json$/.exec(name) ?? [];
	return [...(pid ? [`${folder}|${pid}`] : []), ...(folder === '' ? [] : [folder])];
}

/** The test file of a process or folder, where what is known of it means one alone. */
function groupBeside(
	contents: readonly PerTestContent[],
	ownByContent: (content: PerTestContent) => string | undefined,
): Map<string, string | undefined> {
	const groups = new Map<string, string | undefined>();
	for (const content of contents) {
		const test = ownByContent(content);
		const isMixed = content.ran.length > 1;
		if (test === undefined && !isMixed) continue;
		for (const key of besideOf(content)) {
			const isOther = groups.has(key) && groups.get(key) !== test;
			groups.set(key, isMixed || isOther ? undefined : test);
		}
	}
	return groups;
}
