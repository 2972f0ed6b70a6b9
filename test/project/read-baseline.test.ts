import test from 'ava';
import {parseBaseline, readBaseline} from '../../src/project/read-baseline.ts';
import {InputError} from '../../src/util/input-error.ts';
import {makeFolder} from '../make-folder.ts';

const ENTRY = '{"id": "retry:1.exhaust", "file": "src/a.ts", "name": "load"}';
const file = (...entries: string[]) => `{\n  "version": 1,\n  "findings": [\n${entries.join(',\n')}\n  ]\n}\n`;

test('entries and figures', t => {
	const text = `{"version": 1, "ratchet": {"errorPathCoverage": 0.5, "gap": 12.5}, "findings": [${ENTRY}], "more": 1}`;
	t.deepEqual(parseBaseline(text, 'b.json'), {
		version: 1,
		ratchet: {errorPathCoverage: 0.5, weightedErrorPathCoverage: null, gap: 12.5},
		findings: [{id: 'retry:1.exhaust', file: 'src/a.ts', name: 'load'}],
	});
});

test('a comma too many, as merges leave it, is no mistake', t => {
	t.is(parseBaseline(file(ENTRY, `${ENTRY},`), 'b.json').findings.length, 2);
	t.is(parseBaseline(`\ufeff${file(ENTRY)}`, 'b.json').findings.length, 1);
});

test('what is broken is refused with its line', t => {
	const refused = (text: string) =>
		t.throws(() => parseBaseline(text, 'b.json'), {instanceOf: InputError})!.message.replace(/ Take what.*/, '');
	const broken = 'The baseline b.json cannot be read: line';
	t.is(
		refused(file('<<<<<<< HEAD', ENTRY, '=======', '>>>>>>> theirs')),
		`${broken} 4 is left from a merge that nobody finished.`,
	);
	t.is(
		refused(file(ENTRY, '{"id": "retry:2.exhaust", "file": 7, "name": ""}')),
		`${broken} 5 is no entry with an id, a file and a name.`,
	);
	t.regex(refused('{\n"version": 1,\n"findings": [\n'), /: line \d is no JSON/);
	t.is(refused('{\n"version": 2,\n"findings": []}'), `${broken} 2 has a version that this unfired does not know (2).`);
	t.is(refused('{\n"version": 1,\n"findings": {}}'), `${broken} 3 has no list of findings.`);
	t.is(
		refused('{\n"version": 1, "findings": [],\n"ratchet": {"gap": "1"}}'),
		`${broken} 3 has figures that are no numbers.`,
	);
	t.is(refused('[]'), `${broken} 1 holds no object.`);
	t.is(refused(''), `${broken} 1 holds no object.`);
	t.regex(refused('\u0000\u0001'), /line 1/);
});

test('in the root where it stands; named it must be there', t => {
	const root = makeFolder(t, {'unfired-baseline.json': file(ENTRY), 'sub/a.ts': ''});
	t.is(readBaseline(root, '/')?.path, 'unfired-baseline.json');
	t.is(readBaseline(`${root}/sub`, root), undefined);
	t.is(readBaseline(`${root}/sub`, root, 'unfired-baseline.json')?.path, 'unfired-baseline.json');
	t.throws(() => readBaseline(root, root, 'gone.json'), {
		instanceOf: InputError,
		message: /no baseline at gone.json. Write one/,
	});
});
