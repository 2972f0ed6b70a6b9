import test from 'ava';
import {ARCS, SITE_KINDS} from '../../src/model/site.ts';
import {nextSteps} from '../../src/weigh/figures-next.ts';
import {judgedArc, judgedSite} from './sample-judged.ts';

test('a retry asks for one test that recovers and one that gives up', t => {
	const arcs = [judgedArc('retry', 'unfired'), judgedArc('recover', 'unfired'), judgedArc('exhaust', 'uncovered')];
	t.deepEqual(nextSteps(judgedSite({arcs})), [
		'a test in which fetch fails once and then succeeds',
		'another in which it always fails',
	]);
});

test('fired, proven and undecided arcs leave nothing to write', t => {
	const arcs = [judgedArc('retry', 'fired'), judgedArc('recover', 'proven'), judgedArc('exhaust', 'undecided')];
	t.deepEqual(nextSteps(judgedSite({arcs})), []);
});

test('every arc of every kind has a step that reads on', t => {
	for (const kind of SITE_KINDS) {
		for (const arc of ARCS[kind]) {
			const steps = nextSteps(judgedSite({kind, arcs: [judgedArc(arc, 'unfired')]}));
			t.is(steps.length, 1);
			t.regex(steps[0]!, /^a test in which [^{}]+$/);
		}
	}
});

test('the operation is named once, by its callee, else by its text', t => {
	const arcs = [judgedArc('engage', 'unfired'), judgedArc('fail', 'unfired')];
	const [guard] = judgedSite().guards;
	const steps = (guards: (typeof guard)[]) =>
		nextSteps(judgedSite({kind: 'fallback', arcs, guards: guards.map(g => g!)}));
	t.deepEqual(steps([{...guard!, callee: '$& {it}'}]), [
		'a test in which $& {it} fails and the substitute is used',
		'another in which it fails and the substitute fails too',
	]);
	t.is(steps([{...guard!, callee: ''}])[0], 'a test in which fetch(url) fails and the substitute is used');
	t.is(
		steps([{...guard!, text: 'new URL(url)', callee: 'URL'}])[0],
		'a test in which new URL fails and the substitute is used',
	);
	t.is(steps([])[0], 'a test in which the guarded operation fails and the substitute is used');
});
