import {chmodSync, lstatSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import type {Survey} from '../model/survey.ts';
import {renderHarmless} from '../report/harmless.ts';
import {surveyRepository} from '../survey-repository.ts';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import {askAtTerminal} from './ask.ts';
import {findConfig} from './config/find-config.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {type PlannedFile, planInit} from './init/plan-init.ts';
import {print} from './print.ts';
import {flag, type RawArguments, text} from './scan-arguments.ts';
import {showProgress} from './show-progress.ts';
import type {World} from './world.ts';

/** `unfired init [dir]`: shows what it would write, and writes it after a yes. */
export async function runInit(raw: RawArguments, world: World): Promise<ExitCode> {
	const dir = text(raw.dir) ?? '.';
	const progress = showProgress(world, false);
	let survey: Survey;
	try {
		survey = surveyRepository(dir, world.cwd, progress.show);
	} finally {
		progress.clear();
	}
	const exists = (path: string) => lstatSync(join(survey.root, path), {throwIfNoEntry: false}) !== undefined;
	const config = findConfig(dir, world.cwd);
	const planned = planInit(survey, exists, config && relative(survey.root, config));
	const wanted = planned.filter(({path}) => !exists(path));
	await print(
		world.stdout,
		harmless([...tellFound(survey), ...planned.flatMap(file => tell(file, exists(file.path)))]),
	);
	if (wanted.length === 0) await print(world.stdout, 'There is nothing to write.\n');
	else if (flag(raw, 'yes') || (await isAgreed(wanted, world))) await write(survey.root, wanted, world);
	else await print(world.stdout, 'Nothing was written. unfired init --yes writes these files.\n');
	return EXIT.fine;
}

const harmless = (lines: readonly string[]): string =>
	`${lines
		.flatMap(line => line.split('\n'))
		.map(line => line.split('\t').map(renderHarmless).join('\t'))
		.join('\n')}\n`;

function tellFound(survey: Survey): string[] {
	const {name, packages, typescript, manager, runners, coverage, ci, hooks, lintStaged} = survey;
	const facts = [
		['packages', `${packages}, ${typescript ? 'TypeScript' : 'JavaScript'}, installed with ${manager}`],
		['tests', runners.length > 0 ? runners.join(', ') : 'none found'],
		['coverage', coverage ? coverage.command : 'no command is known: run your tests with coverage before the scan'],
		['CI', ci ? CI_NAMES[ci] : 'none found; docs/ci.md has a job for yours'],
		['hooks', [hooks ?? 'none found', ...(lintStaged ? ['lint-staged'] : [])].join(', ')],
	] as const;
	return [`Found in ${name}:`, ...facts.map(([what, said]) => `  ${what.padEnd(9)} ${said}`), ''];
}

const CI_NAMES = {github: 'GitHub Actions', gitlab: 'GitLab CI', azure: 'Azure Pipelines'};

function tell({path, text, byHand, after}: PlannedFile, isThere: boolean): string[] {
	if (!isThere) return [`--- ${path}`, text.trimEnd(), ...(after ? [`--- ${after}`] : []), ''];
	return [
		`--- ${path} is there already and stays as it is.${byHand ? ' Add to it by hand:' : ''}`,
		...(byHand ? [byHand] : []),
		'',
	];
}

async function isAgreed(files: readonly PlannedFile[], world: World): Promise<boolean> {
	const what = files.length === 1 ? 'this file' : `these ${files.length} files`;
	const answer = await askAtTerminal(`Write ${what}? [y/N] `, world);
	return /^y(?:es)?$/i.test(answer?.trim() ?? '');
}

async function write(root: string, files: readonly PlannedFile[], world: World): Promise<void> {
	for (const {path, text, isExecutable} of files) {
		try {
			mkdirSync(dirname(join(root, path)), {recursive: true});
			writeFileSync(join(root, path), text, {flag: 'wx'});
			if (isExecutable) chmodSync(join(root, path), 0o755);
		} catch (error) {
			const {code, message} = error as NodeJS.ErrnoException;
			throw new InputError(
				`${quotePath(path)} could not be written (${code ?? message}). Make its folder one that may be written to.`,
			);
		}
		await print(world.stdout, `wrote ${path}\n`);
	}
}
