import {stringify} from 'yaml';
import type {Survey} from '../../model/survey.ts';
import {addCommand, installCommand, unattended, unfiredCommand} from './commands.ts';

const HEAD =
	'# Made by unfired init; yours from now on. Which error paths has no test ever fired? docs/ci.md says more.\n';
const IMAGE = 'node:22';

/** One job of GitLab CI, with the findings for its merge requests. */
export function gitlabJob(survey: Survey): string {
	const report = 'gl-code-quality-report.json';
	const job = {
		unfired: {
			image: survey.manager === 'bun' ? 'oven/bun:1' : IMAGE,
			script: [
				...prepare(survey),
				...testCommands(survey),
				`${unfiredCommand(survey)} --reporter gitlab=${report} --reporter json=unfired.json`,
			],
			artifacts: {when: 'always', reports: {codequality: report}, paths: ['unfired.json']},
		},
	};
	return `${HEAD}${stringify(job, {lineWidth: 0})}`;
}

/** A pipeline of Azure DevOps; its SARIF goes where the Scans tab looks. */
export function azurePipeline(survey: Survey): string {
	const scan = `${unfiredCommand(survey)} --reporter sarif=$(Build.ArtifactStagingDirectory)/unfired.sarif`;
	const scripts = [...prepare(survey), ...testCommands(survey), scan];
	const pipeline = {
		trigger: [survey.branch ?? 'main'],
		pool: {vmImage: 'ubuntu-latest'},
		steps: [
			{task: 'UseNode@1', inputs: {version: '22.x'}},
			...scripts.map(script => ({script})),
			{
				task: 'PublishBuildArtifacts@1',
				condition: 'succeededOrFailed()',
				inputs: {PathtoPublish: '$(Build.ArtifactStagingDirectory)/unfired.sarif', ArtifactName: 'CodeAnalysisLogs'},
			},
		],
	};
	return `${HEAD}${stringify(pipeline, {lineWidth: 0})}`;
}

const prepare = (survey: Survey): string[] => [
	...(survey.manager === 'pnpm' || (survey.manager === 'yarn' && survey.isBerry) ? ['corepack enable'] : []),
	installCommand(survey),
];

const testCommands = (survey: Survey): string[] =>
	survey.coverage
		? [
				...(survey.coverage.add === undefined ? [] : [addCommand(survey, survey.coverage.add)]),
				unattended(survey.coverage.command),
			]
		: [];
