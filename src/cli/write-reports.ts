import type {Report} from '../model/report.ts';
import {type RenderOptions, renderReport} from '../report/index.ts';
import type {ReporterFile} from './scan-arguments.ts';
import {writeOutput} from './write-output.ts';

/** The only files that a scan ever writes: those that were asked for. Throws an InputError where one cannot be. */
export function writeReports(
	report: Report,
	reporters: readonly ReporterFile[],
	cwd: string,
	options: RenderOptions,
): void {
	for (const {format, file} of reporters)
		writeOutput(`The ${format} report`, file, renderReport(format, report, options), cwd);
}
