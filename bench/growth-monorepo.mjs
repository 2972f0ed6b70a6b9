// npm run growth:monorepo [-- --sizes 10000,100000,1000000]
//
// Scans made monorepos of these many lines, cold, and tells how CPU time and peak memory grow: the exponent is the slope in
// double logarithms, over all sizes and between the two greatest (where starting up no longer counts).
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const {values} = parseArgs({options: {sizes: {type: 'string', default: '10000,30000,100000,300000,1000000'}}});
const sizes = values.sizes.split(',').map(Number);

const FILES_A_PACKAGE = 25;
const LINES_A_FILE = 200;
const FUNCTIONS_A_FILE = 9;

/** Always the same numbers (xorshift). */
function createRandom() {
	let state = 0x2545f491;
	return below => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % below;
	};
}

function functionText(at, callee, random) {
	const name = `work${at}`;
	const kinds = [
		`	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await ${callee}(input, depth - 1);
		} catch (error) {
			if (attempt === 2) throw error;
			await new Promise(resolve => setTimeout(resolve, 10 * attempt));
		}
	}
	return input;`,
		`	const parts = [input, depth].map(part => String(part)).filter(part => part.length > 0);
	const found = new Map<string, number>();
	for (const part of parts) found.set(part, (found.get(part) ?? 0) + 1);
	if (found.size === 0) return ${callee}(parts.join(' '), depth - 1);
	return [...found.keys()].sort().join(' ');`,
		`	try {
		const answer = await fetch(\`https://service.example/\${input}\`, {signal: AbortSignal.timeout(500)});
		if (!answer.ok) return cache.get(input) ?? ${callee}(input, depth - 1);
		return await answer.text();
	} catch (error) {
		console.error('failed', error);
		return cache.get(input) ?? '';
	}`,
	];
	const filler = Array.from({length: 4}, (_, i) => `	const value${i} = depth * ${random(1000)} + input.length;`).join(
		'\n',
	);
	return `/** Step ${at}. */
export async function ${name}(input: string, depth: number): Promise<string> {
${filler}
	if (value0 + value1 < value2 - value3 || depth <= 0) return input;
${kinds[random(kinds.length)]}
}
`;
}

function fileText(file, all, random) {
	const own = Math.floor(file / FILES_A_PACKAGE);
	const near = own * FILES_A_PACKAGE + random(FILES_A_PACKAGE);
	const far = random(all);
	const farPackage = Math.floor(far / FILES_A_PACKAGE);
	const lines = [
		`import {work${random(FUNCTIONS_A_FILE)} as near} from './file${Math.min(near, all - 1)}.ts';`,
		`import {work${random(FUNCTIONS_A_FILE)} as far} from '@made/p${farPackage}/src/file${far}.ts';`,
		'',
		'const cache = new Map<string, string>();',
		'',
	];
	for (let at = 0; at < FUNCTIONS_A_FILE; at++) {
		const callee = at > 0 && random(2) ? `work${random(at)}` : ['near', 'far'][random(2)];
		lines.push(functionText(at, callee, random));
	}
	const text = lines.join('\n');
	const missing = Math.max(0, LINES_A_FILE - text.split('\n').length);
	return text + Array.from({length: missing}, (_, i) => `export const constant${i} = ${random(100000)};`).join('\n');
}

function make(root, lines) {
	const random = createRandom();
	const all = Math.max(1, Math.round(lines / LINES_A_FILE));
	writeFileSync(path.join(root, 'package.json'), '{"name": "made", "private": true, "workspaces": ["packages/*"]}');
	for (let file = 0; file < all; file++) {
		const folder = path.join(root, 'packages', `p${Math.floor(file / FILES_A_PACKAGE)}`);
		if (file % FILES_A_PACKAGE === 0) {
			mkdirSync(path.join(folder, 'src'), {recursive: true});
			mkdirSync(path.join(folder, 'test'), {recursive: true});
			const main = `"name": "@made/p${file / FILES_A_PACKAGE}", "main": "src/file${file}.ts"`;
			writeFileSync(path.join(folder, 'package.json'), `{${main}}`);
		}
		writeFileSync(path.join(folder, 'src', `file${file}.ts`), fileText(file, all, random));
		if (file % 5 === 0)
			writeFileSync(
				path.join(folder, 'test', `file${file}.test.ts`),
				`import {expect, it, vi} from 'vitest';\nimport {work0} from '../src/file${file}.ts';\nit('works', async () => {\n	vi.stubGlobal('fetch', vi.fn().mockResolvedValue({ok: true, text: () => 'x'}));\n	expect(await work0('a', 1)).toBe('a');\n});\n`,
			);
	}
}

function measure(root, scratch) {
	const [peak, times] = [path.join(scratch, 'peak'), path.join(scratch, 'times')];
	const script = path.join(here, '../bin/unfired.js');
	const command = [process.execPath, '--import', path.join(here, 'usage.mjs'), script, root, '--no-cache', '--quiet'];
	const {status} = spawnSync('sh', ['-c', '"$@"; code=$?; times > "$BENCH_TIMES"; exit $code', 'sh', ...command], {
		env: {...process.env, BENCH_PEAK: peak, BENCH_TIMES: times, CI: '1'},
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	if (status !== 0) throw new Error(`the scan ended with ${status}`);
	const [, children] = readFileSync(times, 'utf8').split('\n');
	const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * m + Number(s), 0);
	return {cpu, peak: Number(readFileSync(peak, 'utf8')) / 2 ** 20};
}

/** Least squares in double logarithms. */
function slope(points) {
	const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
	const mean = at => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
	const [mx, my] = [mean(0), mean(1)];
	return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'unfired-growth-'));
try {
	const measured = sizes.map(lines => {
		const root = path.join(scratch, `${lines}`);
		mkdirSync(root);
		make(root, lines);
		const {cpu, peak} = measure(root, scratch);
		rmSync(root, {recursive: true, force: true});
		console.log(`${String(lines).padStart(9)} lines   cpu ${cpu.toFixed(2)} s   peak ${Math.round(peak)} MB`);
		return {lines, cpu, peak};
	});
	for (const figure of ['cpu', 'peak']) {
		const points = measured.map(one => [one.lines, one[figure]]);
		console.log(
			`exponent of ${figure}: ${slope(points).toFixed(2)} over all, ${slope(points.slice(-2)).toFixed(2)} at the end`,
		);
	}
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
