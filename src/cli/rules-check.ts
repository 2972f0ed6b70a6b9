import {realpathSync, statSync} from 'node:fs';
import {relative, resolve, sep} from 'node:path';
import {checkRules} from '../check-rules.ts';
import {renderHarmless} from '../report/harmless.ts';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import type {RawArguments} from './scan-arguments.ts';
import type {World} from './world.ts';

const DEFAULT = '.unfired/rules';

/** `unfired rules check [dir]`: every problem on a line of its own, then what was checked. */
export async function runRulesCheck(raw: RawArguments, world: World): Promise<ExitCode> {
	const dir = String([raw.dir].flat().at(-1) || DEFAULT);
	const {root, folder} = placeOf(dir, world.cwd);
	const {rules, examples, annotations, problems} = checkRules(root, folder);
	if (rules === 0 && problems.length === 0)
		throw new InputError(`There are no rules (*.yml, *.yaml) in ${quotePath(dir)}. Name the folder that holds them.`);
	for (const problem of problems) await print(world.stdout, `${renderHarmless(problem)}\n`);
	const checked = `${count(rules, 'rule')} and ${count(examples, 'example')} with ${count(annotations, 'annotation')}`;
	const told =
		problems.length === 0
			? `${checked}: all right.`
			: `${checked} could be read: ${count(problems.length, 'problem')}.`;
	await print(world.stdout, `${told}\n`);
	return problems.length === 0 ? EXIT.fine : EXIT.gate;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** Modules of the project are named from the root of the repository: what holds `.unfired`, else the working directory. */
function placeOf(dir: string, cwd: string): {root: string; folder: string} {
	const path = resolve(cwd, dir);
	const stat = statSync(path, {throwIfNoEntry: false});
	if (!stat?.isDirectory())
		throw new InputError(
			stat
				? `${quotePath(dir)} is not a folder. Name the folder that holds the rules.`
				: `There is no folder ${quotePath(dir)}. Name the folder that holds the rules; your own stand in ${DEFAULT}.`,
		);
	const real = realpathSync(path);
	const steps = real.split(sep);
	const own = steps.lastIndexOf('.unfired');
	const outside = relative(realpathSync(cwd), real).startsWith('..');
	const root = own > 0 ? steps.slice(0, own).join(sep) || sep : outside ? real : realpathSync(cwd);
	return {root, folder: relative(root, real).split(sep).join('/') || '.'};
}
