import {extname, join} from 'node:path';
import {type Dirent, readdirSync} from '../../files/watched-files.ts';
import {type Sniffed, sniffDocument} from './sniff-document.ts';

/** A file of a coverage folder, and what its content seems to be. */
export interface FolderDocument {
	path: string;
	name: string;
	kind: Sniffed;
}

/** A coverage folder as it stands: files in it, folders below it. */
export interface CoverageFolder {
	path: string;
	name: string;
	documents: FolderDocument[];
	folders: CoverageFolder[];
}

/** Artifacts of parallel jobs lie in folders of jobs, packages and reports. */
const DEPTH = 6;

/** Pages that reports are shown in, and code: never coverage, and there are thousands of them. */
const OTHERS =
	/^\.(?:html?|css|[cm]?[jt]sx?|map|png|svg|gif|ico|woff2?|ttf|md|gz|vue|svelte|webm|mp4|jpe?g|log|snap)$/i;

const SKIPPED = new Set(['node_modules', '.git']);

/** Everything in a folder that may be coverage, in the order of names. Links to folders are not followed. */
export function walkDocuments(path: string, name = '', depth = DEPTH): CoverageFolder {
	const folder: CoverageFolder = {path, name, documents: [], folders: []};
	for (const entry of entriesOf(path)) {
		const at = join(path, entry.name);
		if (entry.isDirectory()) {
			if (depth > 0 && !SKIPPED.has(entry.name)) folder.folders.push(walkDocuments(at, entry.name, depth - 1));
		} else if ((entry.isFile() || entry.isSymbolicLink()) && !OTHERS.test(extname(entry.name))) {
			const kind = sniffFile(at, entry);
			if (kind !== 'other') folder.documents.push({path: at, name: entry.name, kind});
		}
	}
	return folder;
}

function sniffFile(path: string, entry: Dirent): Sniffed {
	// Playwright packs its blob reports.
	if (/^(?:report|blob).*\.zip$/i.test(entry.name)) return 'tests';
	const kind = sniffDocument(path);
	// A link that leads nowhere or to a folder, an empty marker file.
	if (kind === 'broken' && (entry.isSymbolicLink() || extname(entry.name) !== '.json')) return 'other';
	return kind;
}

function entriesOf(path: string): Dirent[] {
	try {
		return readdirSync(path, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch {
		return [];
	}
}
