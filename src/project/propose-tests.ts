import {join} from 'node:path';
import {isRecord, ownMember, parseJson} from '../util/parse-json.ts';
import {findGit} from './find-git.ts';
import {findManager} from './find-lock-file.ts';
import {readSmallFile} from './read-small-file.ts';

/** The command by which a package runs its own tests; undefined where its package.json names none. */
export function proposeTests(folder: string): string[] | undefined {
	const {value} = parseJson(readSmallFile(join(folder, 'package.json')) ?? '');
	const scripts = isRecord(value) ? ownMember(value, 'scripts') : undefined;
	const script = isRecord(scripts) ? ownMember(scripts, 'test') : undefined;
	// As `npm init` writes it.
	if (typeof script !== 'string' || /^echo\b.*\bexit 1\s*$/.test(script)) return undefined;
	const {manager = 'npm'} = findManager(folder, findGit(folder)?.workTree);
	return manager === 'bun' ? ['bun', 'run', 'test'] : [manager, 'test'];
}
