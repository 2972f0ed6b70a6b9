import type {Report} from '../model/report.ts';
import {RENDERERS, type TextOptions} from '../report/index.ts';
import type {ScanResult} from '../scan.ts';
import {InputError} from '../util/input-error.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {checkGates} from './gates.ts';
import {print} from './print.ts';
import {type RawArguments, readScanArguments, type ScanArguments} from './scan-arguments.ts';
import {showProgress} from './show-progress.ts';
import {tellBug} from './tell.ts';
import {useColor} from './use-color.ts';
import type {World} from './world.ts';
import {writeReports} from './write-reports.ts';

/** `unfired scan [dir]`: the report, then what stops the build. */
export async function runScan(raw: RawArguments, world: World): Promise<ExitCode> {
	const wanted = readScanArguments(raw);
	const progress = showProgress(world, wanted.quiet);
	let result: ScanResult;
	try {
		const scan = world.scan ?? (await import('../scan.ts')).scan;
		const {dir, coverage, coveragePerTest, coverageRoot, certainty, implicit} = wanted;
		result = await scan(
			{dir, cwd: world.cwd, coverage, coveragePerTest, coverageRoot, certainty, implicit},
			progress.show,
		);
	} finally {
		progress.clear();
	}
	const options = textOptions(wanted, result, world);
	writeReports(result.report, wanted.reporters, world.cwd, {...options, color: false});
	if (wanted.format) await print(world.stdout, RENDERERS[wanted.format](result.report, options));
	return judgeRun(result, wanted, world);
}

async function judgeRun(result: ScanResult, wanted: ScanArguments, world: World): Promise<ExitCode> {
	for (const {file, error} of result.failures) await print(world.stderr, tellBug(error, file));
	if (result.failures.length > 0) return EXIT.bug;
	if (wanted.coverage.length + wanted.coveragePerTest.length > 0) refuseUnmatched(result.report);
	const broken = checkGates(result.report, wanted.gates, wanted.handlers);
	for (const sentence of broken) await print(world.stderr, `unfired: ${sentence}\n`);
	return broken.length > 0 ? EXIT.gate : EXIT.fine;
}

/** Named coverage that speaks of no scanned file is a mistake in the command, not a result. */
function refuseUnmatched({coverage, diagnostics}: Report): void {
	if (coverage.some(({matched}) => matched > 0)) return;
	const said = diagnostics.find(({code}) => code.startsWith('coverage-'));
	throw new InputError(
		said
			? `No named coverage could be used: ${said.message}`
			: 'None of the named coverage speaks of a scanned file. Name coverage of this repository, or give --coverage-root.',
	);
}

function textOptions(wanted: ScanArguments, {read}: ScanResult, world: World): TextOptions {
	return {
		color: useColor(wanted.color, world),
		ascii: wanted.ascii,
		width: world.stdout.columns ?? 100,
		top: wanted.top,
		handlers: wanted.handlers,
		frames: (file, line) => frameOf(read(file), line),
	};
}

const BEFORE = 1;
const AFTER = 2;

function frameOf(text: string | undefined, line: number): Array<{line: number; text: string}> | undefined {
	const lines = text?.split(/\r\n|\r|\n/);
	const from = Math.max(1, line - BEFORE);
	return lines?.slice(from - 1, line + AFTER).map((text, index) => ({line: from + index, text}));
}
