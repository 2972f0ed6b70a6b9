import test from 'ava';
import {armAt, catchAt, functionAt, statementAt} from './support/covered.ts';
import {everyLine, lcovOf} from './support/lines.ts';
import {makeFolder, readCoverage, recordReport, TSX} from './support/record.ts';

const exactly = (n: number) => ({least: n, most: n});
const atLeastOnce = {least: 1, most: Number.POSITIVE_INFINITY};
const cannotSay = {least: 0, most: Number.POSITIVE_INFINITY};

const read = (source: string, ...counts: number[]) => {
	const evidence = readCoverage({'a.js': source}, [lcovOf('a.js', everyLine(...counts), [[1, 'f', 5]])]);
	return {...evidence, file: evidence.covered['a.js']!};
};

test('the first line of a block ran if it has a count, how often is not said', t => {
	const source = 'function f() {\n  try {\n    a();\n  } catch (e) {\n    b(e);\n  }\n}\n';
	const ran = read(source, 1, 5, 5, 5, 2, 5, 5);
	t.deepEqual(ran.count(catchAt(ran.file, 'catch')), atLeastOnce);
	const never = read(source, 1, 5, 5, 5, 0, 5, 5);
	t.deepEqual(never.count(catchAt(never.file, 'catch')), exactly(0));
});

test('what shares its line with its block may have the count of what is around it', t => {
	const source = 'function f() {\n  try { a(); } catch (e) { b(e); }\n  if (c) return d;\n  g();\n}\n';
	const {count, file} = read(source, 1, 5, 5, 5, 5);
	t.deepEqual(count(catchAt(file, 'catch')), cannotSay);
	t.deepEqual(count(statementAt(file, 'return d')), cannotSay);
});

test('a body without braces begins its range on its own line, and an arrow ends it there', t => {
	const source = 'function f() {\n  if (c)\n    a();\n  g(() =>\n    b(), d);\n}\n';
	const {count, file} = read(source, 1, 5, 5, 5, 5, 5);
	t.deepEqual(count(statementAt(file, 'a()')), cannotSay);
	t.deepEqual(count(functionAt(file, '() =>')), cannotSay);
});

test('behind an await a source map may move the start of what follows: only a further line of it shows that it ran', t => {
	const source =
		'async function f() {\n  await a();\n  b();\n  c();\n  return d;\n}\nasync function g() {\n  await a();\n  return b();\n}\n';
	const {count, file} = read(source, 1, 5, 5, 5, 5, 5, 5, 5, 5, 5);
	t.deepEqual(count(statementAt(file, 'b();\n  c')), atLeastOnce);
	t.deepEqual(count(statementAt(file, 'c();')), atLeastOnce);
	t.deepEqual(count(statementAt(file, 'return b()')), cannotSay);
});

test('a hoisted function may be called where the code around it never ran', t => {
	const source = 'function f() {\n  return g();\n  function g() { a(); }\n}\n';
	const {count, file} = read(source, 1, 5, 0, 5);
	t.deepEqual(count(statementAt(file, 'a()')), cannotSay);
});

test('operands: only a zero of their whole line says something', t => {
	const source = 'function f() {\n  a = b || c;\n  if (a) {\n    d = e || g;\n  }\n}\n';
	const {count, file} = read(source, 1, 5, 5, 0, 5, 5);
	t.deepEqual(count(armAt(file, 'c;')), cannotSay);
	t.deepEqual(count(armAt(file, 'g;')), exactly(0));
});

test('lines that a comment hides count as run whatever happened', t => {
	const source = 'function f() {\n  try {\n    a();\n  } catch (e) {\n    /* c8 ignore next */\n    b(e);\n  }\n}\n';
	const {count, file} = read(source, 1, 5, 5, 5, 1, 1, 5, 5);
	t.deepEqual(count(catchAt(file, 'catch')), cannotSay);
});

test('another number of lines is another text', t => {
	const source = 'class A {\n  f() {\n    a();\n  }\n\n  x = 1;\n}\n';
	const states = [source, `${source}\n\n`, source.replace('\n', '\n\n'), source.replace('\n\n', '\n')].map(text =>
		read(text, 1, 5, 5, 5, 5, 5, 1).counters.state('a.js'),
	);
	t.deepEqual(states, ['measured', 'measured', 'stale', 'stale']);
});

const PROGRAM = `export async function load(get: () => Promise<string>, late: (stop: () => void) => void) {
  late(() => {
    stopped();
  });
  try {
    const found = await get();
    return found;
  } catch (error) {
    return none(error);
  }
}

function stopped() {
  console.log('late');
}

function none(error: unknown) {
  console.log(error);
  return 'none';
}
`;
const RUN = `import {load} from './a.ts';
const ignore = () => {};
await load(async () => 'x', ignore);
await load(async () => { throw new Error('x'); }, stop => GIVEN);
`;

for (const [what, given, ran] of [
	['never', 'ignore()', exactly(0)],
	['once', 'stop()', atLeastOnce],
] as const) {
	test(`recorded by c8 under a source map: an inline function that ran ${what}`, t => {
		const root = makeFolder({
			'package.json': '{"type": "module"}',
			'a.ts': PROGRAM,
			'run.ts': RUN.replace('GIVEN', given),
		});
		recordReport('lcovonly', root, 'run.ts', ...TSX);
		const {count, counters, covered} = readCoverage({'a.ts': PROGRAM}, [], {root, coverage: ['coverage/lcov.info']});
		const file = covered['a.ts']!;
		t.is(counters.state('a.ts'), 'measured');
		t.deepEqual(count(statementAt(file, 'stopped();')), ran);
		t.deepEqual(count(functionAt(file, '() => {\n    stopped')), ran);
		t.deepEqual(count(functionAt(file, 'function none')), exactly(1));
		t.deepEqual(count(catchAt(file, 'catch')), atLeastOnce);
		// The line behind an await: nothing in it tells.
		t.deepEqual(count(statementAt(file, 'return found')), cannotSay);
	});
}
