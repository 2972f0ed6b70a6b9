import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {compareReports} from '../changes/compare-reports.ts';
import type {Report} from '../model/report.ts';
import {DIFF_RENDERERS} from '../report/diff.ts';
import {InputError} from '../util/input-error.ts';
import {DIFF_FORMATS} from './diff-options.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import {flag, last, type RawArguments, text} from './scan-arguments.ts';
import {useColor} from './use-color.ts';
import type {World} from './world.ts';

/** `unfired diff OLD NEW`: what is worse and what is better in one JSON report than in another. */
export async function runDiff(raw: RawArguments, world: World): Promise<ExitCode> {
	const format = chosen(raw, 'format', DIFF_FORMATS) ?? 'text';
	const failOn = chosen(raw, 'failOn', ['worse', 'never'] as const) ?? 'never';
	const [before, after] = ['old', 'new'].map(name => readReport(text(last(raw, name)) ?? '', world.cwd));
	const diff = compareReports(before!, after!);
	const color = useColor(typeof last(raw, 'color') === 'boolean' ? flag(raw, 'color') : undefined, world);
	const options = {color, ascii: flag(raw, 'ascii'), width: world.stdout.columns ?? 100};
	await print(world.stdout, DIFF_RENDERERS[format](diff, options));
	return failOn === 'worse' && diff.worse.length > 0 ? EXIT.gate : EXIT.fine;
}

function chosen<T extends string>(raw: RawArguments, name: string, choices: readonly T[]): T | undefined {
	const value = text(last(raw, name));
	if (value === undefined) return undefined;
	const found = choices.find(choice => choice === value);
	if (!found)
		throw new InputError(
			`--${name === 'failOn' ? 'fail-on' : name} ${JSON.stringify(value)} is none of ${choices.join(', ')}.`,
		);
	return found;
}

function readReport(file: string, cwd: string): Report {
	let report: Partial<Report> | null;
	try {
		report = JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
	} catch (error) {
		throw new InputError(
			`${file} cannot be read as a report: ${(error as Error).message}. Make one with unfired --reporter json=FILE.`,
		);
	}
	if (report?.version === 1 && report.tool?.name === 'unfired' && Array.isArray(report.sites) && report.summary)
		return report as Report;
	throw new InputError(`${file} is no JSON report of unfired, version 1. Make one with unfired --reporter json=FILE.`);
}
