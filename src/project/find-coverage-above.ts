import {dirname, relative, sep} from 'node:path';
import type {Diagnostic} from '../model/diagnostic.ts';
import {quotePath} from '../util/quote-path.ts';
import {findCoverage} from './find-coverage.ts';

/**
 * A package is scanned alone, and the coverage of the whole repository stands further up: told, not taken, for whose runs
 * it counts is not known. Looks no further than the repository.
 */
export function findCoverageAbove(root: string, workTree: string | undefined): Diagnostic[] {
	if (workTree === undefined) return [];
	for (let folder = root; folder !== workTree && folder !== dirname(folder); ) {
		folder = dirname(folder);
		const [found] = findCoverage(folder, ['.']);
		if (found === undefined) continue;
		const path = [relative(root, folder).split(sep).join('/'), found].join('/');
		return [
			{
				level: 'info',
				code: 'coverage-missing',
				message: `There is no coverage in the scanned folder, but there is some above it: ${quotePath(path)}, seen from that folder. If it was taken of the whole repository, name it with --coverage.`,
			},
		];
	}
	return [];
}
