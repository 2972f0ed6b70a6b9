import test from 'ava';
import {armAt, catchAt, functionAt, statementAt} from './support/covered.ts';
import {makeFolder, readCoverage, recordC8, recordV8, TSX} from './support/record.ts';

const exactly = (n: number) => ({least: n, most: n});

// Runs: guard(ok), guard(throws) once each; the rejection never happens; the timer never fires.
const SOURCE = `export function guard(run: () => void): string {
	try {
		run();
	} catch (error) {
		console.log(String(error));
		return 'substitute';
	}
	return 'fine';
}
export const quiet = (run: () => void): void => {
	try {
		run();
	} catch {}
};
export function start(run: () => Promise<void>): void {
	run().catch(error => console.error(error));
	setTimeout(() => console.error('late'), 9e6).unref();
	run().catch(error => {
		console.error(error);
	});
}
export const pick = (a?: number): number => a ?? other();
const other = (): number => (Math.random() < 2 ? 1 : 2);
export function* numbers(): Generator<number> {
	yield 1;
}
`;
const MAIN = `import {guard, pick, quiet, start} from './work.ts';
const fail = () => { throw new Error('no'); };
guard(() => {});
guard(fail);
quiet(fail);
quiet(() => {});
quiet(() => {});
start(async () => {});
pick(1);
pick();
`;

const ENGINES: Array<[name: string, record: (root: string) => void, coverage: string]> = [
	['c8 over tsx', root => recordC8(root, 'src/main.ts', ...TSX), 'coverage'],
	['raw V8 over tsx', root => recordV8(root, 'src/main.ts', ...TSX), 'v8'],
];

for (const [name, record, coverage] of ENGINES) {
	const root = makeFolder({'src/work.ts': SOURCE, 'src/main.ts': MAIN, 'package.json': '{"type": "module"}'});
	record(root);
	const sources = {'src/work.ts': SOURCE, 'src/main.ts': MAIN};
	const {covered, count, counters, diagnostics} = readCoverage(sources, [], {root, coverage: [coverage]});
	const work = covered['src/work.ts']!;

	test(`${name}: a catch counts inside its braces, not as its line`, t => {
		t.deepEqual(
			diagnostics.filter(({level}) => level !== 'info'),
			[],
		);
		t.deepEqual(count(catchAt(work, 'catch (error)')), exactly(1));
		t.deepEqual(count(statementAt(work, 'run();')), exactly(2));
		t.deepEqual(count(statementAt(work, "return 'fine'")), exactly(1));
	});

	test(`${name}: an empty catch has a count`, t => {
		t.deepEqual(count(catchAt(work, 'catch {}')), exactly(1));
		t.true(counters.sees('src/work.ts', 'empty-block'));
		t.false(counters.sees('src/work.ts', 'sync-throw'));
	});

	test(`${name}: functions written inline that never ran count 0, and so does what stands in them`, t => {
		t.deepEqual(count(functionAt(work, 'error => console')), exactly(0));
		t.deepEqual(count(functionAt(work, "() => console.error('late')")), exactly(0));
		t.deepEqual(count(functionAt(work, 'error => {')), exactly(0));
		t.deepEqual(count(statementAt(work, 'console.error(error);\n\t})')), exactly(0));
	});

	test(`${name}: named functions keep their own counts`, t => {
		t.deepEqual(count(functionAt(work, 'export function guard')), exactly(2));
		t.deepEqual(count(functionAt(work, 'export function* numbers')), exactly(0));
		t.deepEqual(count(functionAt(work, '(a?: number)')), exactly(2));
	});

	test(`${name}: arms`, t => {
		t.deepEqual(count(armAt(work, 'other();')), exactly(1));
		t.deepEqual(count(armAt(work, '2);')), exactly(0));
	});
}

test('c8 --all: a file that was never loaded is told from one whose arc did not happen', t => {
	const text = 'export const f = () => {\n\treturn 1;\n};\n';
	const point = (line: number, column: number) => ({line, column});
	const loc = {start: point(1, 0), end: point(3, 2)};
	const document = (count: number) => ({
		'a.js': {
			path: 'a.js',
			all: count === 0,
			statementMap: {
				0: {start: point(1, 0), end: point(1, 24)},
				1: {start: point(2, 0), end: point(2, 10)},
				2: {start: point(3, 0), end: point(3, 2)},
			},
			s: {0: count, 1: count, 2: count},
			branchMap: {0: {type: 'branch', line: 1, loc, locations: [loc]}},
			b: {0: [count]},
			fnMap: {0: {name: '(empty-report)', decl: loc, loc, line: 1}},
			f: {0: count},
		},
		'b.js': {path: 'b.js', statementMap: {0: loc}, s: {0: 1}, branchMap: {}, b: {}, fnMap: {}, f: {}},
	});
	const {counters, covered, count} = readCoverage({'a.js': text}, [document(0)]);
	t.is(counters.state('a.js'), 'not-loaded');
	t.deepEqual(count(functionAt(covered['a.js']!, '() =>')), exactly(0));
	t.deepEqual(counters.lines('a.js'), {total: 3, covered: 0});
});

// Two V8 ranges as c8 writes them: the module (2) and, from the end of line 2 on, a continuation (1).
test('a range that starts in column -1 begins at the end of the line before', t => {
	const text = 'a();\nb();\nc();\n';
	const lines = [1, 2, 3].map(line => ({start: {line, column: 0}, end: {line, column: 4}}));
	const branch = (start: object, count: number) => ({loc: {start, end: {line: 3, column: 4}}, count});
	const branches = [branch({line: 1, column: 0}, 2), branch({line: 3, column: -1}, 1)];
	const document = {
		'a.js': {
			path: 'a.js',
			statementMap: Object.fromEntries(lines.entries()),
			s: {0: 2, 1: 2, 2: 1},
			branchMap: Object.fromEntries(branches.map(({loc}, id) => [id, {type: 'branch', loc, locations: [loc]}])),
			b: Object.fromEntries(branches.map(({count}, id) => [id, [count]])),
			fnMap: {},
			f: {},
		},
	};
	const {covered, count} = readCoverage({'a.js': text}, [document]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'b()')), exactly(2));
	t.deepEqual(count(statementAt(covered['a.js']!, 'c()')), exactly(1));
});

// `__name` of a bundler: 0 hits on 1:0, where the source has no function.
test('helpers of bundlers on the first line count nothing', t => {
	const text = 'a();\nb();\n';
	const end = (line: number, column: number) => ({line, column});
	const module = {start: end(1, 0), end: end(2, 4)};
	const helper = {start: end(1, 0), end: end(1, 4)};
	const document = {
		'a.js': {
			path: 'a.js',
			statementMap: {0: {start: end(1, 0), end: end(1, 4)}, 1: {start: end(2, 0), end: end(2, 4)}},
			s: {0: 1, 1: 1},
			branchMap: {0: {type: 'branch', loc: module, locations: [module]}},
			b: {0: [1]},
			fnMap: {0: {name: 'b', decl: helper, loc: helper, line: 1}},
			f: {0: 0},
		},
	};
	const {covered, count} = readCoverage({'a.js': text}, [document]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), exactly(1));
});

test('c8 over tsx: a statement that begins with a way of its own is not read by that', t => {
	const text = `export function close(signal?: AbortSignal, log?: () => void): void {
	signal?.throwIfAborted();
	log && log();
	done();
}
const done = (): void => {};
`;
	const main = "import {close} from './work.ts';\nclose();\nclose();\n";
	const root = makeFolder({'src/work.ts': text, 'src/main.ts': main, 'package.json': '{"type": "module"}'});
	recordC8(root, 'src/main.ts', ...TSX);
	const {covered, count} = readCoverage({'src/work.ts': text, 'src/main.ts': main}, [], {root, coverage: ['coverage']});
	const work = covered['src/work.ts']!;
	for (const statement of ['signal?.throwIfAborted()', 'log && log()']) {
		const {least, most} = count(statementAt(work, statement));
		t.true(least <= 2 && most >= 2, `${statement} ran twice, said ${least} to ${most}`);
	}
	t.deepEqual(count(statementAt(work, 'done()')), exactly(2));
});
