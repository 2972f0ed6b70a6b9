import test from 'ava';
import {extractIgnoreHints} from '../../src/extract/ignore-hints.ts';
import {indexFile} from '../../src/extract/walk.ts';

const hintsIn = (text: string) =>
	extractIgnoreHints(indexFile('a.ts', text)).map(({tool, line, from, until, reason}) =>
		[tool, line, `${from}-${until}`, reason].filter(part => part !== null).join(' '),
	);

test('istanbul ignore next: the node behind the comment, and what it says beyond', t => {
	t.deepEqual(
		hintsIn(`
try {
	ask();
} /* istanbul ignore next: cannot happen here */ catch (err) {
	report(err);
}
/* istanbul ignore next */
function never() {
	return 1;
}
// istanbul ignore next -- @preserve
const a = () => {
	go();
};`),
		['istanbul 4 4-6 cannot happen here', 'istanbul 7 8-10', 'istanbul 11 12-14'],
	);
});

test('istanbul ignore if, else and file', t => {
	t.deepEqual(
		hintsIn(`/* istanbul ignore file */
// istanbul ignore else
if (a) {
	b();
} else {
	c();
}
/* istanbul ignore if */
if (a) {
	b();
}`),
		['istanbul 1 1-11', 'istanbul 2 5-7', 'istanbul 8 9-11'],
	);
});

test('c8, v8 and node:coverage: so many lines, a stretch, or the node behind', t => {
	t.deepEqual(
		hintsIn(`try {
	ask();
	/* c8 ignore next 3 -- needs a broken disk */
} catch {
	lost();
}
/* v8 ignore start */
one();
/* v8 ignore stop */
/* node:coverage disable */
two();
/* node:coverage enable */
/* v8 ignore next */
if (a) {
	b();
}
three(); /* c8 ignore next */`),
		['c8 3 4-6 needs a broken disk', 'v8 7 7-9', 'node:coverage 10 10-12', 'v8 13 14-16', 'c8 17 17-17'],
	);
});

test('a word about ignoring is no order', t => {
	t.deepEqual(hintsIn('/* istanbul ignores this */\n// see c8 ignore\n// we ignore next\nconst a = 1;'), []);
});

test('what only looks like a comment in a string does not swallow the next one', t => {
	t.deepEqual(
		hintsIn(`const all = 'src/**/*.js';
const a = 1; /* istanbul ignore next */
const home = 'http://x'; /* c8 ignore next */`),
		['istanbul 2 3-3', 'c8 3 3-3'],
	);
});
