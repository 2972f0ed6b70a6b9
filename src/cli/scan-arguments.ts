import {CERTAINTIES, type Certainty} from '../model/site.ts';
import {WEIGHT_KINDS, type WeightKind} from '../model/weight.ts';
import {FORMATS, type Format} from '../report/index.ts';
import {InputError} from '../util/input-error.ts';
import {type Gate, readGates} from './gates.ts';

/** As yargs gives them: an option named twice is a list. */
export type RawArguments = Record<string, unknown>;

export interface ReporterFile {
	format: Format;
	file: string;
}

export interface ScanArguments {
	dir: string;
	coverage: string[];
	coveragePerTest: string[];
	traces: string[];
	ignore: string[];
	coverageRoot?: string;
	certainty: Certainty;
	implicit: boolean;
	precise: boolean;
	weight: WeightKind;
	traffic?: string;
	/** Only what was touched since then is spoken of. */
	since?: string;
	/** False: keep nothing. A folder: keep it there. True: in the usual place. */
	cache: boolean | string;
	/** What goes to the standard output; undefined where nothing does. */
	format?: Format;
	reporters: ReporterFile[];
	gates: Gate[];
	handlers: boolean;
	top: number;
	color?: boolean;
	ascii: boolean;
	quiet: boolean;
}

const DEFAULT_TOP = 10;

/** The command line as validated values, frozen. Throws an InputError. */
export function readScanArguments(raw: RawArguments): Readonly<ScanArguments> {
	const quiet = flag(raw, 'quiet');
	const wanted = option(raw, 'format', FORMATS);
	const reporters = list(raw, 'reporter').map(readReporter);
	const toStdout = reporters.filter(({file}) => file === '-').map(({format}) => format);
	if (toStdout.length + (wanted === undefined ? 0 : 1) > 1)
		throw new InputError(
			'Only one report can go to the standard output. Give the others a file: --reporter json=FILE.',
		);
	const coverageRoot = last(raw, 'coverageRoot');
	const traffic = text(last(raw, 'traffic'));
	const since = text(last(raw, 'since'));
	return Object.freeze({
		dir: text(raw.dir) ?? '.',
		coverage: list(raw, 'coverage'),
		coveragePerTest: list(raw, 'coveragePerTest'),
		traces: list(raw, 'trace'),
		ignore: list(raw, 'ignore'),
		...(coverageRoot === undefined ? {} : {coverageRoot: String(coverageRoot)}),
		certainty: option(raw, 'certainty', CERTAINTIES) ?? 'likely',
		implicit: flag(raw, 'implicit'),
		precise: flag(raw, 'precise'),
		weight: option(raw, 'weight', WEIGHT_KINDS) ?? 'blend',
		...(traffic === undefined ? {} : {traffic}),
		...(since === undefined ? {} : {since}),
		cache: last(raw, 'cache') === false ? false : (text(last(raw, 'cacheDir')) ?? true),
		format: toStdout[0] ?? wanted ?? (quiet ? undefined : 'text'),
		reporters: reporters.filter(({file}) => file !== '-'),
		gates: readGates(
			list(raw, 'failOn'),
			number(raw, 'minErrorPathCoverage', 0, 100),
			number(raw, 'maxGap', -100, 100),
		),
		handlers: flag(raw, 'handlers'),
		top: Math.floor(number(raw, 'top', 0, Number.MAX_SAFE_INTEGER) ?? DEFAULT_TOP),
		...(typeof last(raw, 'color') === 'boolean' ? {color: flag(raw, 'color')} : {}),
		ascii: flag(raw, 'ascii'),
		quiet,
	});
}

function readReporter(value: string): ReporterFile {
	const [, name = value, file = ''] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
	const format = FORMATS.find(known => known === name);
	if (!format || file === '')
		throw new InputError(
			`--reporter ${JSON.stringify(value)} is not NAME=FILE with one of ${FORMATS.join(', ')} as NAME.`,
		);
	return {format, file};
}

const values = (raw: RawArguments, name: string): unknown[] =>
	[raw[name]].flat().filter(value => value !== undefined && value !== null);

/** Of an option named twice the last one holds. */
export const last = (raw: RawArguments, name: string): unknown => values(raw, name).at(-1);
const list = (raw: RawArguments, name: string): string[] => values(raw, name).map(String);
export const flag = (raw: RawArguments, name: string): boolean => last(raw, name) === true;
export const text = (value: unknown): string | undefined =>
	value === undefined || value === null || value === '' ? undefined : String(value);

function option<T extends string>(raw: RawArguments, name: string, choices: readonly T[]): T | undefined {
	const value = last(raw, name);
	if (value === undefined) return undefined;
	const chosen = choices.find(choice => choice === value);
	if (chosen === undefined)
		throw new InputError(`--${name} ${JSON.stringify(value)} is none of ${choices.join(', ')}.`);
	return chosen;
}

function number(raw: RawArguments, name: string, least: number, most: number): number | undefined {
	const value = last(raw, name);
	if (value === undefined) return undefined;
	const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
	if (found >= least && found <= most) return found;
	const dashed = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
	const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
	throw new InputError(`--${dashed} ${JSON.stringify(value)} is not a number ${bounds}.`);
}
