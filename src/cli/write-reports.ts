import type {Report} from '../model/report.ts';
import {RENDERERS, type TextOptions} from '../report/index.ts';
import type {ReporterFile} from './scan-arguments.ts';
import {writeOutput} from './write-output.ts';

/** The only files that a scan ever writes: those that were asked for. Throws an InputError where one cannot be. */
export function writeReports(
	report: Report,
	reporters: readonly ReporterFile[],
	cwd: string,
	options: TextOptions,
): void {
	for (const {format, file} of reporters)
		writeOutput(`The ${format} report`, file, RENDERERS[format](report, options), cwd);
}
