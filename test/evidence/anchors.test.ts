import test from 'ava';
import {extractAnchors} from '../../src/extract/anchors.ts';
import {indexFile} from '../../src/extract/walk.ts';

/** The text from each anchor on, cut short. */
const anchors = (text: string) => extractAnchors(indexFile('a.ts', text)).map(offset => text.slice(offset, offset + 3));

test('statements, initialisers and expression bodies; declarations where compiled code carries counters', t => {
	t.deepEqual(anchors('run();'), ['run']);
	t.deepEqual(anchors('let a, b = 1 + 2;'), ['b =', '1 +']);
	t.deepEqual(anchors('const f = () => go();'), ['f =', '() ', 'go(']);
	t.deepEqual(anchors('if (a) { b1(); } else if (c) d1();'), ['if ', 'b1(', '} e', 'els', 'if ', 'd1(']);
	t.deepEqual(anchors('import x from "y";\ntype T = 1;\nfunction f() {}'), ['imp', 'fun', 'f()']);
	t.deepEqual(anchors(';{}'), []);
});

test('an opening parenthesis may be lost', t => {
	t.deepEqual(anchors('x = (a || b)();'), ['x =']);
	t.deepEqual(anchors('const y = (() => { z(); })();'), ['y =', '(()', '() ', 'z()']);
});
