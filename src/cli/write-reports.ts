import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import type {Report} from '../model/report.ts';
import {RENDERERS, type TextOptions} from '../report/index.ts';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import type {ReporterFile} from './scan-arguments.ts';

/** The only files that a scan ever writes: those that were asked for. Throws an InputError where one cannot be. */
export function writeReports(
	report: Report,
	reporters: readonly ReporterFile[],
	cwd: string,
	options: TextOptions,
): void {
	for (const {format, file} of reporters) {
		const path = resolve(cwd, file);
		const text = RENDERERS[format](report, options);
		try {
			mkdirSync(dirname(path), {recursive: true});
			writeFileSync(path, text);
		} catch (error) {
			const {code, message} = error as NodeJS.ErrnoException;
			throw new InputError(
				`The ${format} report could not be written to ${quotePath(file)} (${code ?? message}). Name a file in a folder that may be written to.`,
			);
		}
	}
}
