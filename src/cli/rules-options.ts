import type {Argv} from 'yargs';
import type {RawArguments} from './scan-arguments.ts';
import type {World} from './world.ts';

export type Command = (world: World) => Promise<number>;

const EPILOGUE = `Rules are data: what a library's API makes. Your own stand in .unfired/rules/**/*.yml of the repository,
in the format of the catalogue (docs/rules.md, schema/rule.json); they are read, never executed.

Exit codes: 0 fine, 1 a rule is broken or an example is not read as annotated, 2 your input (no such rule,
no such folder), 3 a bug in unfired.`;

/** `unfired rules`: each command in a file of its own, loaded when chosen. */
export function defineRules<T>(yargs: Argv<T>, choose: (command: Command) => void) {
	return yargs
		.usage('$0 rules <command>\n\nLists, shows and checks the rules that a scan goes by.')
		.command(
			'list',
			'The rules of the catalogue and of the working directory',
			builder => builder.option('json', {type: 'boolean', description: 'As JSON, with every site and arc'}),
			(args: RawArguments) => choose(async world => (await import('./rules-list.ts')).runRulesList(args, world)),
		)
		.command(
			'show <name>',
			'What one package makes: its sites, their arcs, and what shows that they happened',
			builder => builder.positional('name', {type: 'string', description: 'Name of the package'}),
			(args: RawArguments) => choose(async world => (await import('./rules-show.ts')).runRulesShow(args, world)),
		)
		.command(
			'check [dir]',
			'Check rules and hold their examples against them',
			builder => builder.positional('dir', {type: 'string', description: 'Folder of rules (default: .unfired/rules)'}),
			(args: RawArguments) => choose(async world => (await import('./rules-check.ts')).runRulesCheck(args, world)),
		)
		.example('$0 rules show p-retry', 'what a scan makes of p-retry')
		.example('$0 rules check', 'before committing a rule of your own')
		.demandCommand(1, 'Name what to do with the rules: list, show or check.')
		.epilogue(EPILOGUE)
		.version(false);
}
