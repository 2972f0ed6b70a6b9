import {stringify} from 'yaml';
import type {Survey} from '../../model/survey.ts';
import {addCommand, installCommand, unattended, unfiredCommand} from './commands.ts';

type Step = Record<string, unknown>;

/** A workflow of its own: tests with coverage as they run here, then the scan, its summary and its findings. */
export function githubWorkflow(survey: Survey): string {
	const {testJob, branch} = survey;
	const workflow = {
		name: 'unfired',
		on: {pull_request: null, push: {branches: branch === undefined ? ['main', 'master'] : [branch]}},
		permissions: {contents: 'read'},
		jobs: {
			'error-paths': {
				'runs-on': 'ubuntu-latest',
				permissions: {contents: 'read', actions: 'read', 'security-events': 'write'},
				...(testJob?.services && {services: testJob.services}),
				...(testJob?.env && {env: testJob.env}),
				steps: [...stepsBefore(survey), ...testSteps(survey), ...nodeAgain(survey), ...scanSteps(survey)],
			},
		},
	};
	return `${headOf(survey)}${stringify(workflow, {lineWidth: 0, nullStr: ''})}`;
}

const headOf = ({testJob}: Survey): string =>
	[
		'Made by unfired init; yours from now on. Which error paths has no test ever fired? docs/ci.md says more.',
		...(testJob ? [`What the tests need is taken from ${testJob.file}.`] : []),
		'The findings go to the code-scanning page, which private repositories have to buy: without it, that step says so and the',
		'job goes on. Nothing fails a build unless the config names a gate (failOn, maxGap, minErrorPathCoverage).',
		'Pin the actions by commit if your repository does so.',
	]
		.map(line => `# ${line}\n`)
		.join('');

function stepsBefore(survey: Survey): Step[] {
	const {testJob, manager, hasLock, nodeFile} = survey;
	if (testJob?.before.some(({uses}) => /checkout/.test(String(uses)))) return testJob.before;
	const node = {
		...(nodeFile ? {'node-version-file': nodeFile.file} : {'node-version': 'lts/*'}),
		...(hasLock && manager !== 'bun' && {cache: manager}),
	};
	return [
		{uses: 'actions/checkout@v6', with: {'persist-credentials': false}},
		...managerSteps(survey),
		{uses: 'actions/setup-node@v6', with: node},
		{run: installCommand(survey)},
	];
}

function managerSteps({manager, isManagerNamed, isBerry}: Survey): Step[] {
	if (manager === 'pnpm') return [{uses: 'pnpm/action-setup@v5', ...(!isManagerNamed && {with: {version: 'latest'}})}];
	if (manager === 'bun') return [{uses: 'oven-sh/setup-bun@v2'}];
	return manager === 'yarn' && isBerry ? [{run: 'corepack enable'}] : [];
}

function testSteps(survey: Survey): Step[] {
	const {coverage, testJob} = survey;
	if (!coverage) return [];
	const env = testJob?.testEnv;
	return [
		...(coverage.add === undefined ? [] : [{name: 'What coverage needs', run: addCommand(survey, coverage.add)}]),
		{name: 'Tests with coverage', run: unattended(coverage.command), ...(env && {env})},
	];
}

const LEAST_NODE = 20.19;

/** The tests may need an older Node than `unfired` does. */
function nodeAgain({nodeFile, testJob}: Survey): Step[] {
	const own = testJob?.before
		.map(step => step.with as Step | undefined)
		.find(given => given?.['node-version'] !== undefined);
	const [, major, minor = '99'] =
		/^v?(\d+)(?:\.(\d+))?/.exec(own ? String(own['node-version']) : `${nodeFile?.major}`) ?? [];
	if (major === undefined || Number(major) + Number(minor) / 100 >= LEAST_NODE) return [];
	return [{name: 'Node for unfired', uses: 'actions/setup-node@v6', with: {'node-version': 'lts/*'}}];
}

const ALWAYS = '!cancelled()';

const scanSteps = (survey: Survey): Step[] => [
	{
		name: 'Error paths',
		run: `${unfiredCommand(survey)} --reporter sarif=unfired.sarif --reporter markdown=unfired.md`,
	},
	{
		name: 'Summary',
		if: `${ALWAYS} && hashFiles('unfired.md') != ''`,
		run: 'cat unfired.md >> "$GITHUB_STEP_SUMMARY"',
	},
	{
		name: 'Code scanning',
		if: `${ALWAYS} && hashFiles('unfired.sarif') != '' && !github.event.pull_request.head.repo.fork`,
		'continue-on-error': true,
		uses: 'github/codeql-action/upload-sarif@v4',
		with: {sarif_file: 'unfired.sarif', category: 'unfired'},
	},
];
