import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import {gitBytes} from './git.ts';

/** A file as the next commit will have it. Paths start at the folder that was asked about. */
export interface StagedFile {
	file: string;
	/** As HEAD has it, under its old name where it was renamed; undefined for a new file. */
	before?: Buffer;
	after: Buffer;
}

const LIST = [
	'diff',
	'--cached',
	'--raw',
	'-z',
	'--no-abbrev',
	'-M',
	'--diff-filter=ACMRT',
	'--relative',
	'--no-ext-diff',
];

/** Files of code that are staged below a folder, by content of the index, never of the working tree. Throws an InputError. */
export function readStaged(folder: string, isWanted: (file: string) => boolean): StagedFile[] {
	const listed = gitBytes(folder, LIST)?.toString();
	if (listed === undefined)
		throw new InputError(
			`unfired check --staged needs git and a repository around ${folder}. Run it in a checkout, or scan without git: unfired.`,
		);
	const entries = entriesOf(listed).filter(({file}) => isWanted(file));
	const blobs = readBlobs(
		folder,
		entries.flatMap(({before, after}) => [...(before === undefined ? [] : [before]), after]),
	);
	return entries.flatMap(({file, before, after}) => {
		const [old, now] = [before === undefined ? undefined : blobs.get(before), blobs.get(after)];
		// A clone that fetches contents when they are asked for may not get them here.
		if (!now || (before !== undefined && !old))
			throw new InputError(
				`git has no content for ${quotePath(file)}, staged or in HEAD. Fetch it (git fetch), or commit with --no-verify.`,
			);
		return [{file, after: now, ...(old && {before: old})}];
	});
}

interface Entry {
	file: string;
	/** Names of blobs. */
	before?: string;
	after: string;
}

/** `:100644 100644 <blob> <blob> M\0name\0`, with two names where it was renamed. */
function entriesOf(listed: string): Entry[] {
	const parts = listed.split('\0');
	const entries: Entry[] = [];
	for (let at = 0; at + 1 < parts.length; ) {
		const [oldMode = '', mode = '', old = '', blob = '', status = ''] = parts[at]!.split(' ');
		const names = /^[RC]/.test(status) ? 2 : 1;
		const file = parts[at + names]!;
		at += 1 + names;
		// Links and submodules hold no code of their own.
		if (!isFile(mode)) continue;
		entries.push({file, after: blob, ...(isFile(oldMode.slice(1)) && {before: old})});
	}
	return entries;
}

const isFile = (mode: string): boolean => mode.startsWith('100');

/** One process for all. */
function readBlobs(folder: string, names: readonly string[]): Map<string, Buffer> {
	const wanted = [...new Set(names)];
	if (wanted.length === 0) return new Map();
	const bytes = gitBytes(folder, ['cat-file', '--batch'], `${wanted.join('\n')}\n`) ?? Buffer.alloc(0);
	const blobs = new Map<string, Buffer>();
	for (let at = 0; at < bytes.length; ) {
		const end = bytes.indexOf('\n', at);
		const [name = '', type, size = ''] = bytes.toString('latin1', at, end).split(' ');
		at = end + 1;
		if (type !== 'blob') continue;
		blobs.set(name, bytes.subarray(at, at + Number(size)));
		at += Number(size) + 1;
	}
	return blobs;
}
