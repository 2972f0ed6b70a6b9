import {join} from 'node:path';
import {existsSync} from '../files/watched-files.ts';
import type {PackageManager, Project} from '../model/project.ts';
import {isRecord, ownMember, parseJson} from '../util/parse-json.ts';
import {readSmallFile} from './read-small-file.ts';

const LOCKS: ReadonlyArray<readonly [string, PackageManager]> = [
	['pnpm-lock.yaml', 'pnpm'],
	['yarn.lock', 'yarn'],
	['bun.lock', 'bun'],
	['bun.lockb', 'bun'],
	['package-lock.json', 'npm'],
	['npm-shrinkwrap.json', 'npm'],
];

/** The package manager that package.json names, else that of the lock file; of a package in a repository that of its root. */
export function findManager(root: string, workTree?: string): Pick<Project, 'manager'> {
	for (const folder of workTree === undefined || workTree === root ? [root] : [root, workTree]) {
		const manager = namedIn(folder) ?? LOCKS.find(([lock]) => existsSync(join(folder, lock)))?.[1];
		if (manager) return {manager};
	}
	return {};
}

function namedIn(folder: string): PackageManager | undefined {
	const {value} = parseJson(readSmallFile(join(folder, 'package.json')) ?? '');
	const named = isRecord(value) ? ownMember(value, 'packageManager') : undefined;
	const [, name] = typeof named === 'string' ? (/^(npm|pnpm|yarn|bun)@/.exec(named) ?? []) : [];
	return name as PackageManager | undefined;
}
