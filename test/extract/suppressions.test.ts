import test from 'ava';
import {extractSuppressions} from '../../src/extract/suppressions.ts';
import {indexFile} from '../../src/extract/walk.ts';

const saidIn = (text: string, file = 'a.ts') =>
	extractSuppressions(indexFile(file, text)).map(({scope, line, from, until, targets, reason, unknown}) =>
		[scope, line, `${from}-${until}`, targets.join('+') || 'all', unknown ?? reason].join(' '),
	);

test('the next line of code, whatever stands between', t => {
	t.deepEqual(
		saidIn(`
// unfired-ignore-next-line retry -- the caller retries
for (;;) {}
/* unfired-ignore-next-line retry.exhaust, fallback -- two
 * lines */
// another comment

try {
	ask(); // unfired-ignore-next-line -- all of it
} catch {}
// unfired-ignore-next-line * -- star
go();
// unfired-ignore-next-line flaw/unbounded -- bounded by the queue`),
		[
			'next-line 2 3-3 retry the caller retries',
			'next-line 4 8-8 retry.exhaust+fallback two lines',
			'next-line 9 10-10 all all of it',
			'next-line 11 12-12 all star',
			'next-line 13 14-14 flaw/unbounded bounded by the queue',
		],
	);
});

test('lines and files', t => {
	t.deepEqual(
		saidIn(`/** unfired-ignore-file handler -- logs only */
// unfired-ignore-start timeout -- measured elsewhere
a();
// unfired-ignore-end
// unfired-ignore-start -- never ended
b();`),
		['file 1 1-6 handler logs only', 'lines 2 2-4 timeout measured elsewhere', 'lines 5 5-6 all never ended'],
	);
});

test('JSX', t => {
	t.deepEqual(
		saidIn(
			`const page = (
	<main>
		{/* unfired-ignore-next-line handler -- shown to nobody */}
		<Button onClick={() => save().catch(() => {})} />
		// unfired-ignore-next-line handler -- text of the page
	</main>
);`,
			'a.tsx',
		),
		['next-line 3 4-4 handler shown to nobody'],
	);
});

test('strings, templates and expressions are no comments', t => {
	t.deepEqual(
		saidIn(`
const a = '// unfired-ignore-next-line retry -- no';
const b = \`\${a} /* unfired-ignore-file -- no */\`;
const c = /\\/* unfired-ignore-file -- no *\\//;
// see unfired-ignore-next-line
// unfired-ignored -- no`),
		[],
	);
});

test('what cannot be followed is kept to be told', t => {
	t.deepEqual(
		saidIn(`// unfired-ignore-next-line retry
a();
// unfired-ignore-next-line retry --
b();
// unfired-ignore retry -- no such order
// unfired-ignore-line -- nor this`),
		['next-line 1 2-2 retry ', 'next-line 3 4-4 retry ', 'next-line 5 5-5 all ', 'next-line 6 6-6 all line'],
	);
});

test('a reason is one line of bounded length, and what it holds is kept as it is', t => {
	const [found] = extractSuppressions(
		indexFile(
			'a.ts',
			`/* unfired-ignore-next-line retry -- \x1b[2J \u202e <b> -- x\r\n\t* ${'y'.repeat(900)} */\na();`,
		),
	);
	t.is(found?.reason?.length, 200);
	t.true(found!.reason!.startsWith('\x1b[2J \u202e <b> -- x yyy'));
});
