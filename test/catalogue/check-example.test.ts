import test from 'ava';
import {readAnnotations} from '../../src/catalogue/annotations.ts';
import {checkExample, type FoundSite} from '../../src/catalogue/check-example.ts';

const found = (more: Partial<FoundSite> = {}): FoundSite => ({
	line: 2,
	column: 1,
	kind: 'retry',
	arcs: ['retry', 'exhaust'],
	own: true,
	...more,
});

const check = (text: string, ...sites: FoundSite[]): string[] =>
	checkExample(text, readAnnotations(text), sites).map(({line, column, message}) => `${line}:${column}: ${message}`);

test('what is found as annotated is no problem', t => {
	t.deepEqual(check('// expect: retry arcs=exhaust,retry\nf();', found()), []);
	t.deepEqual(check('// expect: retry\nf();', found()), [], 'arcs need not be named');
	t.deepEqual(check('// implicit: retry\nf();', found({implicit: true})), []);
	t.deepEqual(check('// ok: retry\nf();'), []);
	t.deepEqual(check('// todo-expect: retry\nf();'), []);
	t.deepEqual(check('\nf();', found({own: false})), [], 'what other libraries make need not be named');
});

test('a difference is told where it is', t => {
	t.deepEqual(check('// expect: retry\n\tf();'), ['2:2: a retry is expected here, but none is found']);
	t.deepEqual(check('// expect: retry arcs=retry\nf();', found()), [
		'2:1: the retry here has the arcs retry,exhaust, not retry',
	]);
	t.deepEqual(check('// ok: retry\nf();', found()), ['2:1: no retry may be found here, but one is']);
	t.deepEqual(check('\nf();', found({column: 5})), [
		'2:5: a retry is found here that no annotation names; write // expect: retry arcs=retry,exhaust above it, or correct the rule',
	]);
	t.deepEqual(check('// todo-expect: retry\nf();', found()), ['2:1: this gap is closed: write expect: retry']);
});

test('a default is never an expect', t => {
	t.deepEqual(check('// expect: retry\nf();', found({implicit: true})), [
		'2:1: the retry here is a default: write implicit: in place of expect:',
	]);
	t.deepEqual(check('// implicit: retry\nf();', found()), ['2:1: the retry here is asked for, not a default']);
});

test('words that mean nothing are told', t => {
	t.regex(check('// expect: retri\nf();')[0]!, /^2:1: there is no kind retri; there are circuit-breaker, /);
	t.deepEqual(check('// ok: retry arcs=fire\nf();'), [
		'2:1: fire is no arc of a retry; it has retry, recover, exhaust, refuse',
	]);
});
