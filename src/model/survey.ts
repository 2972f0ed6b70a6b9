import type {PackageManager} from './project.ts';

/** Steps, services and variables of a job of GitHub Actions, as written. */
export interface TestJob {
	/** Workflow that holds it, relative to the root. */
	file: string;
	services?: Record<string, unknown>;
	env?: Record<string, unknown>;
	/** Everything before the tests, with the first choice of each matrix in place. */
	before: Array<Record<string, unknown>>;
	/** Variables of the step that runs the tests. */
	testEnv?: Record<string, unknown>;
}

export type Ci = 'github' | 'gitlab' | 'azure';
export type HookTool = 'husky' | 'husky 4' | 'lefthook' | 'pre-commit' | 'simple-git-hooks';

/** How a repository is tested and what watches over its commits; all of it read, nothing run. */
export interface Survey {
	/** Absolute. */
	root: string;
	name: string;
	manager: PackageManager;
	hasLock: boolean;
	isWorkspace: boolean;
	/** Yarn 2 or later. */
	isBerry: boolean;
	/** `package.json` says which version of the package manager it is. */
	isManagerNamed: boolean;
	/** `unfired` is a dependency already. */
	isInstalled: boolean;
	packages: number;
	typescript: boolean;
	/** Runners of the tests, those of most files first. */
	runners: string[];
	coverage?: {command: string; add?: string};
	/** `.nvmrc` or `.node-version`, and the major that it names. */
	nodeFile?: {file: string; major?: number};
	/** Of the default branch, where git tells. */
	branch?: string;
	ci?: Ci;
	testJob?: TestJob;
	hooks?: HookTool;
	lintStaged: boolean;
}
