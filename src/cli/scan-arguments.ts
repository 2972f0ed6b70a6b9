import {CERTAINTIES, type Certainty} from '../model/site.ts';
import {WEIGHT_KINDS, type WeightKind} from '../model/weight.ts';
import {FORMATS, type Format, LINES} from '../report/formats.ts';
import {InputError} from '../util/input-error.ts';
import {type CriticalModule, readCritical} from './critical.ts';
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
	/** What goes to the standard output, in this order. */
	formats: Format[];
	reporters: ReporterFile[];
	/** Ends with one slash. */
	sarifCategory?: string;
	includeSuppressed: boolean;
	gates: Gate[];
	/** A file; false for none; undefined for the one in the scanned folder, where it stands. */
	baseline?: string | false;
	strictBaseline: boolean;
	ratchet: boolean;
	critical: CriticalModule[];
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
	const reporters = list(raw, 'reporter').map(readReporter);
	const formats = readFormats(option(raw, 'format', FORMATS), reporters);
	const sarifCategory = readCategory(text(last(raw, 'sarifCategory')));
	const coverageRoot = last(raw, 'coverageRoot');
	const traffic = text(last(raw, 'traffic'));
	const since = text(last(raw, 'since'));
	const baseline = last(raw, 'baseline') === false ? (false as const) : text(last(raw, 'baseline'));
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
		formats: formats.length > 0 || quiet ? formats : ['text' as const],
		reporters: reporters.filter(({file}) => file !== STDOUT),
		...(sarifCategory === undefined ? {} : {sarifCategory}),
		includeSuppressed: flag(raw, 'includeSuppressed'),
		gates: readGates(
			list(raw, 'failOn'),
			number(raw, 'minErrorPathCoverage', 0, 100),
			number(raw, 'maxGap', -100, 100),
		),
		...(baseline === undefined ? {} : {baseline}),
		strictBaseline: flag(raw, 'strictBaseline'),
		ratchet: flag(raw, 'ratchet'),
		critical: readCritical(raw.critical),
		handlers: flag(raw, 'handlers'),
		top: Math.floor(number(raw, 'top', 0, Number.MAX_SAFE_INTEGER) ?? DEFAULT_TOP),
		...(typeof last(raw, 'color') === 'boolean' ? {color: flag(raw, 'color')} : {}),
		ascii: flag(raw, 'ascii'),
		quiet,
	});
}

const STDOUT = '-';

/** `NAME`, `NAME=-` and `NAME=FILE`. */
function readReporter(value: string): ReporterFile {
	const [, name = value, file = STDOUT] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
	const format = FORMATS.find(known => known === name);
	if (!format || file === '')
		throw new InputError(
			`--reporter ${JSON.stringify(value)} is not NAME or NAME=FILE with one of ${FORMATS.join(', ')} as NAME.`,
		);
	return {format, file};
}

/** Reports of lines may follow each other on the standard output; a document is alone there, or nobody could read it. */
function readFormats(format: Format | undefined, reporters: readonly ReporterFile[]): Format[] {
	const named = reporters.filter(({file}) => file === STDOUT).map(({format}) => format);
	const formats = [...new Set(format === undefined ? named : [format, ...named])];
	const document = formats.find(each => !LINES.has(each));
	if (formats.length > 1 && document)
		throw new InputError(
			`Only one report can go to the standard output if ${document} does. Give the others a file: --reporter ${document}=FILE.`,
		);
	return formats;
}

function readCategory(category: string | undefined): string | undefined {
	if (category === undefined) return undefined;
	if (!/^[\w.@+-][\w.@+ /-]*$/.test(category))
		throw new InputError(
			`--sarif-category ${JSON.stringify(category)} is no category. Give letters, digits and slashes, like unfired/api.`,
		);
	return category.replace(/\/*$/, '/');
}

const values = (raw: RawArguments, name: string): unknown[] =>
	[raw[name]].flat().filter(value => value !== undefined && value !== null);

/** Of an option named twice the last one holds. */
export const last = (raw: RawArguments, name: string): unknown => values(raw, name).at(-1);
export const list = (raw: RawArguments, name: string): string[] => values(raw, name).map(String);
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
