import test from 'ava';
import {adviseCoverage} from '../../src/advise-coverage.ts';
import {loadTestRules} from '../../src/catalogue/test-rules.ts';
import type {PackageManager, ProjectPackage} from '../../src/model/project.ts';
import type {TestFacts} from '../../src/model/tests.ts';

const {runners} = loadTestRules().rules;

type Scripts = Record<string, string>;
const pack = (scripts: Scripts, dependencies: string[] = [], folder = '.'): ProjectPackage => ({
	folder,
	entries: [],
	bins: [],
	scripts,
	dependencies: Object.fromEntries(dependencies.map(name => [name, '*'])),
	type: 'module',
});
const tested = (file: string, runner: TestFacts['runner']) => ({file, tests: {runner} as TestFacts});
const advise = (packages: ProjectPackage[], manager?: PackageManager, facts: ReturnType<typeof tested>[] = []) =>
	adviseCoverage({packages, ...(manager && {manager})}, facts, runners);
const command = (...given: Parameters<typeof advise>) => advise(...given).command;

test('jest and vitest write coverage themselves: options go through the script, in the way of the package manager', t => {
	const jest = [pack({test: 'NODE_ENV=test jest --ci'}, ['jest'])];
	t.is(command(jest), 'npm test -- --coverage --coverageReporters=json');
	t.is(command(jest, 'pnpm'), 'pnpm test --coverage --coverageReporters=json');
	t.is(command(jest, 'yarn'), 'yarn test --coverage --coverageReporters=json');
	t.is(command(jest, 'bun'), 'bun run test --coverage --coverageReporters=json');
	t.is(command([pack({test: 'jest --coverage'})]), 'npm test -- --coverageReporters=json');
});

test('a runner that is not the last command, or stands in no script, is run by itself', t => {
	t.is(command([pack({test: 'jest && eslint .'})]), 'npx jest --coverage --coverageReporters=json');
	t.is(command([pack({test: "./with-db.sh 'jest --ci'"})]), 'npx jest --coverage --coverageReporters=json');
	t.is(
		command([pack({test: './scripts/test'}, ['jest'])], 'pnpm'),
		'pnpm exec jest --coverage --coverageReporters=json',
	);
});

test('the coverage provider of vitest is asked for where it is missing', t => {
	const vitest = 'npm test -- --run --coverage.enabled --coverage.reporter=json';
	const missing = advise([pack({test: 'vitest'}, ['vitest'])]);
	t.is(missing.command, vitest);
	t.regex(missing.message, /Add the package @vitest\/coverage-v8 .*, then run `npm test/);
	const there = advise([pack({test: 'vitest'}, ['vitest', '@vitest/coverage-istanbul'])]);
	t.is(there.command, vitest);
	t.notRegex(there.message, /Add the package/);
});

test('other runners are wrapped; nyc and c8 stay where they are used', t => {
	for (const runner of ['mocha', 'ava', 'node --test', 'tap', 'uvu']) {
		t.is(command([pack({test: runner})]), 'npx c8 --reporter=json npm test', runner);
	}
	t.is(command([pack({test: 'mocha'})], 'yarn'), 'npx c8 --reporter=json yarn test');
	t.is(command([pack({test: 'mocha'}, ['mocha', 'nyc'])]), 'npx nyc --reporter=json npm test');
	t.is(command([pack({test: 'nyc mocha'})]), 'npm test');
	t.is(command([pack({test: 'mocha', 'test:cov': 'c8 mocha'})]), 'npm run test:cov');
	t.is(command([pack({}, ['mocha'])]), 'npx c8 --reporter=json npx mocha');
	t.is(command([pack({test: 'bun test'})], 'bun'), 'bun run test --coverage --coverage-reporter=lcov');
});

test('of packages of a workspace the one with most tests is named', t => {
	const packages = [
		pack({test: 'turbo run test'}),
		pack({test: 'jest'}, [], 'packages/a'),
		pack({test: 'jest'}, [], 'packages/b'),
	];
	const facts = ['packages/a/x.test.ts', 'packages/b/x.test.ts', 'packages/b/y.test.ts'].map(f => tested(f, 'jest'));
	t.is(command(packages, 'pnpm', facts), 'cd packages/b && pnpm test --coverage --coverageReporters=json');
	const mocha = packages.map(({folder, scripts}) => pack(folder === '.' ? scripts! : {test: 'mocha'}, [], folder));
	t.is(command(mocha, 'npm', facts), 'npx c8 --reporter=json npm test');
});

test('where nothing is known nothing is guessed', t => {
	const advice = advise([pack({test: 'echo "Error: no test specified" && exit 1'})]);
	t.is(advice.command, undefined);
	t.regex(advice.message, /NODE_V8_COVERAGE/);
	t.deepEqual([advice.level, advice.code], ['info', 'coverage-missing']);
	t.is(command([pack({}, ['constructor'])]), undefined);
});
