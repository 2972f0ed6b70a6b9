import test from 'ava';
import {statementAt} from './support/covered.ts';
import {istanbulFile} from './support/istanbul.ts';
import {makeFolder, readCoverage, recordC8, recordV8} from './support/record.ts';

const names = Array.from({length: 30}, (_, id) => String.fromCharCode(97 + (id % 26)).repeat(1 + (id % 5)));
/** Thirty calls, each behind as many spaces as its number tells, so that a moved line falls beside. */
const SOURCE = names.map((name, id) => `${' '.repeat(id % 7)}${name}${id}();`).join('\n');
const statements = names.map((name, id): [string, number] => [`${name}${id}();`, 1]);
const document = {'a.js': istanbulFile(SOURCE, {path: 'a.js', statements})};

test('counters on syntax: the text has changed in the middle', t => {
	const lines = SOURCE.split('\n');
	const edited = [...lines.slice(0, 15), '// new', ...lines.slice(15)].join('\n');
	const {counters, codes, covered} = readCoverage({'a.js': edited}, [document]);
	t.is(counters.state('a.js'), 'stale');
	t.deepEqual(codes, ['coverage-stale']);
	t.is(counters.sources[0]?.stale, 1);
	t.is(counters.count(statementAt(covered['a.js']!, 'a0()')).most, Number.POSITIVE_INFINITY);
});

test('counters on syntax: an edit at the end makes only what follows doubtful', t => {
	const lines = SOURCE.split('\n');
	const edited = [...lines.slice(0, 29), '// new', ...lines.slice(29)].join('\n');
	const {counters, covered} = readCoverage({'a.js': edited}, [document]);
	t.is(counters.state('a.js'), 'measured');
	t.is(counters.count(statementAt(covered['a.js']!, 'a0()')).most, 1);
	t.is(counters.count(statementAt(covered['a.js']!, `${names[29]}29()`)).most, Number.POSITIVE_INFINITY);
});

test('the text is shorter than the coverage', t => {
	const {counters} = readCoverage({'a.js': SOURCE.slice(0, 40)}, [document]);
	t.is(counters.state('a.js'), 'stale');
});

test('Windows line ends', t => {
	const {counters} = readCoverage({'a.js': SOURCE.replaceAll('\n', '\r\n')}, [document]);
	t.is(counters.state('a.js'), 'measured');
});

const TEXT = 'const a = 1;\nexport function f() {\n\treturn a;\n}\nf();\n';
const ENGINES = [
	['c8', recordC8, 'coverage'],
	['V8', recordV8, 'v8'],
] as const;
const EDITS: Array<[name: string, edit: (text: string) => string, state: string]> = [
	['as it was', text => text, 'measured'],
	['a line put in', text => text.replace('\treturn', '\t// why\n\treturn'), 'stale'],
	['a line made longer', text => text.replace('return a', 'return a + 1'), 'stale'],
	['a line at the end', text => `${text}f();\n`, 'stale'],
];

for (const [name, record, coverage] of ENGINES) {
	for (const ends of ['\n', '\r\n']) {
		const text = TEXT.replaceAll('\n', ends);
		const root = makeFolder({'a.mjs': text});
		record(root, 'a.mjs');
		for (const [edit, change, state] of EDITS) {
			test(`${name}, ${JSON.stringify(ends)}: ${edit}`, t => {
				const {counters} = readCoverage({'a.mjs': change(text)}, [], {root, coverage: [coverage]});
				t.is(counters.state('a.mjs'), state as never);
			});
		}
	}
}
