import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import type {FileState} from '../../src/model/evidence.ts';
import type {Count} from '../../src/model/place.ts';
import {compileWork, MAPS, type MapKind, WORK} from './support/compiled.ts';
import {catchAt, statementAt} from './support/covered.ts';
import {makeFolder, readCoverage, recordV8} from './support/record.ts';

const ENGINES = ['v8', 'instrumented', 'remapped'] as const;
type Engine = (typeof ENGINES)[number];

/** State, whether an attempt was made again (it was), whether the last error was thrown (it was not), and what is told. */
type Row = [state: FileState, retry: string, exhaust: string, codes: string[]];

const MEASURED: Row = ['measured', 'fired', 'unfired', []];
const STALE: Row = ['stale', 'undecided', 'undecided', ['coverage-stale']];
const UNMAPPED: Row = ['unmapped', 'undecided', 'undecided', ['source-map-broken']];
const ABSENT: Row = ['absent', 'undecided', 'undecided', ['coverage-unmatched']];

const TABLE: Record<MapKind, Record<Engine, Row>> = {
	inline: {v8: MEASURED, instrumented: MEASURED, remapped: MEASURED},
	external: {v8: MEASURED, instrumented: MEASURED, remapped: MEASURED},
	// A reporter follows one map only, and what it leads to is no source.
	chained: {v8: MEASURED, instrumented: MEASURED, remapped: ABSENT},
	coarse: {v8: UNMAPPED, instrumented: UNMAPPED, remapped: UNMAPPED},
	missing: {
		v8: ['absent', 'undecided', 'undecided', ['source-map-broken', 'coverage-unmatched']],
		instrumented: ABSENT,
		remapped: ABSENT,
	},
	// Of another build of the same source; a reporter drops what it cannot place.
	wrong: {v8: UNMAPPED, instrumented: UNMAPPED, remapped: ['absent', 'undecided', 'undecided', ['coverage-broken']]},
	// The source has changed since it was compiled.
	older: {v8: STALE, instrumented: STALE, remapped: STALE},
};

for (const kind of MAPS) {
	for (const engine of ENGINES) {
		const [state, retry, exhaust, codes] = TABLE[kind][engine];
		test(`${kind}, ${engine}: ${state}`, t => {
			const root = makeFolder(compileWork(kind));
			const coverage = engine === 'v8' ? recordAsV8(root) : putRecorded(root, kind, engine);
			const {covered, counters, count, ...read} = readCoverage({'src/work.ts': WORK}, [], {root, coverage: [coverage]});
			const work = covered['src/work.ts']!;
			t.deepEqual([counters.state('src/work.ts'), read.codes], [state, codes]);
			t.is(verdict(count(catchAt(work, 'catch (error)'))), retry);
			t.is(verdict(count(statementAt(work, 'throw error'))), exhaust);
			// Behind a condition that never held, too.
			t.is(verdict(count(statementAt(work, 'console.warn'))), exhaust);
			if (state === 'measured') t.deepEqual(count(catchAt(work, 'catch (error)')), {least: 2, most: 2});
		});
	}
}

const verdict = ({least, most}: Count): string => (least > 0 ? 'fired' : most === 0 ? 'unfired' : 'undecided');

function recordAsV8(root: string): string {
	recordV8(root, 'dist/work.js');
	return 'v8';
}

/** Recorded with nyc 18: its raw output, and its report. A map beside the file gives what an inline one gives. */
function putRecorded(root: string, kind: MapKind, engine: Engine): string {
	const name = `map-${kind === 'external' ? 'inline' : kind}-${engine}.json`;
	const path = new URL(`recorded/${name}`, import.meta.url);
	mkdirSync(join(root, 'coverage'));
	writeFileSync(
		join(root, 'coverage/coverage-final.json'),
		kind === 'wrong' && engine === 'remapped' ? '{}' : readFileSync(path),
	);
	return 'coverage/coverage-final.json';
}
