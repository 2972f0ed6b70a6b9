import type {ExecutionContext} from 'ava';
import {loadRules} from '../../../src/catalogue/index.ts';
import {extractFile} from '../../../src/extract/extract-file.ts';
import type {FlawDraft} from '../../../src/model/flaw.ts';

const {book} = loadRules();

/** What one file alone shows; open ends are left to the tests of `link`. */
export function flawsIn(text: string, file = 'src/a.ts'): FlawDraft[] {
	const {sites} = extractFile({file, role: 'source', text}, book);
	return sites.flatMap(({flaws = []}) => flaws);
}

/** Holds a snippet against its own comments: `// flaw: NAME` stands on the line above each flaw, and nowhere else. */
export function expectFlaws(t: ExecutionContext, source: string): void {
	const lines = source.split('\n');
	const expected = lines.flatMap((line, at) => {
		const names = /\/\/ flaw: ([\w, -]+)/.exec(line)?.[1];
		return names ? names.split(', ').map(name => `${name} on line ${at + 2}`) : [];
	});
	t.deepEqual(
		flawsIn(source)
			.map(({flaw, line}) => `${flaw} on line ${line}`)
			.sort(),
		expected.sort(),
		source,
	);
}

/** One test a snippet. */
export function describeFlaws(
	test: (title: string, run: (t: ExecutionContext) => void) => void,
	cases: Record<string, string>,
): void {
	for (const [title, source] of Object.entries(cases)) test(title, t => expectFlaws(t, source));
}
