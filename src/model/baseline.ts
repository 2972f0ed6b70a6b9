/** A finding that was there before: by its id, with the file and name for people. No lines and no counts, which go stale. */
export interface BaselineEntry {
	/** `${site.id}.${arc}` or `${site.id}.flaw/${flaw}`. */
	id: string;
	file: string;
	name: string;
}

/** Figures that may get better and never worse. Null where nothing was decided. */
export interface Ratchet {
	/** Shares from 0 to 1. */
	errorPathCoverage: number | null;
	weightedErrorPathCoverage: number | null;
	/** Percentage points. */
	gap: number | null;
}

/** `unfired-baseline.json`. */
export interface Baseline {
	version: 1;
	ratchet?: Ratchet;
	findings: BaselineEntry[];
}

/** Where it stands in the scanned folder unless it is named. */
export const BASELINE_FILE = 'unfired-baseline.json';
