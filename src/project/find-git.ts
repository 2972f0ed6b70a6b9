import {dirname, join, resolve} from 'node:path';
import {statSync} from '../files/watched-files.ts';
import {readSmallFile} from './read-small-file.ts';

export interface GitFolder {
	/** Absolute folder of the work tree. */
	workTree: string;
	/** Where HEAD stands. */
	own: string;
	/** Where refs and info stand: the same unless this is a linked work tree. */
	common: string;
}

/** The repository around `folder`, found by hand: asking git would run what the repository's config names. */
export function findGit(folder: string): GitFolder | undefined {
	for (let at = folder; ; at = dirname(at)) {
		const own = gitFolderAt(at);
		if (own) return {workTree: at, own, common: commonFolder(own)};
		if (dirname(at) === at) return undefined;
	}
}

function gitFolderAt(folder: string): string | undefined {
	const dotGit = join(folder, '.git');
	const stat = statSync(dotGit, {throwIfNoEntry: false});
	if (stat?.isDirectory()) return dotGit;
	const pointer = stat && /^gitdir: (.+)$/m.exec(readSmallFile(dotGit) ?? '')?.[1];
	return pointer ? resolve(folder, pointer.trim()) : undefined;
}

function commonFolder(own: string): string {
	const pointer = readSmallFile(join(own, 'commondir'))?.trim();
	return pointer ? resolve(own, pointer) : own;
}
