import type {Verdict} from './verdict.ts';

/** What the last scan said of files that hold sites; each holds for that content of the file alone. */
export interface LastVerdicts {
	/** Arcs and flaws by their ids. */
	files: Record<string, {hash: string; arcs: Record<string, Verdict>; flaws: string[]}>;
}
