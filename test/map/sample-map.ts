import type {MapFile, MapRow} from '../../src/model/map.ts';
import type {Verdict} from '../../src/model/verdict.ts';

export const mapFile = (file: string, covered?: number, total = 10): MapFile => ({
	file,
	lines: covered === undefined ? null : {covered, total},
});

/** A retry of weight 0.5 in the first file, with arcs of these verdicts. */
export const mapRow = (rank: number, verdicts: Verdict[], more: Partial<MapRow> = {}): MapRow => ({
	id: `retry:${rank}`,
	kind: 'retry',
	mechanism: 'library:p-retry',
	file: 0,
	line: rank,
	name: `load${rank}`,
	certainty: 'sure',
	operation: 'external',
	weight: 0.5,
	exposure: 0.5,
	rank,
	arcs: verdicts.map(verdict => ['retry', verdict]),
	flaws: 0,
	findings: 0,
	entryPoints: [],
	dependencies: [],
	at: [0, 0],
	...more,
});
