import {resolve} from 'node:path';
import {realpathSync, statSync} from '../../files/watched-files.ts';
import type {Diagnostic} from '../../model/diagnostic.ts';
import {tellAside, tellTests} from '../tell/diagnostics.ts';
import {chooseDocuments, findSuperfluous} from './choose-documents.ts';
import type {Found} from './found.ts';
import {walkDocuments} from './walk-documents.ts';

/** The coverage that paths lead to: files, final reports in folders, or what processes and shards wrote into them. */
export function findDocuments(root: string, paths: readonly string[]): {found: Found[]; diagnostics: Diagnostic[]} {
	const found: Found[] = [];
	const diagnostics: Diagnostic[] = [];
	const taken = new Set<string>();
	for (const path of paths) {
		const absolute = resolve(root, path);
		const stats = statSync(absolute, {throwIfNoEntry: false});
		if (!stats) {
			diagnostics.push(missing(path));
			continue;
		}
		const sources = stats.isDirectory()
			? inFolder(absolute, path, diagnostics)
			: [{path: absolute, documents: [absolute], named: true}];
		for (const source of sources) {
			const documents = source.documents.filter(document => isNew(document, taken));
			if (documents.length > 0) found.push({...source, documents});
		}
	}
	return {found: withoutSuperfluous(root, found, diagnostics), diagnostics};
}

function withoutSuperfluous(root: string, found: Found[], diagnostics: Diagnostic[]): Found[] {
	const single = found.filter(({documents}) => documents.length === 1);
	const aside = single.length > 1 ? findSuperfluous(single.map(({path}) => path)) : [];
	if (aside.length > 0) diagnostics.push(...tellAside('that was named', root, aside));
	const paths = new Set(aside.map(({path}) => path));
	return found.filter(({path}) => !paths.has(path));
}

/** One document has one real path and one inode, however often and by whatever links it was named. */
function isNew(document: string, taken: Set<string>): boolean {
	const stats = statSync(document, {bigint: true, throwIfNoEntry: false});
	if (!stats) return false;
	const {dev, ino} = stats;
	const names = [realpathSync(document), ...(ino > 0n ? [`${dev}:${ino}`] : [])];
	const isKnown = names.some(name => taken.has(name));
	for (const name of names) taken.add(name);
	return !isKnown;
}

function inFolder(folder: string, shown: string, diagnostics: Diagnostic[]): Found[] {
	const {found, aside} = chooseDocuments(walkDocuments(folder));
	const tests = aside.filter(({kind}) => kind === 'tests');
	diagnostics.push(
		...tellTests(shown, tests),
		...tellAside(
			shown,
			folder,
			aside.filter(({kind}) => kind !== 'tests'),
		),
	);
	if (found.length === 0) diagnostics.push(emptyFolder(shown, tests.length > 0));
	return found;
}

const missing = (path: string): Diagnostic => ({
	level: 'error',
	code: 'coverage-missing',
	message: `There is no coverage at ${path}. Run the tests with coverage first, or correct the path.`,
});

const emptyFolder = (path: string, hasTests: boolean): Diagnostic => ({
	level: 'error',
	code: 'coverage-missing',
	message: `The folder ${path} holds no coverage that can be read${hasTests ? ', only reports of tests' : ''}: expected coverage-final.json, lcov.info, Cobertura or Clover XML, or what Node writes under NODE_V8_COVERAGE.`,
});
