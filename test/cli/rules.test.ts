import test, {type ExecutionContext} from 'ava';
import {run} from '../../src/cli/run.ts';
import {makeFolder} from '../make-folder.ts';
import {fakeWorld} from './fake-world.ts';

const RULE = `package: '@acme/resilience'
sites:
  - kind: retry
    call: withRetry
    guards: '#0'
    arcs:
      retry: {fires: {repeats: '#0'}}
      recover: {fires: {after: retry}}
      exhaust: {}
`;
const EXAMPLE = `import {withRetry} from '@acme/resilience';
// expect: retry arcs=retry,recover,exhaust
await withRetry(() => fetch('x'));
`;
const FOLDER = '.unfired/rules';

async function rules(t: ExecutionContext, command: string, files: Record<string, string> = {}) {
	const world = fakeWorld(['rules', ...command.split(' ').filter(Boolean)], {cwd: makeFolder(t, files)});
	return {code: await run(world), out: world.out.join(''), err: world.err.join('')};
}

test('list names every package, with its kinds and the files of own rules', async t => {
	const {code, out, err} = await rules(t, 'list', {[`${FOLDER}/a.yml`]: RULE});
	t.deepEqual([code, err], [0, '']);
	t.regex(out, /^p-retry +\d[\d, ]* +retry$/m);
	t.regex(out, /^@acme\/resilience +- +retry +\.unfired\/rules\/a\.yml$/m);
	t.regex(
		out,
		/\n\d+ packages in the catalogue, 1 of your own \(\.unfired\/rules\)\. More: unfired rules show NAME\n$/,
	);
});

test('list as JSON has every site and arc', async t => {
	const {out} = await rules(t, 'list --json', {[`${FOLDER}/a.yml`]: RULE});
	const {version, rules: listed} = JSON.parse(out);
	t.is(version, 1);
	t.deepEqual(
		listed.find((rule: {package: string}) => rule.package === '@acme/resilience'),
		{
			package: '@acme/resilience',
			modules: ['@acme/resilience'],
			majors: [],
			checked: '',
			docs: '',
			catalogue: false,
			files: [`${FOLDER}/a.yml`],
			sites: [
				{
					kind: 'retry',
					entries: ['withRetry'],
					guards: '#0',
					arcs: [
						{arc: 'retry', shownBy: ['count of #0'], ruledOutBy: ['count of #0']},
						{arc: 'recover', shownBy: [], ruledOutBy: ['no retry']},
						{arc: 'exhaust', shownBy: [], ruledOutBy: []},
					],
				},
			],
		},
	);
});

test('a broken rule of the user is told beside the list', async t => {
	const {code, out, err} = await rules(t, 'list', {[`${FOLDER}/a.yml`]: 'package: x\n'});
	t.is(code, 0);
	t.regex(out, /none of your own/);
	t.is(
		err,
		'unfired: .unfired/rules/a.yml:1:1: The rule lacks `sites`. The scan goes on without this rule; `unfired rules check` tells when it is right.\n',
	);
});

test('show says what a package makes and what shows it', async t => {
	const {code, out} = await rules(t, 'show @acme/resilience', {[`${FOLDER}/a.yml`]: RULE});
	t.is(code, 0);
	t.is(
		out,
		[
			'@acme/resilience',
			'Imported as @acme/resilience. From .unfired/rules/a.yml.',
			'',
			'retry',
			'    from    withRetry',
			'    guards  #0',
			'    retry    shown by count of #0',
			'    recover  inside the library: only a trace or a proof shows it; ruled out by no retry',
			'    exhaust  inside the library: only a trace or a proof shows it',
			'',
		].join('\n'),
	);
	t.regex((await rules(t, 'show mysql2/promise')).out, /^mysql2 \(majors /, 'a module leads to its package');
});

test('show of nothing known is a mistake that names what is near', async t => {
	const near = await rules(t, 'show p-ret');
	t.deepEqual([near.code, near.out], [2, '']);
	t.is(near.err, 'unfired: There is no rule for "p-ret". There are p-retry.\n');
	t.regex((await rules(t, 'show nope')).err, /There is no rule for "nope"\. See unfired rules list/);
});

test('check is silent about what is right but for one line', async t => {
	const files = {[`${FOLDER}/a.yml`]: RULE, [`${FOLDER}/a.example.ts`]: EXAMPLE};
	const {code, out} = await rules(t, 'check', files);
	t.deepEqual([code, out], [0, '1 rule and 1 example with 1 annotation: all right.\n']);
	t.is((await rules(t, `check ${FOLDER}`, files)).code, 0);
	t.is(
		(await rules(t, 'check', {[`${FOLDER}/a.yml`]: RULE})).out,
		'1 rule and 0 examples with 0 annotations: all right.\n',
	);
});

test('check tells every problem with line and column', async t => {
	const {code, out} = await rules(t, 'check', {
		[`${FOLDER}/a.yml`]: RULE,
		[`${FOLDER}/a.example.ts`]: `${EXAMPLE}\nawait withRetry(() => fetch('y'));\n`,
		[`${FOLDER}/b.yml`]: RULE.replace('kind: retry', 'kind: retri'),
	});
	t.is(code, 1);
	t.deepEqual(out.split('\n'), [
		'.unfired/rules/b.yml:3:5: `sites.0.kind` is "retri", expected one of circuit-breaker, retry, fallback, pool, timeout, limiter, queue, handler.',
		'.unfired/rules/a.example.ts:5:7: a retry is found here that no annotation names; write // expect: retry arcs=retry,recover,exhaust above it, or correct the rule.',
		'1 rule and 1 example with 1 annotation could be read: 2 problems.',
		'',
	]);
});

test('one example may stand for several rules; a module of the project is named from the root', async t => {
	const {code, out} = await rules(t, 'check rules/own', {
		'rules/own/a.yml': RULE,
		'rules/own/http.yml': RULE.replace("'@acme/resilience'", './src/http/client.ts'),
		'rules/own/example.ts': `${EXAMPLE}import {withRetry as again} from '../../src/http/client';\n// expect: retry\nawait again(() => 1);\n`,
	});
	t.deepEqual([code, out], [0, '2 rules and 1 example with 2 annotations: all right.\n']);
});

for (const [command, said] of [
	['', /Name what to do with the rules: list, show or check\./],
	['frob', /Unknown argument: frob/],
	['show', /Not enough non-option arguments/],
	[
		'check nowhere',
		/There is no folder nowhere\. Name the folder that holds the rules; your own stand in \.unfired\/rules/,
	],
	['check file', /file is not a folder/],
	['check empty', /There are no rules \(\*\.yml, \*\.yaml\) in empty/],
] as Array<[string, RegExp]>) {
	test(`a mistake is one line and exit code 2: rules ${command}`, async t => {
		const {code, out, err} = await rules(t, command, {file: '', 'empty/readme.md': ''});
		t.deepEqual([code, out], [2, '']);
		t.regex(err, said);
		t.regex(err, /^unfired: [^\n]+\n$/);
	});
}

test('help says what the commands do and what the exit codes mean', async t => {
	const {code, out} = await rules(t, '--help');
	t.is(code, 0);
	for (const part of ['list', 'show <name>', 'check [dir]', 'Exit codes: 0 fine, 1 a rule is broken'])
		t.true(out.includes(part), part);
});
