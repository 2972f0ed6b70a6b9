import test from 'ava';
import {extractLineMarks} from '../../src/extract/line-marks.ts';
import {indexFile} from '../../src/extract/walk.ts';
import {LINE_BITS} from '../../src/model/line-marks.ts';

/** Each counted statement: what begins there, what its line says of it, and the last line that shows that it ran. */
function marksOf(text: string): string[] {
	const {starts, bits, until} = extractLineMarks(indexFile('a.ts', text));
	return starts.map((start, id) => {
		const set = Object.entries(LINE_BITS).filter(([, bit]) => bits[id]! & bit);
		return [text.slice(start).match(/^\w+/)![0], ...set.map(([name]) => name), until[id]].join(' ');
	});
}

test('the first statement of a block, and those behind what simply goes on, are counted with their whole line', t => {
	t.deepEqual(marksOf('function f() {\n  a();\n  const b = c;\n  d();\n}\n'), [
		'a leads calm own 4',
		'c leads calm own 4',
		'd leads calm own 4',
	]);
});

test('behind a wait or a branch the range may begin at the statement itself', t => {
	t.deepEqual(marksOf('async function f() {\n  await a();\n  b();\n  if (c) d();\n  e();\n}\n'), [
		'await leads calm own 5',
		'b leads calm 5',
		'if leads calm own 5',
		'd calm 3',
		'e leads calm 5',
	]);
});

test('what shares its line with its block, and bodies without braces', t => {
	t.deepEqual(marksOf('try { a(); } catch { b(); }\nif (c)\n  d();\n'), [
		'try leads calm own 4',
		'a calm 0',
		'b calm 0',
		'if leads calm 4',
		'd calm 2',
	]);
});

test('functions and loops on the line run by counts of their own', t => {
	t.deepEqual(marksOf('a(() => b());\nfor (const c of d) e();\nfunction f() { g(); }\n'), [
		'a leads own 4',
		'b calm inner 0',
		'for leads own 4',
		'e calm inner 1',
		'g calm inner 2',
	]);
});

test('a clause ends with its last statement', t => {
	t.deepEqual(marksOf('switch (a) {\n  case 1:\n    b();\n    break;\n}\n').slice(1), [
		'b leads calm own 3',
		'break calm 3',
	]);
});

test('lines that a comment hides', t => {
	t.deepEqual(marksOf('function f() {\n  /* c8 ignore next */\n  a();\n  b();\n}\n'), [
		'a leads calm 4',
		'b leads calm own 4',
	]);
	t.deepEqual(marksOf('function f() {\n  a();\n  /* c8 ignore start */\n  b();\n  /* c8 ignore stop */\n}\n'), [
		'a leads calm own 2',
		'b leads calm 4',
	]);
});
