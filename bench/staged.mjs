// npm run bench:staged -- DIR [--file FILE] [--runs N]
//
// What a hook costs: `unfired check --staged` in a copy of DIR as a git repository, with a warm cache and one staged file that got a
// function with a retry of its own, in turn with `node -e 0`. CPU time (user and system) of whole processes with their children;
// medians, and the median of the ratios of pairs. `--file` names the staged file; else the first one below src or lib.
import {spawnSync} from 'node:child_process';
import {appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {file: {type: 'string'}, runs: {type: 'string', default: '31'}},
});
const bin = fileURLToPath(new URL('../bin/unfired.js', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'unfired-staged-'));
const root = path.join(scratch, 'repository');

const ADDED = `
export async function addedByTheBench(ask) {
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			return await ask();
		} catch {
			// again
		}
	}
	throw new Error('gone');
}
`;

const run = (file, ...argv) => {
	const {status, stderr} = spawnSync(file, argv, {cwd: root, encoding: 'utf8'});
	if (status !== 0) throw new Error(`${file} ${argv.join(' ')}: ${stderr}`);
};
const git = (...argv) =>
	run('git', '-c', 'user.name=b', '-c', 'user.email=b@example.com', '-c', 'core.hooksPath=/dev/null', ...argv);

/** Seconds of CPU time, with children. */
function cpuOf(...argv) {
	const timed = spawnSync(
		'bash',
		['-c', `TIMEFORMAT='%U %S'; time "$0" "$@" >/dev/null 2>&1`, process.execPath, ...argv],
		{
			cwd: root,
			encoding: 'utf8',
		},
	);
	const [user, system] = timed.stderr.trim().split(' ').map(Number);
	return user + system;
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

try {
	const filter = from => !/(?:^|\/)(?:node_modules|\.git)$/.test(from);
	cpSync(path.resolve(positionals[0]), root, {recursive: true, filter});
	mkdirSync(path.join(root, 'node_modules'));
	git('init', '--quiet');
	git('add', '--all');
	git('commit', '--quiet', '--message', 'all');
	run(process.execPath, bin, '--quiet', '--no-config');
	const file =
		values.file ??
		readdirSync(root, {recursive: true, encoding: 'utf8'})
			.sort()
			.find(name => /^(?:src|lib)\/.*\.[jt]s$/.test(name));
	appendFileSync(path.join(root, file), ADDED);
	git('add', '--all');
	const rounds = Array.from({length: Number(values.runs)}, () => {
		const base = cpuOf('-e', '0');
		return {base, check: cpuOf(bin, 'check', '--staged')};
	});
	const ratios = rounds.map(({base, check}) => check / base).sort((a, b) => a - b);
	console.log(`node -e 0               cpu ${median(rounds.map(({base}) => base)).toFixed(3)} s`);
	console.log(`unfired check --staged  cpu ${median(rounds.map(({check}) => check)).toFixed(3)} s`);
	console.log(
		`ratio ${median(ratios).toFixed(2)} (${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)}), ${rounds.length} pairs, ${file}`,
	);
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
