import {readFileSync, statSync} from 'node:fs';
import {basename, dirname, extname, relative, resolve} from 'node:path';
import {InputError} from '../../util/input-error.ts';
import {isRecord, ownMember} from '../../util/parse-json.ts';
import {quotePath} from '../../util/quote-path.ts';
import type {ValuePath} from './check-shape.ts';
import {CONFIG_NAMES} from './find-config.ts';

export interface ConfigText {
	/** As a person would name it. */
	file: string;
	/** Absolute: what its relative paths start from. */
	folder: string;
	values: Record<string, unknown>;
	/** `file:line` of a value, or of the nearest one around it. */
	placeOf(path: ValuePath): string;
}

interface Parsed {
	value: unknown;
	/** Offset of a value in the text; undefined where it has none. */
	offsetOf(path: ValuePath): number | undefined;
	/** Where and why it is not of its format. */
	error?: {offset: number; said: string};
}

const MOST_BYTES = 4 * 1024 * 1024;

/** A config as plain values. It is parsed, never run. Throws an InputError. */
export async function readConfig(path: string, cwd: string): Promise<ConfigText> {
	const file = quotePath(relative(cwd, path) || path);
	const text = readTextOf(path, file);
	const within: ValuePath = basename(path) === 'package.json' ? ['unfired'] : [];
	const {value, offsetOf, error} = await parserFor(path, file).then(parse => parse(text));
	const placeAt = (offset: number) => `${file}:${text.slice(0, offset).split('\n').length}`;
	if (error) throw new InputError(`${placeAt(error.offset)} cannot be read: ${error.said}. Correct it.`);
	const values = within.length > 0 && isRecord(value) ? ownMember(value, 'unfired') : (value ?? {});
	if (!isRecord(values)) throw new InputError(`${file} must hold an object of options. See docs/configuration.md.`);
	const placeOf = (inner: ValuePath): string => {
		for (let at = [...within, ...inner]; at.length > 0; at.pop()) {
			const offset = offsetOf(at);
			if (offset !== undefined) return placeAt(offset);
		}
		return file;
	};
	return {file, folder: dirname(resolve(path)), values, placeOf};
}

function readTextOf(path: string, file: string): string {
	try {
		const stat = statSync(path);
		if (stat.isFile() && stat.size <= MOST_BYTES) return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		throw new InputError(`The config ${file} cannot be read (${code ?? message}). Name one that is there.`);
	}
	throw new InputError(`The config ${file} is not a file of at most 4 MB. Name one that is.`);
}

async function parserFor(path: string, file: string): Promise<(text: string) => Parsed> {
	switch (extname(path)) {
		case '.json':
		case '.jsonc':
			return (await import('./parse-jsonc.ts')).parseJsonc;
		case '.yml':
		case '.yaml':
			return (await import('./parse-yaml.ts')).parseYaml;
		default:
			throw new InputError(
				`The config ${file} is none of JSON, JSONC and YAML by its name. Name a file like ${CONFIG_NAMES[0]}.`,
			);
	}
}
