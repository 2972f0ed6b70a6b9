import {join} from 'node:path';
import {existsSync} from '../files/watched-files.ts';
import type {Ci, HookTool, Survey} from '../model/survey.ts';
import {isRecord, type JsonRecord, ownMember, parseJson} from '../util/parse-json.ts';
import {findGit} from './find-git.ts';
import {readSmallFile} from './read-small-file.ts';
import {readTestJob} from './read-test-job.ts';

type Automation = Pick<Survey, 'nodeFile' | 'branch' | 'ci' | 'testJob' | 'hooks' | 'lintStaged'> &
	Pick<Survey, 'isInstalled' | 'isManagerNamed' | 'isBerry' | 'hasLock'>;

/** What watches over a repository's commits, by the files that say so. */
export function findAutomation(root: string): Automation {
	const manifest = readManifest(root);
	const depends = (name: string) =>
		['dependencies', 'devDependencies'].some(member => {
			const packages = ownMember(manifest, member);
			return isRecord(packages) && Object.hasOwn(packages, name);
		});
	const has = (path: string) => existsSync(join(root, path));
	const ci = findCi(root, has);
	const testJob = ci === 'github' ? readTestJob(root) : undefined;
	const nodeFile = findNodeFile(root);
	const branch = findBranch(root);
	const hooks = findHooks(manifest, has, depends);
	return {
		hasLock: LOCKS.some(has),
		isInstalled: depends('unfired'),
		isManagerNamed: typeof ownMember(manifest, 'packageManager') === 'string',
		isBerry: has('.yarnrc.yml') || /^yarn@[2-9]/.test(String(ownMember(manifest, 'packageManager'))),
		lintStaged: ownMember(manifest, 'lint-staged') !== undefined || depends('lint-staged') || LINT_STAGED.some(has),
		...(nodeFile && {nodeFile}),
		...(branch !== undefined && {branch}),
		...(ci && {ci}),
		...(testJob && {testJob}),
		...(hooks && {hooks}),
	};
}

const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];
const LINT_STAGED = ['.lintstagedrc', '.lintstagedrc.json', '.lintstagedrc.yml', 'lint-staged.config.js'];

function readManifest(root: string): JsonRecord {
	const {value} = parseJson(readSmallFile(join(root, 'package.json')) ?? '');
	return isRecord(value) ? value : {};
}

/** Where it is hosted tells more than a folder that came along from elsewhere. */
function findCi(root: string, has: (path: string) => boolean): Ci | undefined {
	const git = findGit(root);
	const remote = /^\s*url\s*=\s*(.+)$/m.exec((git && readSmallFile(join(git.common, 'config'))) ?? '')?.[1] ?? '';
	if (has('.github/workflows') || /\bgithub\b/.test(remote)) return 'github';
	if (has('.gitlab-ci.yml') || /\bgitlab\b/.test(remote)) return 'gitlab';
	if (has('azure-pipelines.yml') || /dev\.azure\.com|visualstudio\.com/.test(remote)) return 'azure';
	return has('.github') ? 'github' : undefined;
}

/** Up to version 4 its hooks stood in package.json. */
function isOldHusky(manifest: JsonRecord): boolean {
	const packages = ownMember(manifest, 'devDependencies');
	return /^[\^~]?[0-4]\./.test(String(isRecord(packages) ? ownMember(packages, 'husky') : ''));
}

function findHooks(
	manifest: JsonRecord,
	has: (path: string) => boolean,
	depends: (name: string) => boolean,
): HookTool | undefined {
	if (has('.husky') || depends('husky')) return has('.husky') || !isOldHusky(manifest) ? 'husky' : 'husky 4';
	if (LEFTHOOK.some(has) || depends('lefthook')) return 'lefthook';
	if (has('.pre-commit-config.yaml')) return 'pre-commit';
	return depends('simple-git-hooks') ? 'simple-git-hooks' : undefined;
}

const LEFTHOOK = ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml', 'lefthook.toml', 'lefthook.json'];

function findNodeFile(root: string): Survey['nodeFile'] {
	for (const file of ['.nvmrc', '.node-version']) {
		const text = readSmallFile(join(root, file));
		if (text === undefined) continue;
		const major = /^\s*v?(\d+)/.exec(text)?.[1];
		return {file, ...(major !== undefined && {major: Number(major)})};
	}
	return undefined;
}

/** The branch that a clone of the repository starts on, else the one that is checked out. */
function findBranch(root: string): string | undefined {
	const git = findGit(root);
	if (!git) return undefined;
	const cloned = readSmallFile(join(git.common, 'refs/remotes/origin/HEAD'));
	const head = readSmallFile(join(git.own, 'HEAD')) ?? '';
	const [, branch] =
		/^ref: refs\/remotes\/origin\/(.+)$/m.exec(cloned ?? '') ?? /^ref: refs\/heads\/(.+)$/m.exec(head) ?? [];
	return branch?.trim();
}
