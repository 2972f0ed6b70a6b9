import {cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {InputError} from '../util/input-error.ts';
import {matchFiles} from '../util/match-files.ts';
import {cacheFolder} from './cache-folder.ts';
import {readConfigured} from './config/with-config.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import {readStaged, type StagedFile} from './read-staged.ts';
import {type JudgedAddition, renderAdditions} from './render-additions.ts';
import {flag, type RawArguments} from './scan-arguments.ts';
import {useColor} from './use-color.ts';
import type {World} from './world.ts';

const CODE = /\.[cm]?[jt]sx?$/;

/** `unfired check --staged [files..]`: what the next commit adds. */
export async function runCheck(raw: RawArguments, world: World): Promise<ExitCode> {
	if (!flag(raw, 'staged'))
		throw new InputError(
			'unfired check needs to know what to look at: unfired check --staged. For all of it: unfired.',
		);
	const failOn = readFailOn(raw);
	// What a scan fails on is another question than what a commit does.
	const wanted = await readConfigured({...raw, failOn: 'never'}, world);
	const root = resolve(world.cwd, wanted.dir);
	const staged = readStaged(root, chooseFiles(raw, root, world.cwd));
	if (staged.length === 0) return EXIT.fine;
	const cache = wanted.cache === true ? cacheFolder(root, world.cwd) : wanted.cache || undefined;
	const {findAdditions} = await import('../find-additions.ts');
	const {additions, diagnostics} = withFolders(root, staged, folders =>
		findAdditions({
			...folders,
			root,
			files: staged.flatMap(({file, before}) => (before ? [file] : [])),
			ignore: wanted.ignore,
			certainty: wanted.certainty,
			...(wanted.baseline !== undefined && {baseline: wanted.baseline}),
			...(cache !== undefined && {cache: resolve(world.cwd, cache)}),
		}),
	);
	const critical = wanted.critical.map(({patterns}) => matchFiles(patterns));
	const shown = additions.filter(({site, flaws}) => wanted.handlers || site.kind !== 'handler' || flaws.length > 0);
	const judged = shown.map(addition => ({
		...addition,
		isCritical: critical.some(module => module(addition.site.file)),
	}));
	const broken = sentencesOf(judged, failOn);
	const color = useColor(wanted.color, world);
	const text = renderAdditions(judged, diagnostics, staged.length, color);
	if (!wanted.quiet || broken.length > 0) await print(world.stdout, text);
	for (const sentence of broken) await print(world.stderr, `unfired: ${sentence}\n`);
	return broken.length > 0 ? EXIT.gate : EXIT.fine;
}

type FailOn = 'flaw' | 'unfired';

/** Undefined: never. */
function readFailOn({failOn}: RawArguments): Set<FailOn> | undefined {
	const named = [failOn ?? 'flaw'].flat().flatMap(text => String(text).split(','));
	const wrong = named.find(name => name !== 'flaw' && name !== 'unfired' && name !== 'never');
	if (wrong !== undefined)
		throw new InputError(`--fail-on ${JSON.stringify(wrong)} of unfired check is none of flaw, unfired, never.`);
	return named.includes('never') ? undefined : new Set(named as FailOn[]);
}

/** All files of code, or those that a hook names. */
function chooseFiles({files}: RawArguments, root: string, cwd: string): (file: string) => boolean {
	const named = [files].flat().flatMap(file => (file === undefined || file === null ? [] : String(file)));
	if (named.length === 0) return file => CODE.test(file);
	const only = new Set(named.map(file => relative(root, resolve(cwd, file)).split(sep).join('/')));
	return file => CODE.test(file) && only.has(file);
}

/** Both states of the files as folders of their own, with what says which libraries they get. Nothing is left behind. */
function withFolders<T>(
	root: string,
	staged: readonly StagedFile[],
	run: (folders: {before: string; after: string}) => T,
): T {
	const scratch = mkdtempSync(join(tmpdir(), 'unfired-'));
	try {
		const [before, after] = [join(scratch, 'before'), join(scratch, 'after')];
		for (const folder of [before, after]) bringManifests(root, folder, staged);
		for (const {file, before: old, after: now} of staged) {
			if (old) write(join(before, file), old);
			write(join(after, file), now);
		}
		return run({before, after});
	} finally {
		rmSync(scratch, {recursive: true, force: true});
	}
}

function write(path: string, bytes: Uint8Array): void {
	mkdirSync(dirname(path), {recursive: true});
	writeFileSync(path, bytes);
}

const MANIFESTS = ['package.json', '.unfired/rules'];

function bringManifests(root: string, to: string, staged: readonly StagedFile[]): void {
	mkdirSync(to, {recursive: true});
	const folders = new Set(staged.flatMap(({file}) => foldersAround(file)));
	for (const name of [...folders].flatMap(folder => MANIFESTS.map(manifest => join(folder, manifest))))
		if (existsSync(join(root, name))) cpSync(join(root, name), join(to, name), {recursive: true});
}

function foldersAround(file: string): string[] {
	const folder = dirname(file);
	return folder === '.' ? ['.'] : [...foldersAround(folder), folder];
}

/** Why the commit is stopped. */
function sentencesOf(additions: readonly JudgedAddition[], failOn: ReadonlySet<FailOn> | undefined): string[] {
	if (!failOn) return [];
	const tell = (found: readonly JudgedAddition[], what: string) => {
		const [first] = found;
		if (!first) return [];
		const count = found.length === 1 ? '1 site' : `${found.length} sites`;
		return [`${count} ${what}; the first is ${first.site.file}:${first.site.line}.`];
	};
	const withFlaws = additions.filter(({flaws}) => flaws.length > 0);
	const withArcs = additions.filter(({arcs}) => arcs.length > 0);
	const flawed = failOn.has('flaw') ? withFlaws : withFlaws.filter(({isCritical}) => isCritical);
	const open = failOn.has('unfired') ? withArcs : withArcs.filter(({isCritical}) => isCritical);
	return [
		...tell(flawed, 'with a flaw that is new'),
		...tell(
			open,
			failOn.has('unfired')
				? 'with error paths that are new, and that no test is known to make happen'
				: 'in critical files with error paths that are new, and that no test is known to make happen',
		),
	];
}
