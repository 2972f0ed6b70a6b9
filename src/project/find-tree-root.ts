import {dirname, join} from 'node:path';
import {existsSync} from '../files/watched-files.ts';
import {isRecord, ownMember, parseJson} from '../util/parse-json.ts';
import {findGit} from './find-git.ts';
import {readSmallFile} from './read-small-file.ts';

/**
 * The folder that holds everything that the tests of a package need: the work tree of its repository, else the workspace
 * around it, else the folder whose `node_modules` it finds.
 */
export function findTreeRoot(folder: string): string {
	const git = findGit(folder)?.workTree;
	if (git !== undefined) return git;
	const above = [...foldersAbove(folder)];
	return above.findLast(isWorkspace) ?? above.find(one => existsSync(join(one, 'node_modules'))) ?? folder;
}

function* foldersAbove(folder: string): Generator<string> {
	for (let at = folder; ; at = dirname(at)) {
		yield at;
		if (dirname(at) === at) return;
	}
}

function isWorkspace(folder: string): boolean {
	if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return true;
	const {value} = parseJson(readSmallFile(join(folder, 'package.json')) ?? '');
	return isRecord(value) && ownMember(value, 'workspaces') !== undefined;
}
