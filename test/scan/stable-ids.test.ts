import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {run} from '../../src/cli/run.ts';
import type {Report} from '../../src/model/report.ts';
import {renderSarif} from '../../src/report/index.ts';
import {scan} from '../../src/scan.ts';
import {fakeWorld} from '../cli/fake-world.ts';
import {ROOT} from '../imports.ts';
import {makeFolder} from '../make-folder.ts';
import {renameLocals} from '../rename-locals.ts';

/** Every way in which a finding is known outside: by site, arc, flaw and file. */
const idsOf = ({sites}: Report): string[] =>
	sites
		.flatMap(({id, file, arcs, flaws}) => [
			...arcs.map(({arc}) => `${file} ${id}.${arc}`),
			...flaws.map(({flaw}) => `${file} ${id}.${flaw}`),
		])
		.sort();

const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** As another formatter would have it: quotes, semicolons, commas, indentation, and lines that are broken much earlier. */
function reformat(root: string): void {
	const javascript = {
		formatter: {quoteStyle: 'double', semicolons: 'asNeeded', trailingCommas: 'all', arrowParentheses: 'always'},
	};
	const formatter = {indentStyle: 'space', indentWidth: 2, lineWidth: 50};
	writeFileSync(join(root, 'biome.json'), JSON.stringify({root: true, formatter, javascript}));
	execFileSync(process.execPath, [biome, 'format', '--write', '.'], {cwd: root, stdio: 'pipe'});
	rmSync(join(root, 'biome.json'));
}

function sourcesIn(root: string): string[] {
	return readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'})
		.filter(file => /\.[jt]s$/.test(file))
		.map(file => join(root, 'src', file));
}

const rewrite = (root: string, change: (text: string, file: string) => string): void => {
	for (const file of sourcesIn(root)) writeFileSync(file, change(readFileSync(file, 'utf8'), file));
};

const UNRELATED = `
export async function unrelated(task) {
	for (let round = 0; round < 9; round++) {
		try {
			return await fetch(task.url);
		} catch {
			if (round === 8) return undefined;
		}
	}
}
`;

/** Twenty lines further down, behind whatever must come first in a file. */
const move = (text: string): string =>
	`${text.startsWith("'use strict'") ? "'use strict';" : ''}${'\n'.repeat(20)}${text}`;

const CHANGES: Record<string, (root: string) => void> = {
	'twenty lines further down': root => rewrite(root, move),
	'other line ends': root => rewrite(root, text => text.replace(/\r?\n/g, '\r\n')),
	'another layout': reformat,
	'locals renamed': root => rewrite(root, (text, file) => renameLocals(file, text)),
	'a function with a retry of its own before all others': root => rewrite(root, text => addFirst(text)),
};

/** Behind the imports, where code may stand. */
function addFirst(text: string): string {
	const at = text.search(/^(?:export )?(?:async )?(?:function|class|const|interface|type)\b(?!.*require\()/m);
	const own = text.includes('module.exports') ? UNRELATED.replace('export ', '') : UNRELATED;
	return at < 0 ? text : `${text.slice(0, at)}${own}${text.slice(at)}`;
}

/** Error-first callbacks are known by their names: called otherwise, these are plain handlers. */
const KNOWN_GAPS: Record<string, RegExp> = {
	'locals renamed': /src\/(image-store\.ts|stations\/observations\.js) (fallback|handler):/,
};

for (const name of ['checkout', 'weather', 'notifications', 'catalog-sync']) {
	for (const [change, apply] of Object.entries(CHANGES)) {
		test(`${name}, ${change}: every id is what it was`, async t => {
			const root = makeFolder(t, {});
			cpSync(join(ROOT, 'fixtures', name, 'src'), join(root, 'src'), {recursive: true});
			cpSync(join(ROOT, 'fixtures', name, 'package.json'), join(root, 'package.json'));
			const before = idsOf((await scan({dir: root, certainty: 'possible'})).report);
			const texts = sourcesIn(root).map(file => readFileSync(file, 'utf8'));
			apply(root);
			t.true(sourcesIn(root).some((file, at) => readFileSync(file, 'utf8') !== texts[at]));
			const {report} = await scan({dir: root, certainty: 'possible'});
			const after = idsOf({...report, sites: report.sites.filter(({name}) => name !== 'unrelated')});
			const isKnown = (id: string) => KNOWN_GAPS[change]?.test(id) ?? false;
			t.deepEqual(
				after.filter(id => !isKnown(id)),
				before.filter(id => !isKnown(id)),
			);
			t.true(before.length > 40);
		});
	}
}

const PROGRAM = `
import {setTimeout as sleep} from 'node:timers/promises';

export async function load(ask) {
	let lastError;
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await ask('/orders');
		} catch (error) {
			lastError = error;
			await sleep(1);
		}
	}
	throw lastError;
}

export async function price(ask) {
	try {
		return await ask('/price');
	} catch (error) {
		return 12;
	}
}

export function within(ask, ms) {
	let timer;
	const late = new Promise((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error('late')), ms);
	});
	return Promise.race([ask('/slow'), late]).finally(() => clearTimeout(timer));
}

export class Breaker {
	failures = 0;
	state = 'closed';
	async run(ask) {
		if (this.state === 'open') throw new Error('open');
		try {
			const answer = await ask('/breaker');
			this.failures = 0;
			return answer;
		} catch (error) {
			this.failures += 1;
			if (this.failures > 3) this.state = 'open';
			throw error;
		}
	}
}

const server = {
	post(path, handle) {
		return {path, handle};
	},
};

export const first = server.post('/first', async (request) => {
	try {
		return await request.ask('/it');
	} catch (error) {
		console.error(error);
	}
});

export const second = server.post('/second', async (request) => {
	try {
		return await request.ask('/it');
	} catch (error) {
		console.error(error);
	}
});
`;

const TESTS = `
import * as all from '../src/all.js';
const ask = async path => path;
await all.load(ask);
await all.price(ask);
await all.within(ask, 1000);
await new all.Breaker().run(ask);
await all.first.handle({ask});
await all.second.handle({ask});
`;

/** The same program, changed, covered anew by what node itself counts. */
async function covered(t: ExecutionContext, text: string, files: Record<string, string> = {}) {
	const root = makeFolder(t, {
		'package.json': '{"name": "all", "type": "module"}',
		'src/all.js': text,
		'test/all.test.js': TESTS,
		...files,
	});
	const env = {...process.env, NODE_V8_COVERAGE: join(root, 'coverage/v8')};
	mkdirSync(dirname(env.NODE_V8_COVERAGE), {recursive: true});
	execFileSync(process.execPath, [join(root, 'test/all.test.js')], {cwd: root, env, stdio: 'pipe'});
	return root;
}

const reportOf = async (root: string): Promise<Report> =>
	(await scan({dir: root, coverage: ['coverage/v8'], cwd: root})).report;

const fingerprintsOf = (report: Report): string[] =>
	JSON.parse(renderSarif(report))
		.runs[0].results.map(
			(result: {ruleId: string; partialFingerprints: object}) =>
				`${result.ruleId} ${Object.values(result.partialFingerprints).join()}`,
		)
		.sort();

const AGAIN = `	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await ask('/orders');
		} catch (error) {
			lastError = error;
			await sleep(1);
		}
	}
`;

const VARIANTS: Record<string, string> = {
	moved: move(PROGRAM),
	'renamed locals': renameLocals('all.js', PROGRAM),
	'another layout': PROGRAM.replaceAll("'", '"')
		.replaceAll(';\n', '\n')
		.replaceAll(' {\n', '\n{\n')
		.replace(/return\n/g, 'return '),
	'an unrelated function, changed': PROGRAM.replace(
		'post(path, handle) {',
		"post(path, handle) {\n\t\tif (!path) throw new Error('no path');",
	),
	'an unrelated route before': PROGRAM.replace(
		'export const first',
		"server.post('/none', async (request) => {\n\ttry {\n\t\treturn await request.ask('/it');\n\t} catch (error) {\n\t\tconsole.error(error);\n\t}\n});\n\nexport const first",
	),
};

test('fingerprints of SARIF and the baseline hold through each change', async t => {
	const root = await covered(t, PROGRAM);
	const before = await reportOf(root);
	t.is(before.sites.length, 6);
	t.true(fingerprintsOf(before).length >= 8);
	const world = fakeWorld(['baseline', '--no-cache', '--coverage', 'coverage/v8'], {cwd: root});
	delete world.scan;
	t.is(await run(world), 0);
	const baseline = readFileSync(join(root, 'unfired-baseline.json'), 'utf8');
	for (const [change, text] of Object.entries(VARIANTS)) {
		t.not(text, PROGRAM, change);
		const after = await reportOf(await covered(t, text));
		const more = change === 'an unrelated route before' ? 1 : 0;
		const told = fingerprintsOf(after);
		t.deepEqual(
			fingerprintsOf(before).filter(one => !told.includes(one)),
			[],
			change,
		);
		t.is(told.length, fingerprintsOf(before).length + more, change);
		const known = await reportOf(await covered(t, text, {'unfired-baseline.json': baseline}));
		t.deepEqual(known.baseline?.stale, [], change);
		t.is(fingerprintsOf(known).length, more, change);
	}
});

test('a second identical retry in the same function has an id of its own, and the first keeps its id', async t => {
	const retries = async (text: string) =>
		(await scan({dir: makeFolder(t, {'src/all.js': text}), certainty: 'possible'})).report.sites
			.filter(({kind, name}) => kind === 'retry' && name === 'load')
			.sort((a, b) => a.line - b.line)
			.map(({id}) => id);
	const [only, ...none] = await retries(PROGRAM);
	t.deepEqual(none, []);
	const both = await retries(PROGRAM.replace(AGAIN, `${AGAIN}${AGAIN}`));
	t.is(both.length, 2);
	t.is(both[0], only);
	t.not(both[1], only);
});
