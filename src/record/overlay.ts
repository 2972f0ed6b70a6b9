import {constants, copyFileSync, mkdirSync, readdirSync, readlinkSync, realpathSync, symlinkSync} from 'node:fs';
import {dirname, isAbsolute, join, relative, resolve, sep} from 'node:path';
import {linkPackages} from './link-packages.ts';

export interface OverlayRequest {
	/** Absolute folder of the repository. It is only read. */
	root: string;
	/** Absolute folder to make; it must not exist yet and stand outside of `root`. */
	target: string;
	/** Folders and files to leave out, relative to the root, with `/`. */
	without?: readonly string[];
	onProgress?: (files: number) => void;
}

export interface Overlay {
	/** Regular files that were copied. */
	files: number;
	/** What could not be copied, with the reason, in words that may follow "because". */
	left: Array<{path: string; reason: string}>;
	/** Packages of the workspace that an installed package would still reach in the repository itself. */
	escapes: string[];
}

/** Never part of what a test needs, and never to be written through. */
const LEFT_OUT = new Set(['.git', '.hg', '.svn', '.nyc_output', '.turbo', '.unfired']);

/**
 * A second working tree in which files may be changed freely. Every regular file is copied: Node follows a link to the
 * file behind it, so that a linked test would run the original's sources, and what writes through a hard link writes
 * into the repository. Installed packages are linked one by one, for runners write caches beside them.
 */
export function makeOverlay(request: OverlayRequest): Overlay {
	const root = realpathSync(request.root);
	const overlay: Overlay = {files: 0, left: [], escapes: []};
	const without = new Set(request.without);
	mkdirSync(request.target, {recursive: true});
	const folders = [''];
	for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
		const from = join(root, folder);
		const to = join(request.target, folder);
		for (const entry of list(from, folder, overlay)) {
			const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
			if (LEFT_OUT.has(entry.name) || without.has(path)) continue;
			if (entry.name === 'node_modules' && entry.isDirectory()) {
				linkPackages({root, target: request.target, folder: path, overlay});
			} else if (entry.isDirectory()) {
				mkdirSync(join(to, entry.name));
				folders.push(path);
			} else if (entry.isSymbolicLink()) {
				tryTo(overlay, path, () => copyLink(root, request.target, path));
			} else if (entry.isFile()) {
				tryTo(overlay, path, () =>
					copyFileSync(join(from, entry.name), join(to, entry.name), constants.COPYFILE_FICLONE),
				);
				overlay.files++;
				request.onProgress?.(overlay.files);
			}
			// Sockets, pipes and devices belong to what runs, not to the repository.
		}
	}
	return overlay;
}

function list(folder: string, path: string, overlay: Overlay) {
	try {
		return readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch (error) {
		overlay.left.push({path: path || '.', reason: (error as Error).message});
		return [];
	}
}

function tryTo(overlay: Overlay, path: string, act: () => void): void {
	try {
		act();
	} catch (error) {
		// A full disk is no matter of one file.
		if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
		overlay.left.push({path, reason: (error as Error).message});
	}
}

/** A link within the repository leads to the same place of the copy; any other still leads where it did. */
function copyLink(root: string, target: string, path: string): void {
	const from = join(root, path);
	const to = readlinkSync(from);
	const absolute = resolve(dirname(from), to);
	const inside = relative(root, absolute);
	const staysInside = inside !== '' && !inside.startsWith(`..${sep}`) && inside !== '..' && !isAbsolute(inside);
	const leads = staysInside ? relative(dirname(join(target, path)), join(target, inside)) : absolute;
	symlinkSync(leads, join(target, path));
}
