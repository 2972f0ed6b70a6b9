import test from 'ava';
import * as answers from './programs/answers.ts';
import * as deadlines from './programs/deadlines.ts';
import * as fallbacks from './programs/fallbacks.ts';
import * as handlers from './programs/handlers.ts';
import * as holders from './programs/holders.ts';
import * as loops from './programs/loops.ts';
import * as restarts from './programs/restarts.ts';
import {runPrograms} from './programs/run-programs.ts';
import * as severalWays from './programs/several-ways.ts';
import * as traps from './programs/traps.ts';

const words = (text = ''): string[] => text.split(' ').filter(Boolean);

const outcomes = await runPrograms({
	...answers,
	...loops,
	...restarts,
	...fallbacks,
	...deadlines,
	...holders,
	...handlers,
	...traps,
	...severalWays,
});

for (const {name, program, run, v8, c8, lcov} of outcomes) {
	const happens = new Set(words(run.happens));
	const open = new Set(words(run.open));
	const gap = words(run.gap);

	test(`${name}: no verdict that is not so`, t => {
		for (const [format, verdicts] of [
			['v8', v8],
			['c8', c8],
			['lcov', lcov],
		] as const) {
			for (const [arc, verdict] of verdicts) {
				if (gap.includes(arc)) continue;
				if (happens.has(arc)) t.true(verdict === 'fired' || verdict === 'undecided', `${format} ${arc} ${verdict}`);
				else t.not(verdict, 'fired', `${format} ${arc}`);
			}
		}
	});

	for (const arc of gap) test(`${name}: known gap, ${arc}`, t => t.is(v8.get(arc), 'fired'));

	test(`${name}: what counters can decide is decided`, t => {
		t.deepEqual([...v8.keys()].sort(), words(program.arcs).sort());
		t.deepEqual(
			[...v8].filter(([arc, verdict]) => verdict === 'undecided' && !open.has(arc)).map(([arc]) => arc),
			[],
		);
	});
}
