import test from 'ava';
import {functionAt, statementAt} from './support/covered.ts';
import {cloverOf, coberturaOf} from './support/lines.ts';
import {makeFolder, readCoverage} from './support/record.ts';

const exactly = (n: number) => ({least: n, most: n});
const SOURCE = '// Loads.\na();\n\nfunction f() {\n  b();\n}\n';
const LINES = {2: 3, 5: 2};

const read = (document: unknown, file = 'src/a.js') => {
	const evidence = readCoverage({[file]: SOURCE}, [document], {coverageRoot: '/app'});
	const covered = evidence.covered[file]!;
	return {...evidence, a: evidence.count(statementAt(covered, 'a()')), b: evidence.count(statementAt(covered, 'b()'))};
};

test('Cobertura: file names stand below the source folder', t => {
	const {a, b, counters} = read(coberturaOf('src/a.js', LINES));
	t.deepEqual([a, b], [exactly(3), exactly(2)]);
	t.is(counters.sources[0]!.format, 'cobertura');
	t.deepEqual(read(coberturaOf('a.js', LINES, ['/app/src'])).a, exactly(3));
	t.deepEqual(read(coberturaOf('src\\a.js', LINES, ['C:\\app'])).a, exactly(3));
	t.deepEqual(read(coberturaOf('src/a.js', LINES, ['/app', '/app/lib'])).a, exactly(3));
});

test('Cobertura: the lines of a method are the place of a function, not counts of lines', t => {
	const method = '<method name="f" hits="2" signature="()V"><lines><line number="4" hits="2"/></lines></method>';
	const text = coberturaOf('src/a.js', LINES).replace('<methods/>', `<methods>${method}</methods>`);
	const {covered, count, counters, b} = read(text);
	t.deepEqual(count(functionAt(covered['src/a.js']!, 'function f')), exactly(2));
	t.deepEqual(b, exactly(2));
	t.deepEqual(counters.lines('src/a.js'), {total: 2, covered: 2});
});

test('Clover: by path, or by name where there is none; methods are functions', t => {
	const text = cloverOf('/app/src/a.js', LINES).replace(
		'<line',
		'<line num="4" count="2" type="method" name="f"/><line',
	);
	const {a, b, covered, count, counters} = read(text);
	t.deepEqual([a, b], [exactly(3), exactly(2)]);
	t.is(counters.sources[0]!.format, 'clover');
	t.deepEqual(count(functionAt(covered['src/a.js']!, 'function f')), exactly(2));
	const unnamed = cloverOf('', LINES).replace('name="a.js" path=""', 'name="/app/src/a.js"');
	t.deepEqual(read(unnamed).b, exactly(2));
});

test('the same in every encoding, form and size', t => {
	const text = cloverOf('/app/src/a.js', LINES);
	const long = text.replace('<package', `<!--${'-x'.repeat(200_000)}--><package`).replaceAll('\n', '');
	for (const document of [
		`\uFEFF${text}`,
		Buffer.from(`\uFEFF${text.replace(' encoding="UTF-8"', '')}`, 'utf16le'),
		text.replaceAll('\n', '\r\n'),
		text.replace(
			'<coverage',
			'<!DOCTYPE coverage [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<!-- <other> -->\n<coverage',
		),
		text.replaceAll('<line ', '<line\n\t').replaceAll('"', "'"),
		long,
	])
		t.deepEqual(read(document).b, exactly(2), String(document).slice(0, 200));
});

test('characters by name and number, in attributes and in text', t => {
	const name = 'src/a&b <c> é.js';
	const escaped = 'src/a&amp;b &lt;c&gt; &#xE9;.js';
	t.deepEqual(read(cloverOf(`/app/${escaped}`, LINES), name).b, exactly(2));
	t.deepEqual(read(coberturaOf(escaped, LINES, ['<![CDATA[/app]]>']), name).b, exactly(2));
	t.deepEqual(read(coberturaOf('a.js', LINES, ['/app/a&amp;b']), 'a&b/a.js').b, exactly(2));
});

test('an entity of another file is never looked up', t => {
	const root = makeFolder({secret: '/app/src/a.js'});
	const type = `<!DOCTYPE coverage [<!ENTITY e SYSTEM "file://${root}/secret">]>\n<coverage`;
	const {codes, counters} = read(cloverOf('&e;', LINES).replace('<coverage', type));
	t.deepEqual(codes, ['coverage-broken']);
	t.is(counters.state('src/a.js'), 'absent');
});

test('broken, cut off and foreign XML counts nothing and is told', t => {
	const text = coberturaOf('src/a.js', LINES);
	for (const document of [
		text.slice(0, -30),
		text.replace('</class>', ''),
		'<project><file/></project>',
		'<coverage/>',
	]) {
		const {codes, counters} = read(document);
		t.deepEqual(codes, ['coverage-broken'], document);
		t.is(counters.state('src/a.js'), 'absent');
	}
});

test('counts that do not fit the totals were changed on the way, and are not used', t => {
	const cobertura = coberturaOf('src/a.js', LINES).replace('filename', 'line-rate="0.5" filename');
	const clover = cloverOf('/app/src/a.js', LINES).replace('statements="1"', 'statements="2" coveredstatements="1"');
	for (const document of [cobertura, clover]) {
		const {codes, counters} = read(document);
		t.true(codes.includes('coverage-broken'), document);
		t.is(counters.state('src/a.js'), 'absent');
	}
	t.is(read(cobertura.replace('hits="2"', 'hits="0"')).counters.state('src/a.js'), 'measured');
	t.is(read(clover.replace('count="2"', 'count="0"')).counters.state('src/a.js'), 'measured');
});

test('flags instead of counts: at least once', t => {
	const {a, b} = read(coberturaOf('src/a.js', {2: 1, 5: 0}));
	t.deepEqual([a, b], [{least: 1, most: Number.POSITIVE_INFINITY}, exactly(0)]);
});
