import type {Failure} from '../extract-files.ts';
import {print} from './print.ts';
import {tellBug} from './tell.ts';
import type {World} from './world.ts';

/** Tells the files at which unfired itself failed; whether there are any. */
export async function printFailures(failures: readonly Failure[], {stderr}: Pick<World, 'stderr'>): Promise<boolean> {
	for (const {file, error} of failures) await print(stderr, tellBug(error, file));
	return failures.length > 0;
}
