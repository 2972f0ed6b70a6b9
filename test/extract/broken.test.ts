import test from 'ava';
import {extractFile} from '../../src/extract/extract-file.ts';
import type {FileRole} from '../../src/model/project.ts';

const book = {hash: '', packages: {}, modules: {}};

/** Code that no compiler takes; each was found by `npm run fuzz` and made small. */
const BROKEN: Record<string, string> = {
	'an index signature without a type': 'export interface Limits { [] }',
	'a type of JSDoc in the code': 'const run: function(string): void = start;',
	'a statement that the parser puts into two places':
		'[await\nswitch(){for\ntry{sleep(}catch{while(import.meta){return',
	'a callback with a deadline at top level': "import {call} from 'client'; call(() => {}, {timeout: 5000});",
	'a timer without arguments in what calls itself again': 'class{attempt(){catch{{self.attempt({}}}setTimeout(',
};

for (const [what, text] of Object.entries(BROKEN)) {
	test(`${what} is read as far as it goes`, t => {
		for (const role of ['source', 'test'] as FileRole[])
			t.notThrows(() => extractFile({file: 'src/a.ts', role, text}, book));
	});
}

test('twenty tries, each in the catch of another and behind one more, are gone through once', t => {
	const nested = Array.from({length: 20}).reduce<string>(
		inner => `try { f() } catch (e) { if (a) { g() } ${inner} }`,
		'return h();',
	);
	const {sites} = extractFile({file: 'src/a.ts', role: 'source', text: `export function run() { ${nested} }`}, book);
	t.is(sites.length, 20);
});
