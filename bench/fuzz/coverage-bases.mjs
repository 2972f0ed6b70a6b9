import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {loadRulesFor} from '../../src/catalogue/index.ts';
import {chooseBooks} from '../../src/choose-books.ts';
import {extractProject} from '../../src/extract-across.ts';
import {extractFiles} from '../../src/extract-files.ts';
import {linkProject} from '../../src/link/link-project.ts';
import {openProject} from '../../src/project/open-project.ts';

const require = createRequire(import.meta.url);
const fixtures = new URL('../../fixtures/', import.meta.url).pathname;

/** A project whose sites are known, so that only evidence has to be read and judged again. */
function prepare(dir) {
	const {project, read} = openProject(dir, {cwd: dir});
	const {book} = loadRulesFor(project.root);
	const bookFor = chooseBooks(book, project);
	const {facts, failures} = extractFiles(project.files, read, bookFor, () => {});
	const linked = linkProject(facts, project, view => extractProject(facts, view, read, bookFor, failures));
	return {root: project.root, facts, linked};
}

/** The coverage recorded in the fixtures, and what reporters make of it, in every format. */
export function makeBases() {
	const bases = [];
	for (const [name, shape] of [
		['weather', 'instrumented'],
		['checkout', 'V8 on syntax'],
		['catalog-sync', 'V8 ranges'],
	]) {
		const dir = path.join(fixtures, name);
		const prepared = prepare(dir);
		const text = readFileSync(path.join(dir, 'coverage/coverage-final.json'), 'utf8');
		bases.push({name: `istanbul, ${shape}`, format: 'istanbul', text, prepared});
		if (name === 'weather' || name === 'checkout') bases.push(...makeReports(name, text, prepared));
	}
	const notifications = path.join(fixtures, 'notifications');
	const prepared = prepare(notifications);
	const dumps = path.join(notifications, 'coverage/tmp');
	for (const dump of readdirSync(dumps).sort().slice(1, 4))
		bases.push({
			name: `v8, mapped, ${dump}`,
			format: 'v8',
			text: readFileSync(path.join(dumps, dump), 'utf8'),
			prepared,
		});
	bases.push(recordPlain());
	return bases;
}

function makeReports(name, text, prepared) {
	const {createContext} = require('istanbul-lib-report');
	const {createCoverageMap} = require('istanbul-lib-coverage');
	const reports = require('istanbul-reports');
	const dir = mkdtempSync(path.join(tmpdir(), 'unfired-fuzz-'));
	const coverageMap = createCoverageMap(JSON.parse(text));
	const made = [
		['lcovonly', 'lcov', 'lcov.info'],
		['cobertura', 'cobertura', 'cobertura-coverage.xml'],
		['clover', 'clover', 'clover.xml'],
	].map(([reporter, format, file]) => {
		reports.create(reporter).execute(createContext({dir, coverageMap}));
		return {name: `${format}, ${name}`, format, text: readFileSync(path.join(dir, file), 'utf8'), prepared};
	});
	rmSync(dir, {recursive: true});
	return made;
}

/** Raw V8 of plain JavaScript, which is recorded here: offsets of the source itself, without a map. */
function recordPlain() {
	const root = mkdtempSync(path.join(tmpdir(), 'unfired-fuzz-plain-'));
	mkdirSync(path.join(root, 'src'));
	writeFileSync(path.join(root, 'package.json'), '{"name": "plain", "type": "module"}');
	writeFileSync(path.join(root, 'src/work.js'), WORK);
	writeFileSync(path.join(root, 'src/store.js'), STORE);
	writeFileSync(path.join(root, 'run.mjs'), RUN);
	const folder = path.join(root, 'v8');
	execFileSync(process.execPath, ['run.mjs'], {
		cwd: root,
		env: {...process.env, NODE_V8_COVERAGE: folder, NODE_OPTIONS: ''},
	});
	const text = readFileSync(path.join(folder, readdirSync(folder)[0]), 'utf8');
	rmSync(folder, {recursive: true});
	return {name: 'v8, plain', format: 'v8', text, prepared: prepare(root)};
}

const WORK = `import {get, put} from './store.js';

export async function withRetry(key) {
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await get(key);
		} catch (error) {
			if (error.code === 'fatal') throw error;
		}
	}
	throw new Error('gave up');
}

export async function withFallback(key) {
	try {
		return await get(key);
	} catch {
		return 'default';
	}
}

export async function withOther(key) {
	try {
		return await get(key);
	} catch (error) {
		return put(key, error.message);
	}
}

export function withTimeout(work) {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			reject(new Error('too late'));
		}, 50);
		work().then(value => {
			clearTimeout(timer);
			resolve(value);
		}, reject);
	});
}

export const quietly = key => get(key).catch(() => undefined);

export async function never(key) {
	try {
		await put(key, 1);
	} catch (error) {
		console.error(error);
	}
}

export async function again(key, left = 3) {
	try {
		return await get(key);
	} catch (error) {
		if (left === 0) throw error;
		return again(key, left - 1);
	}
}
`;

const STORE = `import {readFile, writeFile} from 'node:fs/promises';

let calls = 0;

export async function get(key) {
	calls++;
	if (key === 'flaky' && calls % 2 === 1) throw new Error('flaky');
	return key === 'file' ? await readFile('package.json', 'utf8') : key;
}

export async function put(key, value) {
	try {
		await writeFile('/dev/null', String(value));
	} catch (error) {
		throw new Error('not written', {cause: error});
	}
	return key;
}
`;

const RUN = `import {again, quietly, withFallback, withOther, withRetry, withTimeout} from './src/work.js';
await withRetry('flaky');
await withFallback('a');
await withOther('file');
await withTimeout(async () => 1);
await quietly('b');
await again('c');
`;
