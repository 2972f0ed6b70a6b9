import {basename, dirname, sep} from 'node:path';
import type {Found} from './found.ts';
import {sniffDocument} from './sniff-document.ts';
import type {CoverageFolder, FolderDocument} from './walk-documents.ts';

/** What says most first. A merged Istanbul report comes before the raw files that it was made from. */
const KINDS = ['istanbul', 'v8', 'lcov', 'cobertura', 'clover'] as const;

/** Folders into which runners put what they make the report beside them from. */
const RAW = new Set(['tmp', '.tmp', '.nyc_output', '.c8']);

const isRaw = (path: string): boolean => RAW.has(basename(dirname(path)));

interface Chosen {
	documents: FolderDocument[];
	aside: FolderDocument[];
}

/**
 * No run may count twice. The usual reports in one folder are of one run, and so are the reports of a folder and what
 * lies below it: the kind that says most is taken, of equal ones that above (a merged report says what its parts say).
 * Folders beside each other are runs of their own: shards, jobs, packages.
 */
export function chooseDocuments(folder: CoverageFolder): {found: Found[]; aside: FolderDocument[]} {
	const {documents, aside} = choose(folder);
	const found = KINDS.flatMap(kind => {
		const ofKind = documents.filter(document => document.kind === kind);
		return ofKind.length > 0 ? [foundOf(ofKind)] : [];
	});
	// A broken document belongs to the others beside it, where it makes their counts too low.
	const broken = documents.filter(({kind}) => kind === 'broken').map(({path}) => path);
	if (found.length > 0) found[0]!.documents.push(...broken);
	else if (broken.length > 0) found.push({path: folder.path, documents: broken, named: false});
	for (const source of found) source.documents.sort();
	return {found, aside};
}

function choose(folder: CoverageFolder): Chosen {
	const own = chooseOwn(folder.documents);
	const below = chooseBelow(folder.folders);
	const [rankOwn, rankBelow] = [rankOf(own.documents), rankOf(below.documents)];
	const aside = [...own.aside, ...below.aside];
	if (rankBelow === KINDS.length) return {documents: [...own.documents, ...below.documents], aside};
	const [taken, left] = rankOwn <= rankBelow ? [own, below] : [below, own];
	// What a report was made from is no second report, so there is nothing to tell.
	return {documents: taken.documents, aside: [...aside, ...left.documents.filter(({path}) => !isRaw(path))]};
}

/** The final report of all Istanbul files, else all of the kind that says most, and what is of another run. */
function chooseOwn(documents: readonly FolderDocument[]): Chosen {
	const best = KINDS[rankOf(documents)];
	const final = best === 'istanbul' ? documents.find(({name}) => name === 'coverage-final.json') : undefined;
	// A broken shard or dump makes the others' counts too low; beside a report of the whole run it is one report less.
	const isShard = !final && (best === undefined || best === 'istanbul' || best === 'v8');
	const less = new Set(findLess(documents));
	const isTaken = (document: FolderDocument): boolean => {
		if (document.kind === 'broken') return isShard;
		if (document.kind === 'tests' || less.has(document)) return false;
		return document.kind !== best || !final || document === final;
	};
	return {documents: documents.filter(isTaken), aside: documents.filter(document => !isTaken(document))};
}

/** The names that reporters give their files, of which one run writes several. */
const USUAL =
	/^(?:coverage-final\.json|lcov\.info|coverage\.lcov|clover\.xml|coverage\.xml|cobertura(?:-coverage)?\.xml)$/i;

/**
 * Documents of one folder that tell less of a run than another one does. Files with names of their own may be of other
 * runs: to count a run twice changes few verdicts, to leave one out makes false ones.
 */
function findLess(documents: readonly FolderDocument[]): FolderDocument[] {
	const best = KINDS[rankOf(documents)];
	const stems = new Set(documents.filter(({kind}) => kind === best).map(({name}) => stemOf(name)));
	return documents.filter(
		({kind, name}) => kind !== best && isKind(kind) && (kind === 'v8' || USUAL.test(name) || stems.has(stemOf(name))),
	);
}

const stemOf = (name: string): string => name.replace(/\..*$/s, '');

const isKind = (kind: string): boolean => (KINDS as readonly string[]).includes(kind);

/** The same of documents that were named one by one. */
export function findSuperfluous(paths: readonly string[]): FolderDocument[] {
	const folders = new Map<string, FolderDocument[]>();
	for (const path of paths) {
		const known = folders.get(dirname(path)) ?? [];
		folders.set(dirname(path), [...known, {path, name: basename(path), kind: sniffDocument(path)}]);
	}
	return [...folders.values()].flatMap(findLess);
}

function chooseBelow(folders: readonly CoverageFolder[]): Chosen {
	const all = folders.map(folder => ({raw: RAW.has(folder.name), ...choose(folder)}));
	const hasReports = all.some(({raw, documents}) => !raw && rankOf(documents) < KINDS.length);
	const isTaken = ({raw}: {raw: boolean}) => !(raw && hasReports);
	return {
		documents: all.filter(isTaken).flatMap(({documents}) => documents),
		aside: all.flatMap(one => (isTaken(one) ? one.aside : [...one.aside, ...one.documents])),
	};
}

function rankOf(documents: readonly FolderDocument[]): number {
	const kinds = new Set<string>(documents.map(({kind}) => kind));
	const rank = KINDS.findIndex(kind => kinds.has(kind));
	return rank < 0 ? KINDS.length : rank;
}

function foundOf(documents: readonly FolderDocument[]): Found {
	const paths = documents.map(({path}) => path);
	return paths.length === 1
		? {path: paths[0]!, documents: paths, named: true}
		: {path: commonFolder(paths), documents: paths, named: false};
}

function commonFolder(paths: readonly string[]): string {
	let folder = dirname(paths[0]!);
	while (!paths.every(path => path.startsWith(folder + sep)) && dirname(folder) !== folder) folder = dirname(folder);
	return folder;
}
