import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {InputError} from '../../util/input-error.ts';
import {isRecord, parseJson} from '../../util/parse-json.ts';
import {quotePath} from '../../util/quote-path.ts';

export const CONFIG_NAMES = [
	'unfired.config.json',
	'unfired.config.jsonc',
	'unfired.config.yml',
	'unfired.config.yaml',
];

/**
 * The config of a scan: of its folder, or of the nearest one above within the repository. Undefined where there is none.
 * Throws an InputError where a folder has two, or one that would have to be run.
 */
export function findConfig(dir: string, cwd: string): string | undefined {
	const start = resolve(cwd, dir);
	for (const folder of foldersToLookIn(start)) {
		const found = configsIn(folder).map(name => join(folder, name));
		const shown = found.map(path => quotePath(relative(cwd, path)));
		if (found.length > 1)
			throw new InputError(
				`There are two configs, ${shown.slice(0, 2).join(' and ')}. Keep one, and remove the other.`,
			);
		if (found.length === 1 && !isData(found[0]!))
			throw new InputError(
				`${shown[0]} is not read: a config is data that nothing runs. Write it as ${CONFIG_NAMES.join(', ')} or as "unfired" in package.json.`,
			);
		if (found.length === 1) return found[0];
	}
	return undefined;
}

const isData = (path: string): boolean =>
	path.endsWith('package.json') || CONFIG_NAMES.some(name => path.endsWith(name));

/** Up to the repository's root. Where no repository is around, what lies above belongs to others. */
function foldersToLookIn(start: string): string[] {
	const folders: string[] = [];
	for (let at = start; ; at = dirname(at)) {
		folders.push(at);
		if (namesIn(at).includes('.git')) return folders;
		if (dirname(at) === at) return [start];
	}
}

function configsIn(folder: string): string[] {
	const names = namesIn(folder);
	const own = names.filter(name => /^unfired\.config\.\w+$/.test(name)).sort();
	return names.includes('package.json') && hasMember(join(folder, 'package.json')) ? [...own, 'package.json'] : own;
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function hasMember(path: string): boolean {
	try {
		const text = readFileSync(path, 'utf8');
		if (!text.includes('"unfired"')) return false;
		const {value} = parseJson(text);
		return isRecord(value) && Object.hasOwn(value, 'unfired');
	} catch {
		return false;
	}
}
