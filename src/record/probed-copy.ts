import {createHash} from 'node:crypto';
import {lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join, posix, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Diagnostic} from '../model/diagnostic.ts';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import {COLLECTOR} from './collector.ts';
import {makeOverlay, type Overlay} from './overlay.ts';
import type {FilePlan} from './plan-probes.ts';
import {type Probed, writeProbes} from './probes/write-probes.ts';
import {type ProbeCounts, readCounts, type TestName} from './read-counts.ts';

export interface CopyRequest {
	/** Absolute folder that is copied: the work tree around `scanned`. */
	tree: string;
	/** Absolute folder that paths of plans are relative to. */
	scanned: string;
	/** Absolute folder that the command is to run in, within the tree. */
	cwd: string;
	/** Absolute folder to make the copy in. */
	temporary: string;
	/** The process that the copy belongs to, and whether another one still lives. */
	owner: {pid: number; lives(pid: number): boolean};
	onProgress?: (files: number) => void;
}

/** A copy of a work tree whose sources are written with probes. */
export interface ProbedCopy {
	/** Where the command runs. */
	cwd: string;
	copied: number;
	diagnostics: Diagnostic[];
	/** Undefined where no probe can be written. */
	write(plan: FilePlan, text: string): Pick<Probed, 'written' | 'loads'> | undefined;
	read(): ProbeCounts;
	/** File, relative to the scanned folder, and title; undefined where nothing is known. */
	nameOf(test: TestName): string | undefined;
	dispose(): void;
}

/** Throws an InputError where there is no room or no right to make it. */
export function makeProbedCopy({tree, scanned, cwd, temporary, owner, onProgress}: CopyRequest): ProbedCopy {
	const inside = relative(tree, realpathSync(cwd));
	if (inside.startsWith('..'))
		throw new InputError(`The command must be run within ${quotePath(tree)}, the repository that is recorded.`);
	const base = takeFolder(tree, temporary, owner);
	const target = join(base, 'tree');
	const output = join(base, 'counts');
	const collector = join(base, 'collector.cjs');
	const dispose = (): void => rmSync(base, {recursive: true, force: true, maxRetries: 3});
	try {
		writeFileSync(collector, COLLECTOR);
		const overlay = makeOverlay({root: tree, target, ...(onProgress && {onProgress})});
		const folder = join(target, relative(tree, scanned));
		return {
			cwd: join(target, inside),
			copied: overlay.files,
			diagnostics: tellOverlay(overlay),
			write(plan, text) {
				const probed = writeProbes({...plan, text, collector, output});
				if (!probed) return undefined;
				writeFileSync(join(folder, plan.file), probed.text);
				return probed;
			},
			read: () => readCounts(output),
			nameOf: test => nameOf(test, folder),
			dispose,
		};
	} catch (error) {
		dispose();
		throw cannotCopy(error as NodeJS.ErrnoException, temporary);
	}
}

/**
 * The same folder for the same tree, so that caches of compilers, which go by path, stay warm. What a run that was killed
 * left behind is removed; that of another user or of a run that still lives is left alone.
 */
function takeFolder(tree: string, temporary: string, {pid, lives}: CopyRequest['owner']): string {
	const name = createHash('sha256').update(tree).digest('hex').slice(0, 12);
	const base = join(realpathSync(temporary), `unfired-${userInfo().uid}-${name}`);
	const mark = join(base, 'owner');
	try {
		const known = lstatSync(base, {throwIfNoEntry: false});
		if (known && (!known.isDirectory() || (known.uid !== userInfo().uid && userInfo().uid >= 0)))
			throw new InputError(`${quotePath(base)} belongs to somebody else. Set TMPDIR to a folder of your own.`);
		const other = known ? ownerOf(mark) : undefined;
		if (other !== undefined && other !== pid && lives(other))
			throw new InputError(
				`This repository is being recorded already (process ${other}). Wait for its end, or end it.`,
			);
		if (known) rmSync(base, {recursive: true, force: true, maxRetries: 3});
		mkdirSync(base, {mode: 0o700});
		writeFileSync(mark, String(pid));
	} catch (error) {
		throw error instanceof InputError ? error : cannotCopy(error as NodeJS.ErrnoException, temporary);
	}
	return base;
}

function ownerOf(mark: string): number | undefined {
	try {
		return Number(readFileSync(mark, 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

function cannotCopy(error: NodeJS.ErrnoException, temporary: string): Error {
	if (error instanceof InputError || error.code === undefined) return error;
	const reason = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
	return new InputError(
		`The repository could not be copied to ${quotePath(temporary)}: ${reason}. Set TMPDIR to a folder with room. Nothing was run, and nothing is left behind.`,
	);
}

function tellOverlay({left, escapes}: Overlay): Diagnostic[] {
	const [first] = left;
	const rest = left.length > 1 ? ` and ${left.length - 1} more` : '';
	return [
		...(first
			? [
					{
						level: 'warning' as const,
						code: 'record-left-out' as const,
						message: `${quotePath(first.path)}${rest} could not be copied (${first.reason}); tests that need it will fail. Make it readable, and record again.`,
					},
				]
			: []),
		...(escapes.length > 0
			? [
					{
						level: 'warning' as const,
						code: 'record-escape' as const,
						message: `Installed packages reach ${escapes.map(quotePath).slice(0, 3).join(', ')} through the store of pnpm, without probes: what they run there is not counted.`,
					},
				]
			: []),
	];
}

function nameOf([path, title]: TestName, folder: string): string | undefined {
	const file = path === null ? undefined : pathInside(folder, path);
	if (file !== undefined && title !== null) return `${file} > ${title}`;
	return file ?? title ?? undefined;
}

/** Runners and their own programs stand elsewhere: they are no test files. */
function pathInside(folder: string, path: string): string | undefined {
	const plain = path.startsWith('file:') ? fileURLToPath(path) : path;
	const inside = relative(folder, plain).split(sep).join('/');
	return inside === '' || posix.isAbsolute(inside) || inside.startsWith('../') || /(?:^|\/)node_modules\//.test(inside)
		? undefined
		: inside;
}
