import {relative, resolve, sep} from 'node:path';
import {InputError} from '../../util/input-error.ts';
import {isRecord, type JsonRecord} from '../../util/parse-json.ts';
import {realPathOf} from '../real-path.ts';
import {last, type RawArguments, readScanArguments, type ScanArguments, text} from '../scan-arguments.ts';
import type {ScanOption} from '../scan-options.ts';
import type {World} from '../world.ts';
import {checkShape} from './check-shape.ts';
import {configKeys, shapeOf} from './config-keys.ts';
import {findConfig} from './find-config.ts';
import {type ConfigText, readConfig} from './read-config.ts';
import {rebaseGlob} from './rebase-glob.ts';

/** What is asked of a scan, by the command line and by the config that holds for its folder. Throws an InputError. */
export async function readConfigured(raw: RawArguments, world: World): Promise<Readonly<ScanArguments>> {
	const {merged, config} = await withConfig(raw, world);
	try {
		return readScanArguments(merged);
	} catch (error) {
		throw config && error instanceof InputError ? atItsPlace(error, raw, merged, config) : error;
	}
}

/** Values of the config as if they had been typed; an option that was typed replaces them. */
export async function withConfig(
	raw: RawArguments,
	{cwd}: Pick<World, 'cwd'>,
): Promise<{merged: RawArguments; config?: ConfigText}> {
	const named = last(raw, 'config');
	if (named === false) return {merged: raw};
	const dir = text(raw.dir) ?? '.';
	const path = typeof named === 'string' ? resolve(cwd, named) : findConfig(dir, cwd);
	if (path === undefined) return {merged: raw};
	const config = await readConfig(path, cwd);
	const keys = configKeys();
	refuseMisfit(config, keys);
	const merged: RawArguments = {...raw};
	for (const [key, value] of Object.entries(config.values)) {
		const option = keys.get(key);
		if (option && (raw[key] === undefined || raw[key] === null))
			merged[key] = asTyped(value, option, config.folder, resolve(cwd, dir), cwd);
	}
	return {merged, config};
}

function refuseMisfit({values, placeOf}: ConfigText, keys: ReadonlyMap<string, ScanOption>): void {
	const shapes = [...keys].map(([key, option]) => [key, shapeOf(option)] as const);
	const found = checkShape(values, {properties: {$schema: {type: 'string'}, ...Object.fromEntries(shapes)}});
	if (!found) return;
	const name = found.path
		.map((part, at) => (typeof part === 'number' ? `[${part}]` : at > 0 ? `.${part}` : part))
		.join('');
	throw new InputError(
		`${placeOf(found.path)}: ${JSON.stringify(name)} ${found.said}${/[?]$/.test(found.said) ? '' : '.'} See docs/configuration.md.`,
	);
}

function asTyped(value: unknown, {relative: kind}: ScanOption, folder: string, root: string, cwd: string): unknown {
	const rebase = (item: unknown): unknown[] => {
		if (typeof item === 'number') return [String(item)];
		if (isRecord(item)) return rebaseFiles(item);
		if (typeof item !== 'string') return [item];
		const path = (file: string) => (file === '-' ? file : relative(cwd, resolve(folder, file)) || '.');
		if (kind === 'path') return [path(item)];
		if (kind === 'report') return [item.replace(/(?<==).+$/s, path)];
		return kind === 'glob' ? rebaseGlob(item, foldersBetween(folder, root)) : [item];
	};
	// A critical module; none where all of its files lie elsewhere.
	const rebaseFiles = (module: JsonRecord): JsonRecord[] => {
		const files = [module.files].flat().flatMap(rebase);
		return files.length > 0 ? [{...module, files}] : [];
	};
	if (kind === undefined && !Array.isArray(value)) return rebase(value)[0];
	const items = [value].flat().flatMap(rebase);
	return Array.isArray(value) || kind === 'glob' ? items : items[0];
}

/** Names of the folders from one to one inside it; none where it is not inside. */
function foldersBetween(outer: string, inner: string): string[] {
	const names = relative(realPathOf(outer), realPathOf(inner)).split(sep);
	return names[0] === '..' || names[0] === '' || resolve(names[0]!) === names[0] ? [] : names;
}

/** The same mistake, told with the place in the config where one value of it alone makes it. */
function atItsPlace(
	error: InputError,
	raw: RawArguments,
	merged: RawArguments,
	{values, placeOf}: ConfigText,
): InputError {
	const guilty = Object.keys(values).find(
		key => raw[key] === undefined && mistakeOf({[key]: merged[key]}) === error.message,
	);
	return guilty === undefined ? error : new InputError(`${placeOf([guilty])}: ${error.message}`);
}

function mistakeOf(raw: RawArguments): string | undefined {
	try {
		readScanArguments(raw);
		return undefined;
	} catch (error) {
		return error instanceof InputError ? error.message : undefined;
	}
}
