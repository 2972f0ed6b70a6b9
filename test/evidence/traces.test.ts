import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readTraces} from '../../src/evidence/traces/read-traces.ts';
import type {Place} from '../../src/model/place.ts';
import {type Sequence, sequenceKey} from '../../src/model/sequence.ts';
import type {Trace, TracedCount, TracedFile} from '../../src/model/trace.ts';
import {mergeTraces} from '../../src/record/merge-traces.ts';
import {makeFolder} from '../make-folder.ts';

const place: Place = {file: 'a.js', kind: 'statement', line: 3, column: 2};
const other: Place = {...place, line: 4};
const sequence: Sequence = {scope: place, first: [place], again: [], after: [{ran: other}]};
const KEY = '3:2:statement';

function trace(counts: Record<string, TracedCount>, more: Partial<TracedFile> = {}, run = {}): Trace {
	return {
		schema: 'unfired-trace/1',
		runs: [{command: ['npm', 'test'], exitCode: 0, ...run}],
		files: {'a.js': {hash: 'one', state: 'measured', counts, ...more}},
		tests: ['t.js > works', ''],
	};
}

function read(t: ExecutionContext, ...traces: unknown[]) {
	const files = Object.fromEntries(traces.map((one, at) => [`${at}.json`, JSON.stringify(one)]));
	const root = makeFolder(t, files);
	const found = readTraces({root, traces: Object.keys(files), files: [{file: 'a.js', hash: 'one'}]});
	return {...found, codes: found.diagnostics.map(({code}) => code)};
}

test('counts, sequences and tests are told by their places; what had no probe cannot be said', t => {
	const counts = {[KEY]: {least: 2, most: 2, tests: [0, 1]}, [sequenceKey(sequence)]: {least: 1, most: null}};
	const {counters, sources} = read(t, trace(counts));
	t.deepEqual(counters!.count(place), {least: 2, most: 2});
	t.deepEqual(counters!.happened!(sequence), {least: 1, most: Number.POSITIVE_INFINITY});
	t.deepEqual(counters!.count(other), {least: 0, most: Number.POSITIVE_INFINITY});
	t.deepEqual(counters!.testsAt!(place), ['', 't.js > works']);
	t.like(sources[0], {format: 'trace', files: 1, matched: 1, stale: 0});
});

test('ways that are not followed may have happened', t => {
	const partial: Sequence = {...sequence, partial: true};
	const {counters} = read(t, trace({[sequenceKey(partial)]: {least: 0, most: 0}}));
	t.deepEqual(counters!.happened!(partial), {least: 0, most: Number.POSITIVE_INFINITY});
});

test('traces add up; after a run that was cut short nothing is known not to have happened', t => {
	const none = {[KEY]: {least: 0, most: 0}};
	t.deepEqual(read(t, trace(none), trace({[KEY]: {least: 3, most: 3}})).counters!.count(place), {least: 3, most: 3});
	const {counters, codes} = read(t, trace(none, {}, {exitCode: null, cut: true}));
	t.deepEqual(counters!.count(place), {least: 0, most: Number.POSITIVE_INFINITY});
	t.true(counters!.isPartial!('a.js'));
	t.deepEqual(codes, ['trace-cut']);
});

test('of a changed file nothing is used', t => {
	const {counters, codes} = read(t, trace({[KEY]: {least: 2, most: 2}}, {hash: 'two'}));
	t.is(counters!.state('a.js'), 'stale');
	t.deepEqual(counters!.count(place), {least: 0, most: Number.POSITIVE_INFINITY});
	t.deepEqual(codes, ['trace-stale']);
});

test('a file that no test loaded counts zero, one whose package never ran nothing', t => {
	const zero = {[KEY]: {least: 0, most: 0}};
	t.is(read(t, trace(zero, {state: 'not-loaded'})).counters!.state('a.js'), 'not-loaded');
	const {counters} = read(t, trace(zero, {state: 'absent'}));
	t.is(counters!.state('a.js'), 'absent');
	t.deepEqual(counters!.count(place), {least: 0, most: Number.POSITIVE_INFINITY});
});

test('what is no trace is told, and the rest is read', t => {
	const whole = trace({[KEY]: {least: 1, most: 1}});
	const broken = [
		[],
		{schema: 'unfired-trace/9'},
		{...whole, tests: [1]},
		{...whole, files: {'a.js': {hash: 'one', state: 'running', counts: {}}}},
		trace({[KEY]: {least: 2, most: 1}}),
		trace({[KEY]: {least: -1, most: null}}),
		trace({[KEY]: {least: 1, most: 1, tests: [7]}}),
	];
	const {counters, codes} = read(t, ...broken, whole);
	t.deepEqual(
		codes,
		broken.map(() => 'trace-broken'),
	);
	t.deepEqual(counters!.count(place), {least: 1, most: 1});
	t.is(readTraces({root: join('no', 'where'), traces: ['x.json'], files: []}).diagnostics[0]!.code, 'trace-broken');
	t.deepEqual(read(t, {...whole, files: {'b.js': whole.files['a.js']}}).codes, ['trace-unmatched']);
});

test('runs are merged: what one of them had no probe for stays open, a changed file starts anew', t => {
	const a = trace({[KEY]: {least: 1, most: 1, tests: [0]}, extra: {least: 1, most: 1}});
	const b = {...trace({[KEY]: {least: 2, most: 2, tests: [0]}}), tests: ['u.js']};
	const merged = mergeTraces(a, b);
	t.deepEqual(merged.files['a.js']!.counts, {
		[KEY]: {least: 3, most: 3, tests: [0, 2]},
		extra: {least: 1, most: null},
	});
	t.deepEqual(merged.tests, ['t.js > works', '', 'u.js']);
	t.is(merged.runs.length, 2);
	const changed = trace({[KEY]: {least: 5, most: 5}}, {hash: 'two'});
	t.deepEqual(mergeTraces(a, changed).files['a.js']!.counts, {[KEY]: {least: 5, most: 5}});
});
