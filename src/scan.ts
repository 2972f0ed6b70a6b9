import {keepVerdicts} from './cache/last-verdicts.ts';
import {openScanMemo} from './cache/scan-memo.ts';
import {logReadings} from './files/watched-files.ts';
import type {Report} from './model/report.ts';
import type {Progress} from './progress.ts';
import {readText} from './project/take-files.ts';
import {normaliseOptions, type ScanOptions} from './scan-options.ts';
import type {ScanResult} from './scan-sources.ts';
import {BUILD} from './util/build-id.ts';

export type {ScanResult} from './scan-sources.ts';

/** What of a scan is kept for the next one. */
interface Kept {
	report: Report;
	root: string;
}

/**
 * Runs nothing of the repository, and writes nothing but the cache, where one is named.
 * @param build of this package: another one keeps nothing of what this one kept
 * Throws an InputError where there is nothing to scan; whatever else is wrong with the repository is a diagnostic.
 */
export async function scan(
	options: ScanOptions,
	onProgress: (progress: Progress) => void = () => {},
	build = BUILD,
): Promise<ScanResult> {
	const asked = normaliseOptions(options);
	const memo =
		asked.cache !== undefined && build !== undefined ? openScanMemo<Kept>(asked.cache, {build, asked}) : undefined;
	const known = memo?.recall();
	if (known) return {report: known.report, failures: [], read: file => readText(known.root, file, [])};
	const look = async () => {
		// The compiler and all that reads sources: half of a warm scan's time, if it were loaded for nothing.
		const {scanSources} = await import('./scan-sources.ts');
		return scanSources(asked, onProgress, build);
	};
	if (!memo) return look();
	const {value: result, log} = await logReadings(look);
	if (result.failures.length === 0) memo.keep({report: result.report, root: result.root}, log);
	if (asked.cache !== undefined && build !== undefined) keepVerdicts(asked.cache, result.root, build, result.verdicts);
	return result;
}
