import test from 'ava';
import {bindTally} from '../../src/evidence/counts/bind.ts';
import type {RangeTally} from '../../src/evidence/formats/tally.ts';
import {at, INSTRUMENTED, type PointTally, V8_RANGES} from '../../src/evidence/formats/tally.ts';
import {extractIgnoreHints} from '../../src/extract/ignore-hints.ts';
import {cannotSay, exactly, type Place} from '../../src/model/place.ts';
import {coveredFile} from './support/covered.ts';

const TEXT = `export function load(ask) {
	try {
		return ask();
	} catch {
		/* c8 ignore next */
		return lost();
	}
}
`;
const covered = coveredFile('a.js', TEXT);
const file = {...covered.file, ignored: extractIgnoreHints(covered.index)};
const hidden: Place = {file: 'a.js', kind: 'statement', line: 6, column: 3};

test('what c8 writes of a hidden line is no count', t => {
	const line = (text: string, number: number): [number, number] => [number, text.length];
	const tally: RangeTally = {
		path: 'a.js',
		shape: 'ranges',
		loaded: true,
		sees: V8_RANGES,
		ranges: [
			{start: at(1, 1), end: at(9, 1), count: 1, function: false, coarse: false},
			{start: at(1, 8), end: at(8, 2), count: 1, function: true, coarse: false},
		],
		complete: false,
		positions: 'at',
		lines: new Map(
			TEXT.trimEnd()
				.split('\n')
				.map((_, id) => [id + 1, 1]),
		),
		lineLengths: new Map(
			TEXT.trimEnd()
				.split('\n')
				.map((text, id) => line(text, id + 1)),
		),
	};
	const bound = bindTally(tally, file);
	t.is(bound.count(hidden), cannotSay);
	t.deepEqual(bound.count({...hidden, line: 3, column: 3}), exactly(1));
	t.deepEqual(bindTally(tally, {...file, ignored: []}).count(hidden), exactly(1));
});

test('to instrumented code a comment for another tool is only a comment', t => {
	const tally: PointTally = {
		path: 'a.js',
		shape: 'points',
		loaded: true,
		sees: INSTRUMENTED,
		statements: new Map([
			[at(2, 2), exactly(3)],
			[at(3, 3), exactly(3)],
			[at(6, 3), exactly(2)],
		]),
		functions: new Map([[at(1, 17), exactly(3)]]),
		bodies: new Map([[at(1, 27), exactly(3)]]),
		arms: new Map(),
		blocks: new Map(),
		lines: new Map(),
	};
	t.deepEqual(bindTally(tally, file).count(hidden), exactly(2));
});
