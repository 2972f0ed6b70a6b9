import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ts} from '@ts-morph/common';
import test from 'ava';
import {catchAt, functionAt, statementAt} from './support/covered.ts';
import {makeFolder, readCoverage, recordV8, TSX} from './support/record.ts';

const exactly = (n: number) => ({least: n, most: n});

const SOURCE = `interface Options { retries: number }
export async function attempt(run: () => Promise<number>, options: Options): Promise<number> {
	for (let i = 0; ; i++) {
		try {
			return await run();
		} catch (error) {
			if (i >= options.retries) throw error;
		}
	}
}
export const ignored = (run: () => Promise<number>): void => {
	run().catch(error => console.error(error));
};
let calls = 0;
await attempt(async () => { if (calls++ < 2) throw new Error('x'); return calls; }, {retries: 5});
ignored(async () => 1);
`;

/** A project whose tests run compiled code. */
function compile(options: ts.CompilerOptions, target = ts.ScriptTarget.ES2022) {
	const {outputText, sourceMapText} = ts.transpileModule(SOURCE, {
		fileName: 'work.ts',
		compilerOptions: {target, module: ts.ModuleKind.ESNext, sourceRoot: '../src/', ...options},
	});
	const map: {[path: string]: string} = sourceMapText ? {'dist/work.mjs.map': sourceMapText} : {};
	const text = outputText.replace('sourceMappingURL=work.js.map', 'sourceMappingURL=work.mjs.map');
	return makeFolder({'src/work.ts': SOURCE, 'dist/work.mjs': text, ...map});
}

const read = (root: string) => readCoverage({'src/work.ts': SOURCE}, [], {root, coverage: ['v8']});

for (const [name, options] of [
	['inline', {inlineSourceMap: true}],
	['beside the file', {sourceMap: true}],
	['with the source in it', {inlineSourceMap: true, inlineSources: true}],
] as const) {
	test(`a map ${name}`, t => {
		const root = compile(options);
		recordV8(root, 'dist/work.mjs');
		const {covered, count, counters, diagnostics} = read(root);
		const work = covered['src/work.ts']!;
		t.deepEqual(diagnostics, []);
		t.is(counters.state('src/work.ts'), 'measured');
		t.deepEqual(count(functionAt(work, 'export async function')), exactly(1));
		t.deepEqual(count(catchAt(work, 'catch (error)')), exactly(2));
		t.deepEqual(count(statementAt(work, 'throw error')), exactly(0));
		t.deepEqual(count(functionAt(work, 'error => console')), exactly(0));
	});
}

test('asynchronous functions that were compiled to generators', t => {
	const root = compile({inlineSourceMap: true}, ts.ScriptTarget.ES2016);
	recordV8(root, 'dist/work.mjs');
	const {covered, count} = read(root);
	t.deepEqual(count(catchAt(covered['src/work.ts']!, 'catch (error)')), exactly(2));
	t.deepEqual(count(functionAt(covered['src/work.ts']!, 'export async function')), exactly(1));
	t.deepEqual(count(statementAt(covered['src/work.ts']!, 'throw error')), exactly(0));
});

test('processes are added up', t => {
	const root = compile({sourceMap: true});
	recordV8(root, 'dist/work.mjs');
	recordV8(root, 'dist/work.mjs');
	const {covered, count} = read(root);
	t.deepEqual(count(catchAt(covered['src/work.ts']!, 'catch (error)')), exactly(4));
	t.deepEqual(count(statementAt(covered['src/work.ts']!, 'throw error')), exactly(0));
});

test('compiled code without a map: told, and nothing is guessed', t => {
	const root = compile({});
	recordV8(root, 'dist/work.mjs');
	const {counters, codes, diagnostics} = read(root);
	t.is(counters.state('src/work.ts'), 'absent');
	t.deepEqual(codes, ['coverage-unmatched']);
	t.regex(diagnostics[0]!.message, /write source maps/);
});

test('Node did not keep the map, but it lies beside the file', t => {
	const root = compile({sourceMap: true});
	recordV8(root, 'dist/work.mjs');
	changeDumps(root, dump => ({...dump, 'source-map-cache': {}}));
	const {covered, count} = read(root);
	t.deepEqual(count(catchAt(covered['src/work.ts']!, 'catch (error)')), exactly(2));
});

test('a broken map is told', t => {
	const root = compile({sourceMap: true});
	recordV8(root, 'dist/work.mjs');
	changeDumps(root, dump => ({...dump, 'source-map-cache': {}}));
	writeFileSync(join(root, 'dist/work.mjs.map'), '{"version": 3');
	t.deepEqual(read(root).codes, ['source-map-broken', 'coverage-unmatched']);
	rmSync(join(root, 'dist/work.mjs.map'));
	t.deepEqual(read(root).codes, ['source-map-broken', 'coverage-unmatched']);
});

test('a compiler whose maps point before the white space in front of a statement', t => {
	const root = makeFolder({'src/work.mts': SOURCE});
	recordV8(root, 'src/work.mts', ...TSX);
	const {covered, count} = readCoverage({'src/work.mts': SOURCE}, [], {root, coverage: ['v8']});
	const work = covered['src/work.mts']!;
	t.deepEqual(count(catchAt(work, 'catch (error)')), exactly(2));
	t.deepEqual(count(statementAt(work, 'throw error')), exactly(0), 'not that of the handler around it');
	t.deepEqual(count(statementAt(work, "throw new Error('x')")), exactly(2));
});

test('what vitest counted in the text that it made is told, and places nothing', t => {
	const root = makeFolder({'src/work.js': 'a();\n'});
	const functions = [{functionName: '', isBlockCoverage: true, ranges: [{startOffset: 0, endOffset: 5, count: 1}]}];
	const document = {result: [{url: `file://${root}/src/work.js`, startOffset: 185, functions}]};
	const {counters, codes} = readCoverage({'src/work.js': 'a();\n'}, [document], {root});
	t.is(counters.state('src/work.js'), 'unmapped');
	t.deepEqual(codes, ['source-map-broken']);
});

test('the source changed since it was compiled', t => {
	const root = compile({inlineSourceMap: true, inlineSources: true});
	recordV8(root, 'dist/work.mjs');
	const edited = {'src/work.ts': SOURCE.replace('i++', 'i += 1')};
	const {counters, codes} = readCoverage(edited, [], {root, coverage: ['v8']});
	t.is(counters.state('src/work.ts'), 'stale');
	t.deepEqual(codes, ['coverage-stale']);
});

function changeDumps(root: string, change: (dump: object) => object): void {
	for (const name of readdirSync(join(root, 'v8'))) {
		const path = join(root, 'v8', name);
		writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
	}
}
