import {randomUUID} from 'node:crypto';
import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {sha1} from '../util/sha1.ts';

/**
 * A cached file is a line with the hash of what follows, and then that: what is damaged, cut off or foreign is not there.
 * Undefined where it is not.
 */
export function readCached(path: string): Buffer | undefined {
	try {
		const bytes = readFileSync(path);
		const end = bytes.indexOf('\n');
		const body = bytes.subarray(end + 1);
		return end > 0 && bytes.toString('latin1', 0, end) === headOf(body) ? body : undefined;
	} catch {
		return undefined;
	}
}

/** Whole or not at all, so that two scans at once do not harm each other. What cannot be written costs time later, and nothing else. */
export function writeCached(path: string, parts: readonly Uint8Array[]): void {
	const draft = `${path}.${randomUUID()}`;
	try {
		mkdirSync(dirname(path), {recursive: true});
		const body = Buffer.concat(parts);
		writeFileSync(draft, Buffer.concat([Buffer.from(`${headOf(body)}\n`, 'latin1'), body]));
		renameSync(draft, path);
	} catch {
		dropDraft(draft);
	}
}

function dropDraft(path: string): void {
	try {
		rmSync(path, {force: true});
	} catch {
		// Its folder is none: there is nothing to drop.
	}
}

const headOf = (body: Uint8Array): string => `unfired-cache ${sha1(body)}`;
