import type {Place} from '../model/place.ts';
import type {AskedPlaces} from './asked-places.ts';
import {bindTally} from './counts/bind.ts';
import {addBound, addSum, createSum, type FileSum} from './file-sum.ts';
import type {Tally} from './formats/tally.ts';
import {matchFound} from './paths/match-paths.ts';
import {type Candidates, findCandidatesIn, type PathRequest} from './paths/path-candidates.ts';
import type {CoveredFile} from './request.ts';

/** What the tallies of one source add up to, by recorded path and by the files that the path can mean. */
export interface SourceSum {
	add(tally: Tally): void;
	/** Something counted under this path is lost. */
	lose(path: string): void;
	/** Recorded paths. */
	recorded: ReadonlySet<string>;
	/** Something ran. */
	loaded(): boolean;
	/** To be asked when all tallies are in: which file a path means depends on all the others. */
	finish(): {sums: Map<string, FileSum>; ambiguous: string[]; missingMaps: Map<string, string>};
}

const NO_PLACES: ReadonlyMap<string, Place> = new Map();

export function sumSource(
	files: ReadonlyMap<string, CoveredFile>,
	asked: AskedPlaces,
	request: Omit<PathRequest, 'files'>,
): SourceSum {
	const paths = {...request, files: new Set(files.keys())};
	const find = findCandidatesIn(paths);
	const found = new Map<string, Candidates>();
	const recorded = new Set<string>();
	const byPath = new Map<string, Map<string, FileSum>>();
	const missingMaps = new Map<string, string>();
	let loaded = false;

	const sumsOf = (path: string): Map<string, FileSum> => {
		const known = byPath.get(path);
		if (known) return known;
		const {exact, candidates} = find(path);
		found.set(path, {exact, candidates});
		const files = exact === undefined ? candidates.map(({file}) => file) : [exact];
		const sums = new Map(files.map(file => [file, createSum()]));
		byPath.set(path, sums);
		return sums;
	};
	return {
		recorded,
		loaded: () => loaded,
		add(tally) {
			recorded.add(tally.path);
			loaded ||= tally.loaded;
			if (tally.missingMap !== undefined) missingMaps.set(tally.path, tally.missingMap);
			for (const [file, sum] of sumsOf(tally.path))
				addBound(sum, bindTally(tally, files.get(file)!), asked.get(file) ?? NO_PLACES);
		},
		lose(path) {
			for (const sum of sumsOf(path).values()) sum.lost = true;
		},
		finish() {
			const {matched, ambiguous} = matchFound(found, (path, file) => fitsAtAll(byPath.get(path)?.get(file)));
			const sums = new Map<string, FileSum>();
			for (const [path, file] of matched) {
				const sum = byPath.get(path)?.get(file);
				if (!sum) throw new Error(`${path} was matched to ${file}, which was none of its candidates`);
				const known = sums.get(file) ?? createSum();
				addSum(known, sum);
				sums.set(file, known);
				// What is no compiled text may have kept the comment of one.
				missingMaps.delete(path);
			}
			return {sums, ambiguous, missingMaps};
		},
	};
}

/** False where none of the tallies fits the file's text. */
function fitsAtAll(sum: FileSum | undefined): boolean | undefined {
	if (!sum || sum.states.size === 0) return undefined;
	return sum.states.has('measured') || sum.states.has('not-loaded');
}
