import type {Sight} from './condition.ts';
import type {Count, Place} from './place.ts';
import type {Followed} from './sequence.ts';

export type CoverageFormat = 'istanbul' | 'v8' | 'lcov' | 'cobertura' | 'clover' | 'trace';

/** One coverage file or folder that was read. */
export interface CoverageSource {
	/** As found, relative to the scanned root where inside it. */
	path: string;
	format: CoverageFormat;
	/** Files it speaks of, of these matched to a scanned file, of these stale. */
	files: number;
	matched: number;
	stale: number;
}

/**
 * `measured`: counters exist and fit the source. `not-loaded`: the runner listed the file, no test loaded it.
 * `stale`: the source changed since. `absent`: no coverage speaks of the file. `unmapped`: source map missing or too coarse.
 */
export type FileState = 'measured' | 'not-loaded' | 'stale' | 'absent' | 'unmapped';

/** What coverage says, whatever format it came in. */
export interface Counters {
	state(file: string): FileState;
	/** Part of what was counted in the file is lost (a broken document), so that counts are open above. */
	isPartial?(file: string): boolean;
	/** `cannotSay` where the format has no counter for the place. A not-loaded file counts 0 everywhere. */
	count(place: Place): Count;
	/** Whether the engine behind this file's counters can see such things. */
	sees(file: string, sight: Sight): boolean;
	/** The tests that ran when a place did; absent where only counters were recorded. */
	testsAt?(place: Place): string[];
	testsIn?(sequence: Followed): string[];
	/** How often a sequence happened; absent where only counters of places were recorded. */
	happened?(sequence: Followed): Count;
	/** Lines with code and lines that ran, from the same counters: what a dashboard would say. Undefined if not measured. */
	lines(file: string): {total: number; covered: number} | undefined;
	sources: CoverageSource[];
}

/** Coverage that was recorded for one test file at a time. */
export interface PerTest {
	/** Test files that it holds, in order. */
	tests: string[];
	/** Every test file that may run is among them, and all counters belong to one. */
	complete: boolean;
	/** Reads the counters of one test file after the other; nothing is kept between them. */
	read(): Iterable<{test: string; counters: Counters}>;
}
