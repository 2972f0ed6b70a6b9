import {join} from 'node:path';
import type {GitFolder} from './find-git.ts';
import {readSmallFile} from './read-small-file.ts';

const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const REF = /^refs\/(?!.*\.\.)[^\s\\]+$/;
const MOST_HOPS = 5;

/** The commit that HEAD names, or null: no repository, no commit yet, or a ref format that is not read. */
export function readCommit(git: GitFolder | undefined): string | null {
	if (!git) return null;
	let text = readSmallFile(join(git.own, 'HEAD'))?.trim();
	for (let hops = 0; text && hops < MOST_HOPS; hops++) {
		if (HASH.test(text)) return text;
		const ref = /^ref: (.+)$/.exec(text)?.[1];
		if (!ref || !REF.test(ref)) return null;
		text = readRef(git, ref);
	}
	return null;
}

function readRef(git: GitFolder, ref: string): string | undefined {
	const loose = readSmallFile(join(git.own, ref)) ?? readSmallFile(join(git.common, ref));
	if (loose) return loose.trim();
	for (const line of (readSmallFile(join(git.common, 'packed-refs')) ?? '').split('\n')) {
		const [hash, name] = line.trim().split(' ');
		if (name === ref) return hash;
	}
	return undefined;
}
