import {cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {BUILD} from '../util/build-id.ts';
import {InputError} from '../util/input-error.ts';
import {matchFiles} from '../util/match-files.ts';
import {quotePath} from '../util/quote-path.ts';
import {cacheFolder} from './cache-folder.ts';
import {readConfigured} from './config/with-config.ts';
import {EXIT, type ExitCode} from './exit-codes.ts';
import {print} from './print.ts';
import {printFailures} from './print-failures.ts';
import {readStaged, type StagedFile} from './read-staged.ts';
import {type JudgedAddition, renderAdditions} from './render-additions.ts';
import {flag, list, type RawArguments} from './scan-arguments.ts';
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
	const folder = resolve(world.cwd, wanted.dir);
	const root = rootOf(folder);
	const staged = readStaged(root, chooseFiles(raw, [folder, root], world.cwd));
	if (staged.length === 0) return EXIT.fine;
	const cache = wanted.cache === true ? cacheFolder(root, world.cwd) : wanted.cache || undefined;
	const {findAdditions} = await import('../find-additions.ts');
	const build = world.build ?? BUILD;
	const {additions, diagnostics, failures} = withFolder(root, staged, (folder, goBack) =>
		findAdditions({
			folder,
			before: new Map(staged.flatMap(({file, before}) => (before ? [[file, before] as const] : []))),
			goBack,
			root,
			ignore: wanted.ignore,
			certainty: wanted.certainty,
			...(wanted.baseline !== undefined && {baseline: wanted.baseline}),
			...(cache !== undefined && build !== undefined && {kept: {folder: resolve(world.cwd, cache), build}}),
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
	if (await printFailures(failures, world)) return EXIT.bug;
	return broken.length > 0 ? EXIT.gate : EXIT.fine;
}

/** As a scan names it. */
function rootOf(folder: string): string {
	try {
		return realpathSync(folder);
	} catch {
		throw new InputError(`There is no folder ${quotePath(folder)}. Name the folder of the repository or package.`);
	}
}

type FailOn = 'flaw' | 'unfired';

/** Undefined: never. */
function readFailOn(raw: RawArguments): Set<FailOn> | undefined {
	const wanted = list(raw, 'failOn');
	const named = (wanted.length > 0 ? wanted : ['flaw']).flatMap(text => text.split(','));
	const wrong = named.find(name => name !== 'flaw' && name !== 'unfired' && name !== 'never');
	if (wrong !== undefined)
		throw new InputError(`--fail-on ${JSON.stringify(wrong)} of unfired check is none of flaw, unfired, never.`);
	return named.includes('never') ? undefined : new Set(named as FailOn[]);
}

/** All files of code, or those that a hook names, or those in folders that it names. */
function chooseFiles(raw: RawArguments, roots: readonly string[], cwd: string): (file: string) => boolean {
	const named = list(raw, 'files');
	if (named.length === 0) return file => CODE.test(file);
	const only = new Set(
		named.flatMap(file => roots.map(root => relative(root, resolve(cwd, file)).split(sep).join('/'))),
	);
	return file => CODE.test(file) && (only.has('') || only.has(file) || foldersAround(file).some(at => only.has(at)));
}

/** The staged files in a folder of their own, with what says which libraries they get. Nothing is left behind. */
function withFolder<T>(root: string, staged: readonly StagedFile[], run: (folder: string, goBack: () => void) => T): T {
	const folder = mkdtempSync(join(tmpdir(), 'unfired-'));
	try {
		bringManifests(root, folder, staged);
		for (const {file, after} of staged) write(join(folder, file), after);
		return run(folder, () => {
			for (const {file, before} of staged) {
				if (before) writeFileSync(join(folder, file), before);
				else rmSync(join(folder, file));
			}
		});
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

function write(path: string, bytes: Uint8Array): void {
	mkdirSync(dirname(path), {recursive: true});
	writeFileSync(path, bytes);
}

const MANIFESTS = ['package.json', '.unfired/rules'];

function bringManifests(root: string, to: string, staged: readonly StagedFile[]): void {
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
