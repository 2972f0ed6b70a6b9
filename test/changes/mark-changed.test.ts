import test from 'ava';
import {markChanged, type Since} from '../../src/changes/mark-changed.ts';
import {sampleArc, sampleReport, sampleSite} from '../report/sample-report.ts';

const charge = sampleSite({
	file: 'src/charge.ts',
	line: 10,
	endLine: 20,
	guards: [{file: 'src/gateway.ts', line: 5, text: 'capture()'}],
	arcs: [
		sampleArc('retry', 'fired', {
			witnesses: [{file: 'src/charge.ts', line: 40, count: 1}],
			tests: [{file: 'test/pay.test.ts', line: 3, name: 'pays'}],
			firedBy: {count: 1, files: ['test/slow.test.ts']},
		}),
	],
});

function isTouched(lines: Record<string, Array<[number, number]>>, more: Partial<Since> = {}): boolean {
	const changes = {lines: new Map(Object.entries(lines)), deleted: []};
	const {since, sites} = markChanged(sampleReport({sites: [charge]}), {
		ref: 'main',
		commit: 'c',
		prefix: '',
		changes,
		deleted: [],
		...more,
	});
	const touched = sites.filter(site => !site.unchanged).length;
	return since?.sites === touched && touched === 1;
}

test('its own lines, the lines it guards, and those that would show its arcs', t => {
	t.true(isTouched({'src/charge.ts': [[20, 25]]}));
	t.true(isTouched({'src/charge.ts': [[1, 10]]}));
	t.true(isTouched({'src/gateway.ts': [[5, 5]]}));
	t.true(isTouched({'src/charge.ts': [[40, 40]]}));
	t.false(isTouched({'src/charge.ts': [[21, 39]], 'src/gateway.ts': [[6, 9]], 'src/other.ts': [[1, 99]]}));
});

test('a test near it, and one that made an arc happen', t => {
	t.true(isTouched({'test/pay.test.ts': [[90, 91]]}));
	t.true(isTouched({'test/slow.test.ts': [[1, 1]]}));
	t.false(isTouched({'test/other.test.ts': [[1, 1]]}));
});

test('a test that is gone and was of its file, or named it', t => {
	t.true(isTouched({}, {deleted: [{file: 'src/charge.test.ts', text: ''}]}));
	t.true(isTouched({}, {deleted: [{file: 'test/all.test.ts', text: "import {c} from '../src/charge.js'"}]}));
	t.false(isTouched({}, {deleted: [{file: 'test/all.test.ts', text: "import {c} from '../src/gate.js'"}]}));
	t.false(isTouched({}, {deleted: [{file: 'src/charge.md', text: 'src/charge'}]}));
});

test('paths are told from the scanned folder; what is outside of it is not the same file', t => {
	t.true(isTouched({'packages/api/src/charge.ts': [[12, 12]]}, {prefix: 'packages/api/'}));
	t.false(isTouched({'src/charge.ts': [[12, 12]]}, {prefix: 'packages/api/'}));
});
