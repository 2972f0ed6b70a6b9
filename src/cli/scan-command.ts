import {resolve} from 'node:path';
import type {Report} from '../model/report.ts';
import {type RenderOptions, renderReport} from '../report/index.ts';
import type {ScanResult} from '../scan.ts';
import {InputError} from '../util/input-error.ts';
import {belowRepository} from './below-repository.ts';
import {cacheFolder} from './cache-folder.ts';
import {readConfigured} from './config/with-config.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {createFrames} from './frames.ts';
import {checkGates, judgedOf} from './gates.ts';
import {linkBase} from './link-base.ts';
import {print} from './print.ts';
import {printFailures} from './print-failures.ts';
import {repeatOptions} from './repeat-options.ts';
import type {RawArguments, ScanArguments} from './scan-arguments.ts';
import {showProgress} from './show-progress.ts';
import {useColor} from './use-color.ts';
import {useLinks} from './use-links.ts';
import type {World} from './world.ts';
import {writeReports} from './write-reports.ts';

/** `unfired scan [dir]`: the report, then what stops the build. */
export async function runScan(raw: RawArguments, world: World): Promise<ExitCode> {
	const wanted = await readConfigured(raw, world);
	const {since} = wanted;
	const changed = since === undefined ? undefined : await readChanges(since, resolve(world.cwd, wanted.dir));
	const scanned = await scanFor(wanted, world);
	const result = changed ? {...scanned, report: changed(scanned.report)} : scanned;
	const options = {
		...renderOptions(wanted, result, world),
		again: repeatOptions(raw),
	};
	writeReports(result.report, wanted.reporters, world.cwd, {...options, color: false});
	const link = useLinks(world, resolve(world.cwd, wanted.dir));
	const shown = link ? {...options, link} : options;
	for (const format of wanted.formats) await print(world.stdout, renderReport(format, result.report, shown));
	return judgeRun(result, wanted, world);
}

/** Told before the scan, which may take long, where git has no answer. */
async function readChanges(ref: string, folder: string): Promise<(report: Report) => Report> {
	const [{readSince}, {markChanged}] = await Promise.all([import('./git.ts'), import('../changes/mark-changed.ts')]);
	const since = readSince(ref, folder);
	return report => markChanged(report, since);
}

/** The scan that the options ask for, with progress on a terminal. */
export async function scanFor(wanted: ScanArguments, world: World): Promise<ScanResult> {
	const progress = showProgress(world, wanted.quiet);
	try {
		const scan = world.scan ?? (await import('../scan.ts')).scan;
		const {dir, coverage, coveragePerTest, coverageRoot, traces, certainty, implicit, precise, weight} = wanted;
		const {ignore, traffic, baseline, critical} = wanted;
		const cache = folderOf(wanted, world.cwd);
		return await scan(
			{
				dir,
				cwd: world.cwd,
				coverage,
				coveragePerTest,
				coverageRoot,
				traces,
				certainty,
				implicit,
				precise,
				weight,
				...(ignore.length > 0 && {ignore}),
				...(traffic !== undefined && {traffic}),
				...(cache !== undefined && {cache}),
				...(baseline !== undefined && {baseline}),
				...(critical.length > 0 && {critical: critical.map(({patterns}) => patterns)}),
			},
			progress.show,
		);
	} finally {
		progress.clear();
	}
}

function folderOf({dir, cache}: ScanArguments, cwd: string): string | undefined {
	if (typeof cache === 'string') return resolve(cwd, cache);
	return cache ? cacheFolder(dir, cwd) : undefined;
}

async function judgeRun(result: ScanResult, wanted: ScanArguments, world: World): Promise<ExitCode> {
	if (await printFailures(result.failures, world)) return EXIT.bug;
	refuseUnmatched(result.report, wanted);
	const broken = checkGates(judgedOf(result.report), wanted.gates, wanted.handlers);
	const {critical, strictBaseline, ratchet} = wanted;
	if (critical.length > 0 || strictBaseline || ratchet) {
		const {checkAdoption} = await import('./adoption-gates.ts');
		broken.push(...checkAdoption(result.report, {critical, strictBaseline, ratchet}, wanted.handlers));
	}
	for (const sentence of broken) await print(world.stderr, `unfired: ${sentence}\n`);
	return broken.length > 0 ? EXIT.gate : EXIT.fine;
}

/**
 * Coverage that speaks of no scanned file is a mistake, not a result: in the command if it was named, in the folder if it
 * was found, where it would otherwise pass for a clean report.
 */
export function refuseUnmatched({coverage, diagnostics}: Report, wanted: ScanArguments): void {
	const isNamed = wanted.coverage.length + wanted.coveragePerTest.length + wanted.traces.length > 0;
	if (coverage.some(({matched}) => matched > 0)) return;
	const about = diagnostics.filter(({code}) => code.startsWith('coverage-'));
	const said = about.find(({level}) => level === 'error') ?? about[0];
	if (!isNamed && coverage.length === 0 && said?.level !== 'error') return;
	const which = isNamed ? 'No named coverage' : 'No coverage that was found';
	const hint = isNamed ? '' : ' Or remove it, and scan without coverage.';
	throw new InputError(
		said
			? `${which} could be used: ${said.message}${hint}`
			: `${isNamed ? 'None of the named coverage' : 'None of the coverage that was found'} speaks of a scanned file. Name coverage of this repository, or give --coverage-root.${hint}`,
	);
}

function renderOptions(wanted: ScanArguments, {read}: ScanResult, world: World): RenderOptions {
	const {sarifCategory, includeSuppressed} = wanted;
	return {
		...(sarifCategory === undefined ? {} : {sarifCategory}),
		includeSuppressed,
		linkBase: linkBase(world.env),
		below: belowRepository(resolve(world.cwd, wanted.dir)),
		color: useColor(wanted.color, world),
		ascii: wanted.ascii,
		width: world.stdout.columns ?? 100,
		top: wanted.top,
		handlers: wanted.handlers,
		frames: createFrames(read),
	};
}
