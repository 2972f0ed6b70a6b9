// node bench/record.mjs [--runs N] DIR -- COMMAND…
//
// The time of a test command with probes, as a ratio to the plain one, in turn and in one run; and the time of all that
// `unfired record` does around it (finding sites, copying, writing probes, reading counts). Seconds of wall time, medians.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const split = process.argv.indexOf('--');
const {values, positionals} = parseArgs({
	args: process.argv.slice(2, split),
	allowPositionals: true,
	options: {runs: {type: 'string', default: '3'}},
});
const [dir] = positionals;
const command = process.argv.slice(split + 1);
const bin = fileURLToPath(new URL('../bin/unfired.js', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'bench-record-'));
const stamp = path.join(scratch, 'seconds');

// Tells its own time: what stands around the command is no part of it.
const TIMED = `const {spawnSync} = require('node:child_process');
const [STAMP, file, ...rest] = process.argv.slice(1);
const start = process.hrtime.bigint();
const {status} = spawnSync(file, rest, {stdio: 'ignore'});
require('node:fs').writeFileSync(STAMP, String(Number(process.hrtime.bigint() - start) / 1e9));
process.exitCode = status ?? 1;`;
const timed = [process.execPath, '-e', TIMED, stamp, ...command];

function run(argv) {
	const start = process.hrtime.bigint();
	const {status} = spawnSync(argv[0], argv.slice(1), {cwd: dir, stdio: 'ignore'});
	const whole = Number(process.hrtime.bigint() - start) / 1e9;
	return {status, whole, inner: Number(readFileSync(stamp, 'utf8'))};
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const plain = [];
const probed = [];
for (let turn = 0; turn < Number(values.runs); turn++) {
	plain.push(run(timed));
	probed.push(
		run([process.execPath, bin, 'record', '--quiet', '--out', path.join(scratch, 'trace.json'), '--', ...timed]),
	);
}
const ratios = probed.map(({inner}, at) => inner / plain[at].inner);
const around = probed.map(({whole, inner}) => whole - inner);
console.log(
	`plain ${median(plain.map(one => one.inner)).toFixed(1)} s, with probes ${median(probed.map(one => one.inner)).toFixed(1)} s`,
);
console.log(
	`ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}, ${ratios.length} pairs)`,
);
console.log(
	`around it ${median(around).toFixed(1)} s; exit codes ${[...plain, ...probed].map(one => one.status).join(' ')}`,
);
rmSync(scratch, {recursive: true, force: true});
