import test from 'ava';
import {readDiff} from '../../src/changes/read-diff.ts';

const rangesOf = (diff: string) => Object.fromEntries(readDiff(diff).lines);

test('added, replaced and taken lines', t => {
	const diff = `diff --git src/a.ts src/a.ts
--- src/a.ts
+++ src/a.ts
@@ -3 +3,2 @@ function f() {
-old
+new
+more
@@ -10,2 +11,0 @@
-gone
-gone
`;
	t.deepEqual(rangesOf(diff), {
		'src/a.ts': [
			[3, 4],
			[11, 12],
		],
	});
});

test('content that looks like a header, and a missing line break at the end', t => {
	const diff = `--- a.ts
+++ a.ts
@@ -1 +1,2 @@
--- b.ts
\\ No newline at end of file
+++ c.ts
+@@ -1 +1 @@
\\ No newline at end of file
--- d.ts
+++ d.ts
@@ -5,0 +6 @@
+x
`;
	t.deepEqual(rangesOf(diff), {'a.ts': [[1, 2]], 'd.ts': [[6, 6]]});
});

test('files that are new, gone, and of names that git writes between quotes', t => {
	const diff = `--- /dev/null
+++ "sp\\303\\244t \\"x\\"\\n.ts"
@@ -0,0 +1 @@
+x
--- old name.ts\t
+++ /dev/null
@@ -1 +0,0 @@
-x
`;
	t.deepEqual(rangesOf(diff), {'spät "x"\n.ts': [[1, 1]]});
	t.deepEqual(readDiff(diff).deleted, ['old name.ts']);
});
