import {CERTAINTIES, type Certainty} from './model/site.ts';
import {WEIGHT_KINDS, type WeightKind} from './model/weight.ts';
import {InputError} from './util/input-error.ts';

export interface ScanOptions {
	/** Folder of the repository or package, absolute or relative to `cwd`. Default: `cwd` itself. */
	dir?: string;
	/** What relative paths of `dir` and `coverage` start from. Default: the working directory. */
	cwd?: string;
	/** Coverage files or folders in place of those found in the usual places. */
	coverage?: readonly string[];
	/** Folders of coverage that was recorded for one test file at a time; without `coverage` their sum is the coverage. */
	coveragePerTest?: readonly string[];
	/** Folder that recorded paths begin with where coverage was recorded elsewhere (`/app` in a container). */
	coverageRoot?: string;
	/** Files to leave out, by patterns as in .gitignore, relative to `dir`. */
	ignore?: readonly string[];
	/** Traces of `unfired record`, in place of the one in `.unfired/trace.json`. */
	traces?: readonly string[];
	/** The least certain sites that are reported. Default: `likely`. */
	certainty?: Certainty;
	/** Folder where what did not change is kept from one scan to the next; none where absent. */
	cache?: string;
	/** What weights are made of. Default: `blend`. */
	weight?: WeightKind;
	/** File that tells how often routes or functions ran, in place of one count for every entry point. */
	traffic?: string;
	/** Also what libraries do by default and nothing in the source asks for. Default: false. */
	implicit?: boolean;
	/** Ask the type checker about calls whose target stays unknown otherwise. Default: false. */
	precise?: boolean;
	/** The baseline file; false for none. Default: `unfired-baseline.json` in the scanned folder, where it stands. */
	baseline?: string | false;
	/** Patterns, as in `.gitignore`, of the files of each critical module: each gets figures of its own. */
	critical?: ReadonlyArray<readonly string[]>;
}

export type NormalOptions = Readonly<
	Required<
		Omit<
			ScanOptions,
			'cache' | 'traffic' | 'coverageRoot' | 'coverage' | 'coveragePerTest' | 'traces' | 'ignore' | 'baseline'
		>
	> & {
		baseline?: string | false;
		cache?: string;
		traffic?: string;
		coverage: readonly string[];
		coveragePerTest: readonly string[];
		traces: readonly string[];
		ignore: readonly string[];
		coverageRoot?: string;
	}
>;

/** Validated, with defaults, frozen. Throws an InputError. */
export function normaliseOptions(options: ScanOptions): NormalOptions {
	const {dir = '.', cwd = '.', coverage = [], coveragePerTest = [], traces = [], ignore = []} = options;
	const {cache, traffic, coverageRoot, baseline, critical = []} = options;
	const {certainty = 'likely', implicit = false, precise = false, weight = 'blend'} = options;
	const paths = {
		dir,
		cwd,
		coverageRoot: coverageRoot ?? '/',
		cache: cache ?? '/',
		traffic: traffic ?? '/',
		baseline: baseline || '/',
	};
	for (const [name, value] of Object.entries(paths)) {
		if (typeof value !== 'string' || value === '' || value.includes('\0'))
			throw new InputError(`The option ${name} must be a path, not ${JSON.stringify(value)}.`);
	}
	for (const [name, value] of Object.entries({coverage, coveragePerTest, traces})) {
		if (!Array.isArray(value) || value.some(path => typeof path !== 'string' || path === ''))
			throw new InputError(`The option ${name} must be a list of paths.`);
	}
	if (!Array.isArray(ignore) || ignore.some(pattern => typeof pattern !== 'string'))
		throw new InputError('The option ignore must be a list of patterns.');
	if (!Array.isArray(critical) || critical.some(module => !isPatterns(module)))
		throw new InputError('The option critical must be a list of lists of patterns.');
	if (!CERTAINTIES.includes(certainty))
		throw new InputError(`There is no certainty "${certainty}". Choose one of ${CERTAINTIES.join(', ')}.`);
	if (!WEIGHT_KINDS.includes(weight))
		throw new InputError(`There is no weight "${weight}". Choose one of ${WEIGHT_KINDS.join(', ')}.`);
	for (const [name, value] of Object.entries({implicit, precise})) {
		if (typeof value !== 'boolean')
			throw new InputError(`The option ${name} must be true or false, not ${JSON.stringify(value)}.`);
	}
	return Object.freeze({
		dir,
		cwd,
		coverage: Object.freeze([...coverage]),
		coveragePerTest: Object.freeze([...coveragePerTest]),
		traces: Object.freeze([...traces]),
		ignore: Object.freeze([...ignore]),
		certainty,
		implicit,
		precise,
		weight,
		...(traffic === undefined ? {} : {traffic}),
		...(coverageRoot === undefined ? {} : {coverageRoot}),
		...(cache === undefined ? {} : {cache}),
		...(baseline === undefined ? {} : {baseline}),
		critical: Object.freeze(critical.map(patterns => Object.freeze([...patterns]))),
	});
}

const isPatterns = (module: unknown): boolean =>
	Array.isArray(module) &&
	module.length > 0 &&
	module.every(pattern => typeof pattern === 'string' && pattern.trim() !== '');
