import {existsSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {BASELINE_FILE, type Baseline, type BaselineEntry, type Ratchet} from '../model/baseline.ts';
import {renderHarmless} from '../report/harmless.ts';
import {renderPlainJson} from '../report/plain-json.ts';
import {type BaselineUpdate, openBaseline, updateBaseline} from '../update-baseline.ts';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import {readConfigured} from './config/with-config.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import {printFailures} from './print-failures.ts';
import {flag, type RawArguments} from './scan-arguments.ts';
import {refuseUnmatched, scanFor} from './scan-command.ts';
import type {World} from './world.ts';
import {writeOutput} from './write-output.ts';

/** `unfired baseline [dir]`: writes the findings of today, and shows what came and went. */
export async function runBaseline(raw: RawArguments, world: World): Promise<ExitCode> {
	const wanted = await readConfigured(raw, world);
	if (wanted.baseline === false)
		throw new InputError('unfired baseline writes a baseline: --no-baseline has no meaning here.');
	const dryRun = flag(raw, 'dryRun');
	const root = resolve(world.cwd, wanted.dir);
	const path = wanted.baseline === undefined ? join(root, BASELINE_FILE) : resolve(world.cwd, wanted.baseline);
	const isThere = existsSync(path);
	// A broken file is told before the scan takes its time.
	const old = openBaseline(root, path, isThere);
	const {report, failures} = await scanFor({...wanted, baseline: isThere ? path : false}, world);
	if (await printFailures(failures, world)) return EXIT.bug;
	refuseUnmatched(report, wanted);
	if (report.coverage.length === 0)
		throw new InputError(
			'A baseline cannot be written without coverage: no arc is decided. Run the tests with coverage first, or name it with --coverage.',
		);
	const update = updateBaseline(old.baseline, report, {prune: flag(raw, 'prune'), loosen: flag(raw, 'loosen')});
	if (!dryRun) writeOutput('The baseline', path, renderBaseline(update.baseline), world.cwd);
	const shown = quotePath(wanted.baseline ?? BASELINE_FILE);
	await print(world.stdout, renderUpdate(update, shown, {dryRun, quiet: wanted.quiet}));
	return EXIT.fine;
}

/** An entry a line, in an order that does not depend on when it came: two branches that add entries merge. */
function renderBaseline({version, ratchet, findings}: Baseline): string {
	const entry = (value: unknown): string => renderPlainJson(value).replace(/\n\s*/g, ' ').trim();
	const parts = [
		`  "version": ${version}`,
		...(ratchet ? [`  "ratchet": ${entry(ratchet)}`] : []),
		findings.length === 0
			? '  "findings": []'
			: `  "findings": [\n${findings.map(each => `    ${entry(each)}`).join(',\n')}\n  ]`,
	];
	return `{\n${parts.join(',\n')}\n}\n`;
}

function renderUpdate(
	update: BaselineUpdate,
	path: string,
	{dryRun, quiet}: {dryRun: boolean; quiet: boolean},
): string {
	const {baseline, added, removed} = update;
	const lines = quiet
		? []
		: [...added.map(entry => tellEntry('+', entry)), ...removed.map(entry => tellEntry('-', entry))];
	const would = dryRun ? 'would hold' : 'holds';
	const count = baseline.findings.length === 1 ? '1 finding' : `${baseline.findings.length} findings`;
	const change = added.length + removed.length === 0 ? 'as before' : `${added.length} added, ${removed.length} removed`;
	lines.push(`${path} ${would} ${count}: ${change}.`, ...tellRatchet(update));
	return `${lines.join('\n')}\n`;
}

const tellEntry = (sign: string, {id, file, name}: BaselineEntry): string =>
	renderHarmless(`${sign} ${file}  ${name}  ${id}`);

const NAMES = {
	errorPathCoverage: 'error-path coverage',
	weightedErrorPathCoverage: 'weighted error-path coverage',
	gap: 'gap',
} as const satisfies Record<keyof Ratchet, string>;

function tellRatchet({baseline, tightened, loosened, held}: BaselineUpdate): string[] {
	const show = (key: keyof Ratchet) => {
		const figure = baseline.ratchet?.[key] ?? 0;
		return `${NAMES[key]} ${key === 'gap' ? `${figure.toFixed(1)} points` : `${(100 * figure).toFixed(1)} %`}`;
	};
	const say = (word: string, keys: ReadonlyArray<keyof Ratchet>) =>
		keys.length === 0 ? [] : [`The ratchet ${word}: ${keys.map(show).join(', ')}.`];
	return [
		...say('is tightened to', tightened),
		...say('is loosened to', loosened),
		...(held.length === 0
			? []
			: [`The ratchet stays where figures got worse: ${held.map(show).join(', ')}. To let it follow: --loosen.`]),
	];
}
