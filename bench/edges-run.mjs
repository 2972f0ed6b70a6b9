// node bench/edges-run.mjs DIR [--scan DIR] [--misses N] [--sample N] [--keep FILE | --edges FILE] -- COMMAND…
//
// Runs a test command in a copy of the repository whose source functions tell who called them, and compares: which of the
// calls between functions of the project that really happened are edges of our graph. A caller is the nearest function on the
// stack that is not node's own; where that is one of a test or of a package, or nobody, there is no edge. --sample draws, with a
// fixed seed, some of our edges among functions that ran, to be read.
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {findSites} from '../dist/find-sites.js';
import {findTreeRoot} from '../dist/project/find-tree-root.js';
import {makeOverlay} from '../dist/record/overlay.js';
import {writeProbes} from '../dist/record/probes/write-probes.js';

const split = process.argv.indexOf('--');
const {values, positionals} = parseArgs({
	args: process.argv.slice(2, split < 0 ? undefined : split),
	allowPositionals: true,
	options: {
		scan: {type: 'string', default: '.'},
		misses: {type: 'string', default: '0'},
		sample: {type: 'string', default: '0'},
		keep: {type: 'string'},
		edges: {type: 'string'},
	},
});
const command = split < 0 ? [] : process.argv.slice(split + 1);
const dir = path.resolve(positionals[0]);
const root = path.resolve(dir, values.scan);
const {project, facts, linked, read} = findSites(
	{dir: root, cwd: root, coverage: [], coveragePerTest: [], traces: [], implicit: false},
	() => {},
);

const base = mkdtempSync(path.join(tmpdir(), 'unfired-edges-'));
let edges;
if (values.edges) edges = readFileSync(values.edges, 'utf8').split('\n');
else
	try {
		const [target, output] = ['tree', 'edges'].map(name => path.join(base, name));
		const collector = fileURLToPath(new URL('edge-collector.cjs', import.meta.url));
		mkdirSync(output);
		const tree = findTreeRoot(project.root);
		makeOverlay({root: tree, target});
		for (const {file, role, functions} of facts) {
			if (role !== 'source') continue;
			// Index 0 is the file's top level, which is no function: there is no line 0.
			const places = functions.map(({line, column}, at) => ({file, kind: 'function', line: at && line, column}));
			const probed = writeProbes({file, text: read(file).text, places, collector, output});
			if (probed) writeFileSync(path.join(target, path.relative(tree, project.root), file), probed.text);
		}
		const cwd = path.join(target, path.relative(tree, dir));
		const {status} = spawnSync(command[0], command.slice(1), {cwd, stdio: ['ignore', 'ignore', 'inherit']});
		console.log(`the command ended with ${status}`);
		edges = readdirSync(output).flatMap(name => readFileSync(path.join(output, name), 'utf8').trim().split('\n'));
		if (values.keep) writeFileSync(values.keep, [...new Set(edges)].join('\n'));
	} finally {
		rmSync(base, {recursive: true, force: true});
	}

/** The probe that counts loads bears the number behind those of the functions: it is the top level's. */
function nodeOf(key) {
	const [file, fn] = key.split('#');
	const known = key === '' ? undefined : facts.find(fact => fact.file === file);
	return known && Number(fn) >= known.functions.length ? `${file}#0` : key;
}

const seen = new Set(edges.filter(line => line !== '').map(line => JSON.stringify(JSON.parse(line).map(nodeOf))));
const totals = {all: 0, found: 0, rooted: 0};
const missed = [];
const nameOf = key => {
	const [file, fn] = key.split('#');
	const {line, name} = facts.find(fact => fact.file === file).functions[fn];
	return `${file}:${line} ${name}`;
};
for (const line of seen) {
	const [from, to] = JSON.parse(line);
	if (from === '' || from === to) continue;
	totals.all++;
	if (linked.graph.hasEdge(from, to)) totals.found++;
	else missed.push(`${nameOf(from)} → ${nameOf(to)}`);
}
const ran = new Set([...seen].flatMap(line => JSON.parse(line)).filter(key => key !== ''));
const pairs = new Set([...seen].map(line => JSON.parse(line).join(' ')));
const ours = linked.graph.filterEdges((_edge, _attributes, from, to) => ran.has(from) && ran.has(to) && from !== to);
const confirmed = ours.filter(edge => pairs.has(`${linked.graph.source(edge)} ${linked.graph.target(edge)}`));
const share = (part, all) => `${part} of ${all} = ${((100 * part) / all).toFixed(1)} %`;
console.log(`edges that ran and are ours: ${share(totals.found, totals.all)}`);
console.log(`our edges among functions that ran, and that ran: ${share(confirmed.length, ours.length)}`);
for (const line of missed.slice(0, Number(values.misses))) console.log(line);

/** With a fixed seed (xorshift). */
let state = 0x2545f491;
const below = size => {
	state ^= state << 13;
	state ^= state >>> 17;
	state ^= state << 5;
	return (state >>> 0) % size;
};
const drawn = [...ours].sort();
for (let at = 0; at < Math.min(Number(values.sample), ours.length); at++) {
	const other = at + below(drawn.length - at);
	[drawn[at], drawn[other]] = [drawn[other], drawn[at]];
	const [from, to] = [linked.graph.source(drawn[at]), linked.graph.target(drawn[at])];
	const word = pairs.has(`${from} ${to}`) ? 'ran' : 'not seen';
	console.log(`${word}\t${linked.graph.getEdgeAttribute(drawn[at], 'how')}\t${nameOf(from)} → ${nameOf(to)}`);
}
