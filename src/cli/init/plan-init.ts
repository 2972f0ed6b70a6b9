import type {Survey} from '../../model/survey.ts';
import {unfiredCommand} from './commands.ts';
import {githubWorkflow} from './github-workflow.ts';
import {azurePipeline, gitlabJob} from './other-pipelines.ts';

export interface PlannedFile {
	/** Relative to the root, with `/`. */
	path: string;
	text: string;
	isExecutable?: boolean;
	/** Instead of the file where something stands there already: what to add to it by hand. */
	byHand?: string;
	/** What is still to do once it is written. */
	after?: string;
}

/**
 * What `unfired init` would write for what it found: a config, a job of CI and a hook.
 * @param config the one that is there
 */
export const planInit = (survey: Survey, exists: (path: string) => boolean, config?: string): PlannedFile[] => [
	configFile(survey, config),
	...ciFile(survey, exists),
	...hookFile(survey, exists),
];

function configFile({isInstalled, coverage}: Survey, path = 'unfired.config.jsonc'): PlannedFile {
	const schema = isInstalled ? '\t"$schema": "./node_modules/unfired/schema/config.json",\n' : '';
	const text = `// Made by unfired init; yours from now on. Every option of unfired scan is a key: docs/configuration.md.
{
${schema}	// ${coverage ? `Coverage is looked for in the usual places; here, ${coverage.command} writes it.` : 'Coverage is looked for in the usual places. "coverage": "FILE" names another.'}
	// Nothing fails a build until a gate says so: "unfired" (any error path that no test fired), "exposure=0.5", "flaw".
	"failOn": "never",
	// Files to leave out, by patterns as in .gitignore. Tests, examples, scripts and generated code are left out anyway.
	"ignore": []
}
`;
	return {path, text};
}

function ciFile(survey: Survey, exists: (path: string) => boolean): PlannedFile[] {
	switch (survey.ci) {
		case 'github':
			return [{path: '.github/workflows/unfired.yml', text: githubWorkflow(survey)}];
		case 'gitlab': {
			if (!exists('.gitlab-ci.yml')) return [{path: '.gitlab-ci.yml', text: gitlabJob(survey)}];
			const path = '.gitlab/unfired.gitlab-ci.yml';
			const after = `Add it to .gitlab-ci.yml: include: [{local: ${path}}]`;
			return [{path, text: gitlabJob(survey), after}];
		}
		case 'azure': {
			const path = exists('azure-pipelines.yml') ? 'azure-pipelines.unfired.yml' : 'azure-pipelines.yml';
			return [{path, text: azurePipeline(survey), after: `Make a pipeline of ${path} in Azure DevOps.`}];
		}
		default:
			return [];
	}
}

function hookFile(survey: Survey, exists: (path: string) => boolean): PlannedFile[] {
	const check = `${unfiredCommand(survey)} check --staged`;
	switch (survey.hooks) {
		case 'husky':
			return [{path: '.husky/pre-commit', text: `${check}\n`, isExecutable: true, byHand: check}];
		case 'lefthook': {
			const path = LEFTHOOK.find(exists) ?? 'lefthook.yml';
			const text = `pre-commit:\n  commands:\n    unfired:\n      glob: "*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}"\n      run: ${check}\n`;
			return [
				{
					path,
					text,
					byHand: `under pre-commit, commands:  unfired: {run: ${check}}`,
					after: 'Turn it on: lefthook install',
				},
			];
		}
		case 'pre-commit':
			return [{path: '.pre-commit-config.yaml', text: '', byHand: `under repos:\n${localHook(check)}`}];
		case 'husky 4':
			return [{path: 'package.json', text: '', byHand: `"husky": {"hooks": {"pre-commit": "${check}"}}`}];
		case 'simple-git-hooks':
			return [{path: 'package.json', text: '', byHand: `"simple-git-hooks": {"pre-commit": "${check}"}`}];
		default:
			return [
				{
					path: '.githooks/pre-commit',
					text: `#!/bin/sh\n# Made by unfired init. Turn it on with: git config core.hooksPath .githooks\nexec ${check}\n`,
					isExecutable: true,
					byHand: check,
					after: 'Turn it on: git config core.hooksPath .githooks',
				},
			];
	}
}

const LEFTHOOK = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml', 'lefthook.toml', 'lefthook.json'];

const localHook = (check: string): string =>
	[
		'  - repo: local',
		'    hooks:',
		'      - id: unfired',
		'        name: unfired',
		`        entry: ${check}`,
		'        language: system',
		'        types_or: [javascript, jsx, ts, tsx]',
		'        pass_filenames: false',
		'        require_serial: true',
	].join('\n');
