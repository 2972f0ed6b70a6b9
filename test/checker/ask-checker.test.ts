import test, {type ExecutionContext} from 'ava';
import {type CheckerRequest, openChecker} from '../../src/checker/ask-checker.ts';
import type {CallAnswer, CallQuestion} from '../../src/model/call-question.ts';
import {openProject} from '../../src/project/open-project.ts';
import {makeFolder} from '../make-folder.ts';

const DB = 'export class Db { query() {} }\n';

/** The question about the call whose callee's last name is marked `⟨…⟩`, and the files without the mark. */
function marked(files: Record<string, string>): {question: CallQuestion; files: Record<string, string>} {
	const [file, text] = Object.entries(files).find(([, text]) => text.includes('⟨'))!;
	const lines = text.slice(0, text.indexOf('⟨')).split('\n');
	return {
		question: {file, line: lines.length, column: lines.at(-1)!.length + 1, nth: 0},
		files: {...files, [file]: text.replace(/[⟨⟩]/g, '')},
	};
}

function open(t: ExecutionContext, files: Record<string, string>, more: Partial<CheckerRequest> = {}) {
	const root = makeFolder(t, files);
	const {project, read} = openProject(root, {cwd: root});
	return openChecker({project, read, ...more});
}

function answerTo(t: ExecutionContext, files: Record<string, string>, nth = 0): CallAnswer {
	const asked = marked(files);
	const checker = open(t, asked.files);
	const [answer] = checker.ask([{...asked.question, nth}]);
	t.deepEqual(checker.diagnostics(), []);
	return answer!;
}

/** What the marked call leads to, as the text that stands there. */
function leadsTo(t: ExecutionContext, files: Record<string, string>, nth = 0): string[] | string {
	const answer = answerTo(t, files, nth);
	if (answer.kind !== 'project') return answer.kind;
	return answer.at.map(({file, line, column, member}) => {
		const text = files[file]!.replace(/[⟨⟩]/g, '')
			.split('\n')
			[line - 1]!.slice(column - 1);
		return `${file} ${member ?? ''} ${/^[\w ]*/.exec(text)![0]}`.replace(/ +/g, ' ').trim();
	});
}

test('a generic of a package gives back what the project gave it', t => {
	const files = {
		'package.json': '{"name": "shop"}',
		'node_modules/box/package.json': '{"name": "box", "types": "index.d.ts"}',
		'node_modules/box/index.d.ts': 'export declare function hold<T>(make: () => T): {get(): T};',
		'tsconfig.json': '{"compilerOptions": {"module": "nodenext"}}',
		'src/db.ts': DB,
	};
	const main = "import {hold} from 'box'; import {Db} from './db.js';\nconst held = hold(() => new Db());\n";
	t.deepEqual(leadsTo(t, {...files, 'src/main.ts': `${main}held.get().⟨query⟩();`}), ['src/db.ts query query']);
	t.is(leadsTo(t, {...files, 'src/main.ts': `${main}held.⟨get⟩();`}), 'external');
});

test('without a tsconfig, plain JavaScript is asked by what it infers', t => {
	t.deepEqual(
		leadsTo(t, {
			'src/db.js': 'class Db { query() {} }\nmodule.exports = {Db};\n',
			'src/main.js':
				"const {Db} = require('./db');\nconst all = Object.fromEntries([['a', new Db()]]);\nall.a.⟨query⟩();",
		}),
		['src/db.js query query'],
	);
});

test('JavaScript that a tsconfig does not cover has the options of the nearest one', t => {
	t.deepEqual(
		leadsTo(t, {
			'tsconfig.json': '{"compilerOptions": {"paths": {"#db": ["./src/db.ts"]}}, "include": ["src/**/*.ts"]}',
			'src/db.ts': DB,
			'src/main.js': "import {Db} from '#db';\nnew Db().⟨query⟩();",
		}),
		['src/db.ts query query'],
	);
});

test('each package is asked with its own config', t => {
	const files = {
		'packages/a/tsconfig.json': '{"compilerOptions": {"paths": {"#db": ["./db.ts"]}}}',
		'packages/a/db.ts': DB,
		'packages/b/tsconfig.json': '{"compilerOptions": {"paths": {"#db": ["./other.ts"]}}}',
		'packages/b/other.ts': 'export class Db { other() {} query() {} }\n',
	};
	const main = "import {Db} from '#db';\nnew Db().⟨query⟩();";
	t.deepEqual(leadsTo(t, {...files, 'packages/a/main.ts': main}), ['packages/a/db.ts query query']);
	t.deepEqual(leadsTo(t, {...files, 'packages/b/main.ts': main}), ['packages/b/other.ts query query']);
});

test('members without a body are named: what implements them is for others to say', t => {
	const main = 'interface Store { save(): void; load: () => void; (): void }\ndeclare const store: Store;\n';
	t.deepEqual(leadsTo(t, {'main.ts': `${main}store.⟨save⟩();`}), ['main.ts save save']);
	t.deepEqual(leadsTo(t, {'main.ts': `${main}store.⟨load⟩();`}), ['main.ts load load']);
	t.deepEqual(leadsTo(t, {'main.ts': `${main}⟨store⟩();`}), ['main.ts']);
});

test('overloads lead to the one body, a union to all, an intersection to the form that takes the arguments', t => {
	const overloads = 'function load(a: string): void;\nfunction load(a: number): void;\nfunction load() {}\n';
	t.deepEqual(leadsTo(t, {'main.ts': `${overloads}⟨load⟩(1);`}), ['main.ts function load']);
	const two = 'class A { run(a: string) {} }\nclass B { run(a: number) {} }\n';
	t.deepEqual(leadsTo(t, {'main.ts': `${two}declare const one: A | B;\none.⟨run⟩(1 as never);`}), [
		'main.ts run run',
		'main.ts run run',
	]);
	t.deepEqual(
		leadsTo(t, {
			'main.ts': `class A { run(a: string) {} }\nclass B {\n\trun(a: number) {}\n}\ndeclare const one: A & B;\none.⟨run⟩(1);`,
		}),
		['main.ts run run'],
	);
});

test('constructors, also inherited and by super, and classes that have none', t => {
	const main = 'class Base {\n\tconstructor() {}\n}\nclass Mid extends Base {}\n';
	t.deepEqual(leadsTo(t, {'main.ts': `${main}new ⟨Mid⟩();`}), ['main.ts constructor']);
	t.deepEqual(leadsTo(t, {'main.ts': `${main}class C extends Mid { constructor() { ⟨super⟩(); } }`}), [
		'main.ts constructor',
	]);
	t.deepEqual(leadsTo(t, {'main.ts': 'class Plain {}\nnew ⟨Plain⟩();'}), ['main.ts class Plain']);
});

test('call and apply lead to what they call', t => {
	const main = 'const held = {run() {}};\n';
	t.deepEqual(leadsTo(t, {'main.ts': `${main}held.run.⟨call⟩(held);`}), ['main.ts run run']);
	t.is(leadsTo(t, {'main.ts': `${main}held.run.⟨bind⟩(held);`}), 'external');
});

test('calls that start at the same place are told apart', t => {
	const main = 'const inner = () => {};\nconst outer = () => inner;\n⟨outer⟩()();';
	t.deepEqual(leadsTo(t, {'main.ts': main}, 0), ['main.ts']);
	t.deepEqual(
		[0, 1, 2].map(nth => answerTo(t, {'main.ts': main}, nth)),
		[
			{kind: 'project', at: [{file: 'main.ts', line: 1, column: 15}]},
			{kind: 'project', at: [{file: 'main.ts', line: 2, column: 15}]},
			{kind: 'unknown'},
		],
	);
});

test('any, and what is built from the project, stay unknown', t => {
	t.is(leadsTo(t, {'main.ts': 'declare const it: any;\nit.⟨run⟩();'}), 'unknown');
	t.is(
		leadsTo(t, {
			'.gitignore': 'dist\n',
			'dist/db.d.ts': 'export declare class Db { query(): void }',
			'main.ts': "import {Db} from './dist/db.js';\nnew Db().⟨query⟩();",
		}),
		'unknown',
	);
});

test('beyond the cap nothing is asked, and that is told', t => {
	const {question, files} = marked({'main.ts': 'const f = () => {};\n⟨f⟩();\nf();'});
	const checker = open(t, files, {most: 1});
	t.deepEqual(
		checker.ask([question, {...question, line: 3}]).map(({kind}) => kind),
		['project', 'unasked'],
	);
	const [said, ...more] = checker.diagnostics();
	t.deepEqual(more, []);
	t.is(said?.level, 'info');
	t.regex(said!.message, /only the first 1 of 2/);
});

test('a broken config leaves its files unasked, and the others not', t => {
	const {question, files} = marked({
		'a/tsconfig.json': '{"compilerOptions": {',
		'a/main.ts': 'const f = () => {};\n⟨f⟩();',
		'b/main.ts': 'const f = () => {};\nf();',
	});
	const checker = open(t, files);
	t.deepEqual(
		checker.ask([question, {...question, file: 'b/main.ts'}]).map(({kind}) => kind),
		['unasked', 'project'],
	);
	const [said, ...more] = checker.diagnostics();
	t.deepEqual(more, []);
	t.deepEqual([said?.level, said?.code, said?.file], ['warning', 'checker-partial', 'a/tsconfig.json']);
	t.regex(said!.message, /a\/tsconfig\.json could not be read/);
});

test('a checker that fails leaves the rest unasked, and no path of this machine is told', t => {
	const {question, files} = marked({'main.ts': 'const f = () => {};\n⟨f⟩();'});
	const fail = () => {
		throw new Error('no such thing: /home/me/x.ts\nat x');
	};
	const checker = open(t, files, {read: fail});
	t.deepEqual(checker.ask([question]), [{kind: 'unasked'}]);
	t.deepEqual(
		checker.diagnostics().map(({level, message}) => [level, /: (.*?)\. Those/.exec(message)?.[1]]),
		[['warning', 'files without a config made the type checker fail (no such thing: …)']],
	);
});

test('the language has its declarations, whatever is installed', t => {
	t.deepEqual(
		leadsTo(t, {
			'main.ts': 'class Db { query() {} }\nconst run = async () => new Db();\nrun().then(db => db.⟨query⟩());',
		}),
		['main.ts query query'],
	);
});
