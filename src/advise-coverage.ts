import type {Diagnostic} from './model/diagnostic.ts';
import type {FileFacts} from './model/facts.ts';
import type {PackageManager, Project, ProjectPackage} from './model/project.ts';
import type {CoverageRule, RunnerRule} from './model/test-rule.ts';

/** What is wanted of a scan that found no coverage: the one command that gives it, for the runner that is used here. */
export function adviseCoverage(
	{packages, manager = 'npm'}: Pick<Project, 'packages' | 'manager'>,
	facts: readonly Pick<FileFacts, 'file' | 'tests'>[],
	runners: readonly RunnerRule[],
): Diagnostic {
	const advice = adviseCommand({packages, manager}, facts, runners);
	const said = advice
		? `${advice.add ? `Add the package ${advice.add} (in the version of the runner), then run` : 'Run'} \`${advice.command}\` and scan again.`
		: 'Run the tests with a tool that writes coverage as JSON, or with NODE_V8_COVERAGE=<folder>, and scan again with --coverage.';
	return {
		level: 'info',
		code: 'coverage-missing',
		message: `No coverage was found, so that little is decided. ${said}`,
		...(advice && {command: advice.command}),
	};
}

export interface Advice {
	command: string;
	/** A package that the runner needs for it and that is not there. */
	add?: string;
}

/** The command that gives coverage; undefined where no way of running tests is known. */
export function adviseCommand(
	{packages, manager = 'npm'}: Pick<Project, 'packages' | 'manager'>,
	facts: readonly Pick<FileFacts, 'file' | 'tests'>[],
	runners: readonly RunnerRule[],
): Advice | undefined {
	const [root] = packages;
	if (!root) return undefined;
	const known = runners.filter((rule): rule is Runner => rule.coverage !== undefined);
	const testsOf = countTests(packages, facts);
	const own = runnerOf(root, known, packages.length === 1 ? testsOf.get(root) : undefined);
	if (own) return adviseFor(root, own, manager, packages);
	const members = packages
		.flatMap(member => {
			const runner = runnerOf(member, known, testsOf.get(member));
			const tests = [...(testsOf.get(member)?.values() ?? [])].reduce((sum, n) => sum + n, 0);
			return runner && tests > 0 ? [{member, runner, tests}] : [];
		})
		.sort((a, b) => b.tests - a.tests);
	const [first] = members;
	if (!first) return testScript(root) ? {command: wrapped(root, manager, `${SCRIPT[manager]} test`)} : undefined;
	// A tool around the root's script sees the processes of all packages.
	if (!first.runner.coverage.flags && testScript(root)) return adviseFor(root, first.runner, manager, packages);
	const {command, add} = adviseFor(first.member, first.runner, manager, packages);
	return {
		command: first.member.folder === '.' ? command : `cd ${quoteWord(first.member.folder)} && ${command}`,
		...(add && {add}),
	};
}

type Runner = RunnerRule & {coverage: CoverageRule};

/** Test files of each package, by runner. A file belongs to the innermost package around it. */
function countTests(
	packages: readonly ProjectPackage[],
	facts: readonly Pick<FileFacts, 'file' | 'tests'>[],
): Map<ProjectPackage, Map<string, number>> {
	const inner = [...packages].sort((a, b) => b.folder.length - a.folder.length);
	const counts = new Map<ProjectPackage, Map<string, number>>();
	for (const {file, tests} of facts) {
		const owner = tests && inner.find(({folder}) => folder === '.' || file.startsWith(`${folder}/`));
		if (!owner) continue;
		const known = counts.get(owner) ?? new Map<string, number>();
		counts.set(owner, known.set(tests.runner, (known.get(tests.runner) ?? 0) + 1));
	}
	return counts;
}

/** Told by the script that runs the tests, then by what is depended on, then by most test files. */
function runnerOf(
	{scripts = {}, dependencies}: ProjectPackage,
	runners: readonly Runner[],
	tests?: ReadonlyMap<string, number>,
): Runner | undefined {
	const test = orderOf(scripts).map(name => scripts[name]!);
	for (const script of test) {
		const named = runners.find(({commands = []}) => commands.some(command => hasCommand(script, command)));
		if (named) return named;
	}
	const names = ({modules, commands = []}: Runner) => [...modules, ...commands];
	const installed = runners.filter(rule => names(rule).some(name => Object.hasOwn(dependencies, name)));
	const mostUsed = [...(tests ?? [])].sort((a, b) => b[1] - a[1]).map(([runner]) => runner);
	const used = (from: readonly Runner[]) =>
		mostUsed.map(name => from.find(({runner}) => runner === name)).find(runner => runner !== undefined);
	return used(installed) ?? installed[0] ?? used(runners);
}

/** Scripts that run tests, the usual one first. */
const orderOf = (scripts: Readonly<Record<string, string>>): string[] => {
	const names = Object.keys(scripts).filter(name => /^(test|unit|coverage$|cover$)/.test(name));
	return names.sort((a, b) => Number(b === 'test') - Number(a === 'test'));
};

const hasCommand = (script: string, command: string): boolean =>
	new RegExp(`(?:^|[\\s/"'])${escapeText(command)}(?:\\.[cm]?js)?(?=$|[\\s"';&|])`).test(script);

const escapeText = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function adviseFor(
	member: ProjectPackage,
	{commands = [], coverage}: Runner,
	manager: PackageManager,
	packages: readonly ProjectPackage[],
): Advice {
	const {flags, run, add = []} = coverage;
	const script = testScript(member);
	const collecting = orderOf(member.scripts ?? {}).find(name => /(?:^|[\s/])(?:nyc|c8)\s/.test(member.scripts![name]!));
	// What nyc and c8 leave behind as they work is read as well, whatever they report.
	if (!flags && collecting !== undefined) return {command: runScript(manager, collecting)};
	if (!flags) return {command: wrapped(member, manager, script ? `${SCRIPT[manager]} test` : execute(manager, run))};
	const isAdded = add.length === 0 || add.some(name => packages.some(one => Object.hasOwn(one.dependencies, name)));
	const missing = isAdded ? {} : {add: add[0]!};
	// What is quoted is the argument of another command, and options behind it are not the runner's.
	const own =
		script
			?.replaceAll(/'[^']*'|"[^"]*"/g, '')
			.split(/&&|\|\||[;|]/)
			.at(-1) ?? '';
	if (!commands.some(command => hasCommand(own, command)))
		return {command: execute(manager, [run, ...flags].join(' ')), ...missing};
	const left = flags.filter(flag => !own.split(/\s+/).includes(flag));
	const through = manager === 'npm' && left.length > 0 ? ' --' : '';
	return {command: [`${SCRIPT[manager]} test${through}`, ...left].join(' '), ...missing};
}

/** Not one that only says that there is none, as `npm init` writes it. */
const testScript = ({scripts = {}}: ProjectPackage): string | undefined =>
	Object.hasOwn(scripts, 'test') && !/^echo\b.*\bexit 1\s*$/.test(scripts.test!) ? scripts.test : undefined;

const wrapped = ({dependencies}: ProjectPackage, manager: PackageManager, command: string): string =>
	fetched(manager, `${Object.hasOwn(dependencies, 'nyc') ? 'nyc' : 'c8'} --reporter=json ${command}`);

const runScript = (manager: PackageManager, name: string): string =>
	name === 'test' ? `${SCRIPT[manager]} test` : `${manager} run ${quoteWord(name)}`;

/** `bun test` would be its own runner. */
const SCRIPT = {npm: 'npm', pnpm: 'pnpm', yarn: 'yarn', bun: 'bun run'} satisfies Record<PackageManager, string>;

/** A command of an installed package; what belongs to the platform is run as it is. */
const execute = (manager: PackageManager, command: string): string =>
	/^(?:node|bun|deno) /.test(command) ? command : `${EXECUTE[manager]} ${command}`;

const EXECUTE = {npm: 'npx', pnpm: 'pnpm exec', yarn: 'yarn', bun: 'bunx'} satisfies Record<PackageManager, string>;

/** A command of a package that need not be installed. */
const fetched = (manager: PackageManager, command: string): string =>
	`${{npm: 'npx', pnpm: 'pnpm dlx', yarn: 'npx', bun: 'bunx'}[manager]} ${command}`;

/** One word of a shell's command, whatever a folder or script is named. */
const quoteWord = (word: string): string => (/^[\w@./:+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
