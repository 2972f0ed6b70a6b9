import test from 'ava';
import {ENDINGS, TIMERS} from './followed-cases/endings.ts';
import {follow} from './followed-cases/follow.ts';
import {FORMS} from './followed-cases/forms.ts';
import {REFUSED} from './followed-cases/refused.ts';
import {RUNS, SUCCESSIONS} from './followed-cases/runs.ts';
import {WATCHES} from './followed-cases/watches.ts';

for (const each of [...ENDINGS, ...TIMERS, ...RUNS, ...SUCCESSIONS, ...WATCHES, ...FORMS]) {
	test(each.name, t => {
		for (const [input, seen] of Object.entries(each.runs)) {
			const expected = typeof seen === 'number' ? {happened: seen, unseen: 0} : seen;
			t.deepEqual(follow(t, each, input), expected, input);
		}
	});
}

// What they count would be too little, or the program would do something else.
for (const each of REFUSED) {
	test(`no probe is written: ${each.name}`, t => {
		for (const input of Object.keys(each.runs)) t.false(follow(t, each, input), input);
	});
}
