import {baseOf, folderOf} from './relative-path.ts';

/** Why files are not looked at, in the words of the diagnostic that counts them. */
export type LeftOut =
	| 'examples'
	| 'benchmarks'
	| 'documentation'
	| 'scripts'
	| 'vendored code'
	| 'configuration'
	| 'stories'
	| 'left out by --ignore';

export type PathClass =
	| {role: 'source' | 'test' | 'generated' | 'declaration'}
	/** The name alone could mean either: the text decides. */
	| {role: 'ambiguous'}
	| {leftOut: LeftOut};

export const DECLARATION = /\.d\.(?:[^./]+\.)?[cm]?ts$/;

/** In these, a folder is named for what the product does: `src/scripts`, `lib/docs` are production code. */
const SOURCE_FOLDER = /^(?:src|source|sources|lib|libs|app|apps|server|client|modules)$/;

type NameRule = [name: RegExp, means: PathClass, where: 'anywhere' | 'outside sources'];

/** The first segment that a rule names decides, from the outside in. */
const FOLDERS: readonly NameRule[] = [
	[/^(?:vendors?|third[-_]?party|thirdparty)$/, {leftOut: 'vendored code'}, 'anywhere'],
	[/^(?:bench|benches|benchmarks?|__benchmarks?__|perf)$/, {leftOut: 'benchmarks'}, 'outside sources'],
	[/^(?:__bench(?:marks?)?__|benchmarks)$/, {leftOut: 'benchmarks'}, 'anywhere'],
	[/^(?:examples?|samples?|demos?|playgrounds?|sandbox|tutorials?)$/, {leftOut: 'examples'}, 'outside sources'],
	[/^(?:docs?|documentation|website|www-docs)$/, {leftOut: 'documentation'}, 'outside sources'],
	[/^(?:scripts?|tools?|tooling|ci)$/, {leftOut: 'scripts'}, 'outside sources'],
	[/^(?:stories|__stories__)$/, {leftOut: 'stories'}, 'anywhere'],
	[/^(?:dist(?:[-_].*)?|__generated__|generated)$/, {role: 'generated'}, 'anywhere'],
	[/^(?:build|built|out|output|target|coverage|umd)$/, {role: 'generated'}, 'outside sources'],
	[/^(?:tests?|__tests?__|testing|e2e|cypress|playwright)$/, {role: 'test'}, 'anywhere'],
	[/^(?:__mocks__|mocks|__fixtures__|fixtures?|__fakes__|fakes?|__stubs__|__snapshots__)$/, {role: 'test'}, 'anywhere'],
	[/^tests?[-_.]|^tests?[A-Z]|[-_.](?:tests?|e2e)$|^tap-/, {role: 'test'}, 'anywhere'],
	[/^(?:testdata|testutils?|testlib|step[-_]definitions)$/, {role: 'test'}, 'anywhere'],
	// An OpenAPI `src/spec` is production code, a `spec` folder beside `src` is Jasmine's.
	[/^specs?$/, {role: 'test'}, 'outside sources'],
];

/** Names that a workspace package may have all the same: `packages/build` is a package, not its output. */
const EXEMPT_AS_PACKAGE =
	/^(?:build|built|out|output|target|scripts?|tools?|tooling|ci|perf|sandbox|coverage|vendors?)$/;

const TOOLS =
	'ava|astro|babel|commitlint|cypress|drizzle|esbuild|eslint|jest|karma|knip|lint-staged|metro|mocha|next|nuxt|oxfmt|oxlint|playwright|postcss|prettier|remix|rollup|rspack|rsbuild|semantic-release|stylelint|svelte|tailwind|tsdown|tsup|typedoc|unocss|vite|vitest|wdio|webpack';

const FILES: readonly NameRule[] = [
	[DECLARATION, {role: 'declaration'}, 'anywhere'],
	[/[.-]min\.[cm]?js$|\.bundle\.[cm]?js$/, {role: 'generated'}, 'anywhere'],
	[/\.(?:gen|generated)\.[cm]?[jt]sx?$|_pb\.[cm]?[jt]s$/, {role: 'generated'}, 'anywhere'],
	[/^\./, {leftOut: 'configuration'}, 'anywhere'],
	[/\.(?:bench|benchmark)\.[cm]?[jt]sx?$/, {leftOut: 'benchmarks'}, 'anywhere'],
	[/^bench(?:marks?)?(?:[-_.].*)?\.[cm]?[jt]sx?$/, {leftOut: 'benchmarks'}, 'outside sources'],
	[/\.(?:stories|story)\.[cm]?[jt]sx?$/, {leftOut: 'stories'}, 'anywhere'],
	[/[._](?:tests?|test-d|e2e|cy)(?:[-._][\w-]+)*\.[cm]?[jt]sx?$/, {role: 'test'}, 'anywhere'],
	[/\.(?:specs?|spec-d)(?:[-._][\w-]+)*\.[cm]?[jt]sx?$/, {role: 'test'}, 'anywhere'],
	[
		/^fake[-_A-Z]|^fake\.[\w-]+\.|^Fake[A-Z]|\.(?:fake|mocks?|stub|fixtures?)\.[cm]?[jt]sx?$/,
		{role: 'test'},
		'anywhere',
	],
	[
		/^(?:setup[-_.]?tests?|tests?[-_.]?(?:setup|helpers?|utils?|support|fixtures?|data))\.[cm]?[jt]sx?$/i,
		{role: 'test'},
		'anywhere',
	],
	[
		/^(?:ava|jest|mocha|vitest|vite|karma|cypress|playwright|tap)[.-].*setup.*\.[cm]?[jt]sx?$/,
		{role: 'test'},
		'anywhere',
	],
	[
		new RegExp(`^(?:${TOOLS})\\b.*\\.(?:config|conf|workspace)\\.[cm]?[jt]sx?$`),
		{leftOut: 'configuration'},
		'anywhere',
	],
	[
		/^(?:Gruntfile|Gulpfile|gulpfile|Jakefile|Cakefile|knexfile|dangerfile|wallaby)\.[cm]?[jt]s$/,
		{leftOut: 'configuration'},
		'anywhere',
	],
	[/\.(?:config|conf)\.[cm]?[jt]sx?$/, {leftOut: 'configuration'}, 'outside sources'],
	[/^(?:webpack|rollup|karma)\..*\.[cm]?[jt]s$/, {leftOut: 'configuration'}, 'outside sources'],
	[/(?:^|[-_])(?:tests?|specs?)\.[cm]?[jt]sx?$|^tests?[-_]/, {role: 'ambiguous'}, 'anywhere'],
];

/**
 * What a file is, by its path relative to the scanned root alone.
 * @param packages folders with a package.json of their own; `members` of these are named by a workspace.
 */
export function classifyPath(path: string, packages: ReadonlySet<string>, members: ReadonlySet<string>): PathClass {
	const name = baseOf(path);
	if (DECLARATION.test(name)) return {role: 'declaration'};
	const folder = folderOf(path);
	const segments = folder === '.' ? [] : folder.split('/');
	let inSources = false;
	for (const [depth, segment] of segments.entries()) {
		const at = segments.slice(0, depth + 1).join('/');
		// A package starts afresh: an `app` around it does not make its `docs` production code.
		if (packages.has(at)) inSources = false;
		const isExempt = depth > 0 && members.has(at) && EXEMPT_AS_PACKAGE.test(segment);
		const found = isExempt ? undefined : matching(FOLDERS, segment, inSources);
		if (found) return found;
		if (SOURCE_FOLDER.test(segment)) inSources = true;
	}
	return matching(FILES, name, inSources) ?? {role: 'source'};
}

function matching(rules: readonly NameRule[], name: string, inSources: boolean): PathClass | undefined {
	return rules.find(([rule, , where]) => rule.test(name) && (where === 'anywhere' || !inSources))?.[1];
}
