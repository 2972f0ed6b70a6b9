import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, realpathSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {readEvidence} from '../../../src/evidence/read-evidence.ts';
import type {EvidenceRequest} from '../../../src/evidence/request.ts';
import type {Place} from '../../../src/model/place.ts';
import {type Covered, coveredFile} from './covered.ts';

const {resolve} = createRequire(import.meta.url);

/** A folder of its own with the given files. */
export function makeFolder(files: {[path: string]: string}): string {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'evidence-')));
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), {recursive: true});
		writeFileSync(join(root, path), text);
	}
	return root;
}

/** Runs a script as Node does under `NODE_V8_COVERAGE`, into the folder `v8`. */
export function recordV8(root: string, script: string, ...flags: string[]): void {
	const env = {...process.env, NODE_V8_COVERAGE: join(root, 'v8'), NODE_OPTIONS: ''};
	execFileSync(process.execPath, [...flags, script], {cwd: root, env, stdio: 'pipe'});
}

/** Runs a script under c8, into the folder `coverage`. */
export function recordC8(root: string, script: string, ...flags: string[]): void {
	recordReport('json', root, script, ...flags);
}

/** The same, in another of c8's formats. */
export function recordReport(reporter: string, root: string, script: string, ...flags: string[]): void {
	const c8 = join(dirname(resolve('c8/package.json')), 'bin/c8.js');
	const env = {...process.env, NODE_V8_COVERAGE: ''};
	const options = [`--reporter=${reporter}`, '--clean', process.execPath, ...flags, script];
	execFileSync(process.execPath, [c8, ...options], {cwd: root, env: {...env, NODE_OPTIONS: ''}, stdio: 'pipe'});
}

/** What compiles TypeScript as it is loaded. */
export const TSX = ['--import', import.meta.resolve('tsx')];

/** Evidence about sources given as text; coverage is a document each, or a path in the root. */
export function readCoverage(
	sources: {[path: string]: string},
	documents: unknown[],
	options: Partial<EvidenceRequest> = {},
) {
	const root = options.root ?? makeFolder({});
	documents.forEach((document, id) => {
		const text = typeof document === 'string' || Buffer.isBuffer(document) ? document : JSON.stringify(document);
		writeFileSync(join(root, `coverage-${id}.json`), text);
	});
	const covered: {[path: string]: Covered} = {};
	for (const [path, text] of Object.entries(sources)) covered[path] = coveredFile(path, text);
	const request: EvidenceRequest = {
		root,
		coverage: documents.map((_, id) => `coverage-${id}.json`),
		files: Object.values(covered).map(({file}) => file),
		places: [],
		...options,
	};
	const evidence = readEvidence(request);
	// Counters know the places that were asked for before they were read; these small ones are read again for each.
	const count = (place: Place) => readEvidence({...request, places: [place]}).counters.count(place);
	const codes = evidence.diagnostics.map(({code}) => code);
	return {...evidence, counters: {...evidence.counters, count}, covered, codes, count};
}
