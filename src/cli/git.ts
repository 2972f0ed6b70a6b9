import {spawnSync} from 'node:child_process';
import {realpathSync} from 'node:fs';
import {relative, resolve} from 'node:path';
import process from 'node:process';
import type {Since} from '../changes/mark-changed.ts';
import {addWhole, readDiff} from '../changes/read-diff.ts';
import {InputError} from '../util/input-error.ts';

const MOST_OUTPUT = 1 << 30;
/** Nothing that a repository configures is run: no hooks, no monitors, no programs of its own for diffs. */
const QUIET = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=true'];

/** What a git command prints; undefined where it fails. */
export const git = (cwd: string, ...argv: string[]): string | undefined => gitBytes(cwd, argv)?.toString();

export function gitBytes(cwd: string, argv: readonly string[], input?: string): Buffer | undefined {
	const {status, stdout} = spawnSync('git', [...QUIET, ...argv], {
		cwd,
		maxBuffer: MOST_OUTPUT,
		...(input === undefined ? {} : {input}),
		stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
		env: {...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C'},
	});
	return status === 0 ? stdout : undefined;
}

const DIFF = ['diff', '-U0', '--no-color', '--no-ext-diff', '--no-textconv', '--no-prefix', '-M'];

/** Everything that differs from where `ref` and the checked-out commit part. Throws an InputError. */
export function readSince(ref: string, folder: string): Since {
	const root = git(folder, 'rev-parse', '--show-toplevel')?.replace(/\n$/, '');
	if (root === undefined)
		throw new InputError(`--since needs git and a repository around ${folder}. Scan without it, or in a checkout.`);
	const named = git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
	if (named === undefined)
		throw new InputError(
			`--since ${JSON.stringify(ref)} is no commit of this checkout. Fetch it first (git fetch origin ${ref}; in CI fetch-depth: 0).`,
		);
	const commit = git(root, 'merge-base', named.trim(), 'HEAD')?.trim();
	if (commit === undefined)
		throw new InputError(
			`--since ${JSON.stringify(ref)} has no commit in common with HEAD here. A shallow clone lacks it: fetch the whole history (fetch-depth: 0).`,
		);
	const changes = readDiff(git(root, ...DIFF, commit) ?? '');
	for (const file of git(root, 'ls-files', '--others', '--exclude-standard', '-z')?.split('\0') ?? [])
		if (file !== '') addWhole(changes, file);
	const deleted = changes.deleted.map(file => ({file, text: git(root, 'show', `${commit}:${file}`) ?? ''}));
	return {ref, commit, prefix: prefixOf(root, folder), changes, deleted};
}

function prefixOf(root: string, folder: string): string {
	const path = relative(realpathSync(root), realpathSync(resolve(folder))).replaceAll('\\', '/');
	return path === '' ? '' : `${path}/`;
}
