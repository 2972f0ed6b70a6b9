import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {parse} from 'yaml';
import {readConfig} from '../../../src/cli/config/read-config.ts';
import {run} from '../../../src/cli/run.ts';
import {errorsOfWorkflow} from '../../github-parser.ts';
import {makeFolder} from '../../make-folder.ts';
import {fakeWorld} from '../fake-world.ts';

const WORKFLOW = '.github/workflows/unfired.yml';
const PACKAGE = {name: 'shop', scripts: {test: 'vitest run'}, devDependencies: {vitest: '^4.1.0'}};
const BARE = {
	'.git/HEAD': 'ref: refs/heads/trunk\n',
	'src/a.ts': 'export const a = 1;\n',
	'package.json': JSON.stringify(PACKAGE),
};

function repository(t: ExecutionContext, files: Record<string, string>) {
	const root = makeFolder(t, {...BARE, ...files});
	return {
		root,
		async init(argv: string[] = ['--yes'], answer?: string) {
			const asked: string[] = [];
			const ask = async (question: string) => {
				asked.push(question);
				return answer ?? '';
			};
			const world = fakeWorld(['init', ...argv], {cwd: root, ...(answer !== undefined && {ask})});
			const code = await run(world);
			return {code, out: world.out.join(''), err: world.err.join(''), asked};
		},
		read: (path: string) => readFileSync(join(root, path), 'utf8'),
		has: (path: string) => existsSync(join(root, path)),
	};
}

const commandsIn = (workflow: string): string[] =>
	parse(workflow).jobs['error-paths'].steps.flatMap(
		({run: command, uses}: {run?: string; uses?: string}) => command ?? uses,
	);

test('it shows all that it would write, and writes it after a yes', async t => {
	const {init, read, has} = repository(t, {'.github/CODEOWNERS': ''});
	const shown = await init([], 'no');
	t.is(shown.code, 0);
	t.deepEqual(shown.asked, ['Write these 3 files? [y/N] ']);
	t.regex(shown.out, /Nothing was written/);
	t.false(has('unfired.config.jsonc') || has(WORKFLOW) || has('.githooks'));
	const written = await init([], 'yes');
	for (const path of ['unfired.config.jsonc', WORKFLOW, '.githooks/pre-commit']) {
		t.true(written.out.includes(`--- ${path}\n${read(path).trimEnd()}\n`), path);
		t.true(written.out.includes(`wrote ${path}\n`));
	}
});

test('where nobody can be asked nothing is written without --yes', async t => {
	const {init, has} = repository(t, {'.github/CODEOWNERS': ''});
	const {code, out} = await init([]);
	t.is(code, 0);
	t.regex(out, /Nothing was written\. unfired init --yes/);
	t.false(has(WORKFLOW));
});

test('what is there stays as it is, links that lead nowhere too', async t => {
	const {init, read} = repository(t, {
		[WORKFLOW]: 'mine',
		'unfired.config.yml': 'top: 3\n',
		'.husky/pre-commit': 'npm test\n',
	});
	const {out} = await init();
	t.is(read(WORKFLOW), 'mine');
	t.is(read('.husky/pre-commit'), 'npm test\n');
	t.regex(out, /--- unfired\.config\.yml is there already and stays as it is\./);
	t.regex(
		out,
		/\.husky\/pre-commit is there already and stays as it is\. Add to it by hand:\nnpx --yes unfired@\S+ check --staged/,
	);
	t.regex(out, /There is nothing to write/);
});

test('the config is one that a scan reads', async t => {
	const {init, root, read} = repository(t, {});
	await init();
	const {values} = await readConfig(join(root, 'unfired.config.jsonc'), root);
	t.deepEqual(values, {failOn: 'never', ignore: []});
	const scan = fakeWorld(['--no-cache'], {cwd: root});
	t.is(await run(scan), 0, scan.err.join(''));
	t.regex(read('unfired.config.jsonc'), /npm test -- --run --coverage\.enabled|npm test -- --coverage/);
});

const MANAGERS: Array<[files: Record<string, string>, commands: string[]]> = [
	[
		{'package-lock.json': ''},
		['actions/checkout@v6', 'actions/setup-node@v6', 'npm ci', 'npm install --no-save @vitest/coverage-v8@^4.1.0'],
	],
	[
		{'pnpm-lock.yaml': ''},
		['pnpm/action-setup@v5', 'pnpm install --frozen-lockfile', 'pnpm add --save-dev @vitest/coverage-v8@^4.1.0'],
	],
	[{'yarn.lock': ''}, ['yarn install --frozen-lockfile', 'yarn add --dev @vitest/coverage-v8@^4.1.0']],
	[{'yarn.lock': '', '.yarnrc.yml': ''}, ['corepack enable', 'yarn install --immutable']],
	[{'bun.lock': ''}, ['oven-sh/setup-bun@v2', 'bun install --frozen-lockfile']],
	[{}, ['npm install']],
	[{'.nvmrc': 'v18.2'}, ['actions/setup-node@v6', 'npm install', 'actions/setup-node@v6']],
];

for (const [files, commands] of MANAGERS) {
	test(`a workflow that GitHub takes: ${JSON.stringify(files)}`, async t => {
		const {init, read} = repository(t, {'.github/CODEOWNERS': '', ...files});
		await init();
		const workflow = read(WORKFLOW);
		t.deepEqual(await errorsOfWorkflow(workflow), []);
		const found = commandsIn(workflow);
		t.deepEqual(found.filter(command => commands.includes(command)).slice(0, commands.length), commands);
		t.regex(
			found.join('\n'),
			/npx --yes unfired@\d\S+ --reporter sarif=unfired\.sarif --reporter markdown=unfired\.md/,
		);
		t.deepEqual(parse(workflow).on.push.branches, ['trunk']);
	});
}

test('what the tests need is taken from the job that runs them', async t => {
	const steps = [
		{uses: 'actions/checkout@v5', with: {ref: '$' + '{{ inputs.branch }}'}},
		{uses: 'actions/setup-node@v5', with: {'node-version': '$' + '{{ matrix.node }}'}},
		{run: 'npm ci'},
		{run: 'npm run lint'},
		{run: './start-database', env: {TOKEN: '$' + '{{ secrets.TOKEN }}', VERSION: '$' + '{{ matrix.db }}'}},
		{run: 'npm test', env: {DB: 'localhost'}},
		{run: 'npm publish'},
	];
	const test = {
		'runs-on': 'ubuntu-latest',
		strategy: {matrix: {node: [18, 24, 22], db: ['pg-16', 'pg-15']}},
		services: {redis: {image: 'redis:8', ports: ['6379:6379']}},
		steps,
	};
	const windows = {'runs-on': 'windows-latest', steps: [{run: 'npm run test:coverage'}]};
	const {init, read} = repository(t, {
		'.github/workflows/ci.yml': JSON.stringify({on: 'push', jobs: {windows, test}}),
		'.github/workflows/broken.yml': 'a: [',
		'package-lock.json': '',
	});
	await init();
	const workflow = read(WORKFLOW);
	t.deepEqual(await errorsOfWorkflow(workflow), []);
	const job = parse(workflow).jobs['error-paths'];
	t.deepEqual(job.services, test.services);
	t.deepEqual(job.steps.slice(0, 4), [
		{uses: 'actions/checkout@v5'},
		{uses: 'actions/setup-node@v5', with: {'node-version': '24'}},
		{run: 'npm ci'},
		{run: './start-database', env: {VERSION: 'pg-16'}},
	]);
	t.deepEqual(job.steps.find(({name}: {name: string}) => name === 'Tests with coverage').env, {DB: 'localhost'});
	t.notRegex(workflow, /secrets\.TOKEN|npm publish|lint/);
});

test('GitLab and Azure by what is there', async t => {
	const gitlab = repository(t, {'.gitlab-ci.yml': 'test: {script: npm test}\n'});
	t.regex((await gitlab.init()).out, /Add it to \.gitlab-ci\.yml/);
	const [job] = Object.values(parse(gitlab.read('.gitlab/unfired.gitlab-ci.yml'))) as Array<Record<string, unknown>>;
	t.deepEqual(Object.keys(job!), ['image', 'script', 'artifacts']);
	const hosted = repository(t, {'.git/config': '[remote "origin"]\n\turl = git@gitlab.example.org:a/b.git\n'});
	await hosted.init();
	t.true(hosted.has('.gitlab-ci.yml'));
	const azure = repository(t, {'azure-pipelines.yml': ''});
	await azure.init();
	t.true(parse(azure.read('azure-pipelines.unfired.yml')).steps.length >= 4);
	const none = repository(t, {});
	t.regex((await none.init()).out, /CI +none found; docs\/ci\.md/);
	t.false(none.has('.github'));
});

const HOOKS: Array<[files: Record<string, string>, path: string | undefined, said: RegExp]> = [
	[{'.husky/_/h': ''}, '.husky/pre-commit', /hooks +husky/],
	[{'package.json': '{"devDependencies": {"husky": "^9.1.0"}}'}, '.husky/pre-commit', /hooks +husky/],
	[{'package.json': '{"devDependencies": {"husky": "^3.0.1"}}'}, undefined, /"husky": \{"hooks": \{"pre-commit": "npx/],
	[{'package.json': '{"devDependencies": {"lefthook": "2"}}'}, 'lefthook.yml', /lefthook install/],
	[{'.lefthook.yml': ''}, undefined, /\.lefthook\.yml is there already/],
	[{'.pre-commit-config.yaml': 'repos: []'}, undefined, /- repo: local\n {4}hooks:/],
	[
		{'package.json': '{"devDependencies": {"simple-git-hooks": "2", "lint-staged": "16"}}'},
		undefined,
		/simple-git-hooks, lint-staged/,
	],
	[{}, '.githooks/pre-commit', /git config core\.hooksPath \.githooks/],
];

for (const [files, path, said] of HOOKS) {
	test(`a hook for ${JSON.stringify(files)}`, async t => {
		const {init, root, has} = repository(t, files);
		const {out} = await init();
		t.regex(out, said);
		for (const one of ['.husky/pre-commit', 'lefthook.yml', '.githooks/pre-commit']) t.is(has(one), one === path, one);
		if (path && path !== 'lefthook.yml') t.is(statSync(join(root, path)).mode & 0o111, 0o111);
	});
}

test('unfired that is installed is run as it is installed', async t => {
	const devDependencies = {unfired: '0.1.0', husky: '9.1.7'};
	const {init, read} = repository(t, {'package.json': JSON.stringify({devDependencies}), 'pnpm-lock.yaml': ''});
	await init();
	t.is(read('.husky/pre-commit'), 'pnpm exec unfired check --staged\n');
	t.regex(read('unfired.config.jsonc'), /"\$schema": "\.\/node_modules\/unfired\/schema\/config\.json"/);
});

test('names of the repository reach neither the terminal nor a shell as they are', async t => {
	const scripts = {'test:cov;touch owned': 'c8 mocha', test: 'mocha'};
	const {init, read} = repository(t, {
		'package.json': JSON.stringify({name: 'a\u001B[2Jb', scripts, devDependencies: {mocha: '11'}}),
		'.github/CODEOWNERS': '',
	});
	const {out} = await init();
	t.false(out.includes('\u001B'));
	t.true(commandsIn(read(WORKFLOW)).includes("npm run 'test:cov;touch owned'"));
	const expression = repository(t, {
		'package.json': JSON.stringify({scripts: {['test:$' + '{{ secrets.A }}']: 'c8 mocha', test: 'mocha'}}),
		'.github/CODEOWNERS': '',
	});
	await expression.init();
	t.false(expression.read(WORKFLOW).includes('secrets.A'));
});

test('a folder inside a repository, or none, is a mistake', async t => {
	const {init} = repository(t, {'packages/a/src/a.ts': ''});
	const inner = await init(['packages/a']);
	t.is(inner.code, 2);
	t.regex(inner.err, /packages\/a is a folder of the repository/);
	t.is((await init(['nope'])).code, 2);
});
