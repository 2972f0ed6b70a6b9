import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {folderOfTest, loadTestRules, MOCK_RULES, RUNNER_RULES, readTestRule} from '../src/catalogue/test-rules.ts';
import {extractTests} from '../src/extract/tests.ts';
import {indexFile} from '../src/extract/walk.ts';
import type {TestFacts} from '../src/model/tests.ts';
import {line as lineOf} from './extract/mocks-read.ts';

const {rules, diagnostics} = loadTestRules();

test('every rule of a runner or mock library is valid, in a folder of its own, beside an example', t => {
	t.deepEqual(diagnostics, []);
	for (const [dir, names] of [
		[RUNNER_RULES, rules.runners.map(({runner}) => runner)],
		[MOCK_RULES, rules.mocks.map(({mock}) => mock)],
	] as const) {
		t.deepEqual(readdirSync(dir).sort(), names.map(folderOfTest).sort());
		for (const folder of readdirSync(dir))
			t.deepEqual(readdirSync(join(dir, folder)).sort(), ['example.ts', 'rule.yml'], folder);
	}
});

test('no module is claimed by two runners, and no distinct control means two things', t => {
	const modules = rules.runners.flatMap(rule => rule.modules);
	t.is(new Set(modules).size, modules.length);
	const means = new Map<string, string>();
	for (const control of rules.mocks.flatMap(({controls = []}) => controls)) {
		for (const name of control.calls) {
			const meaning = `${control.does} ${control.at ?? 0}`;
			t.is(means.get(name) ?? meaning, meaning, name);
			means.set(name, meaning);
		}
	}
});

/** One import, two rules: the last one wins, silently. Who adds to a library adds to its rule, or says here why not. */
const SHARED_MODULES: readonly string[] = [];

test('no module is claimed by two mock rules, and no global object', t => {
	const claims = rules.mocks.flatMap(({mock, modules, globals = []}) =>
		[...modules, ...globals.map(name => `global ${name}`)].map(claim => ({mock, claim})),
	);
	const owners = new Map<string, string[]>();
	for (const {mock, claim} of claims) owners.set(claim, [...(owners.get(claim) ?? []), mock]);
	const shared = [...owners].filter(([, of]) => of.length > 1);
	t.deepEqual(
		shared.filter(([claim]) => !SHARED_MODULES.includes(claim)),
		[],
	);
	t.deepEqual(
		SHARED_MODULES.filter(claim => !shared.some(([name]) => name === claim)),
		[],
		'allowed, and no longer shared',
	);
});

test('a function that takes a table of modules has one library', t => {
	const names = rules.mocks.flatMap(({replaces = []}) =>
		replaces.filter(({by, on}) => by === 'table' && !on).flatMap(({calls}) => calls),
	);
	t.is(new Set(names).size, names.length);
});

test('a broken rule is told with its place', t => {
	const {rule, diagnostics: said} = readTestRule(
		'mock',
		'mock: a\ndocs: https://a.example\nchecked: "1"\nmodules: [a]\ncontrols:\n  - {calls: [b], does: explode}\n',
		'a/rule.yml',
		'a',
	);
	t.is(rule, undefined);
	t.regex(said[0]!.message, /^a\/rule\.yml:6:18: `controls\.0\.does` is "?explode/);
	t.regex(
		readTestRule('mock', 'mock: a\ndocs: https://a.example\nchecked: "1"\nmodules: [a]\n', 'b/rule.yml', 'b')
			.diagnostics[0]!.message,
		/should be a, not b/,
	);
});

interface Note {
	form: 'expect' | 'ok';
	text: string;
	/** 1-based: the first line below that is no comment. */
	line: number;
}

function notesOf(text: string): Note[] {
	const lines = text.split('\n');
	return lines.flatMap((line, i): Note[] => {
		const match = /^\s*\/\/ (expect|ok): (.+)$/.exec(line);
		if (!match) return [];
		let at = i + 1;
		while (/^\s*\/\//.test(lines[at] ?? '')) at++;
		return [{form: match[1] as Note['form'], text: match[2]!.trim(), line: at + 1}];
	});
}

const read = (dir: string, name: string): {text: string; notes: Note[]; facts: TestFacts} => {
	const path = join(dir, folderOfTest(name), 'example.ts');
	const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
	return {text, notes: notesOf(text), facts: extractTests(indexFile('example.test.ts', text), rules)};
};

for (const {runner} of rules.runners) {
	test(`runner ${runner}: the example is read as annotated`, t => {
		const {text, notes, facts} = read(RUNNER_RULES, runner);
		t.true(notes.some(each => each.form === 'expect') && notes.some(each => each.form === 'ok'));
		t.is(facts.runner, /^\/\/ runner: (.+)$/m.exec(text)?.[1] as never);
		t.deepEqual(
			facts.tests.map(({mode, title, line}) => `${line} ${mode} ${title}`),
			notes.map(({text: said, line}) => `${line} ${said}`),
		);
		for (const {form, text: said} of notes) t.is(said.startsWith('run '), form === 'expect', said);
	});
}

for (const {mock, inert} of rules.mocks) {
	test(`mock ${mock}: the example is read as annotated`, t => {
		const {notes, facts} = read(MOCK_RULES, mock);
		t.true(notes.some(each => each.form === 'ok'));
		t.true(inert !== undefined || notes.some(each => each.form === 'expect'));
		const timers = notes.filter(({text}) => text.startsWith('timers '));
		t.deepEqual(
			facts.timers.map(({kind, ms}) => (ms === null ? kind : `${kind} ${ms}`)),
			timers.flatMap(({text}) => text.slice('timers '.length).split(', ')),
		);
		const expected = notes.filter(each => each.form === 'expect' && !timers.includes(each));
		const found = facts.standIns.map(each => ({each, said: `${each.line} ${toldOf(each)}`}));
		for (const {text, line} of expected)
			t.true(
				found.some(({said}) => said === `${line} ${text}`),
				`${line} ${text}, not ${found.map(({said}) => said).join(' | ')}`,
			);
		for (const {form, line} of notes) {
			const replacing = found.filter(({each}) => each.line === line && !each.observer);
			if (form === 'ok')
				t.deepEqual(
					replacing.map(({said}) => said),
					[],
				);
		}
	});
}

const toldOf = (standIn: TestFacts['standIns'][number]): string =>
	[lineOf(standIn).trim(), standIn.engine && `(${standIn.engine})`, standIn.hides && `(hides ${standIn.hides})`]
		.filter(Boolean)
		.join(' ');
