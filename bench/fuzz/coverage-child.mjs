import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {readEvidence} from '../../src/evidence/read-evidence.ts';
import {judgeSites} from '../../src/judge/judge-sites.ts';
import {placesOfArcs} from '../../src/model/site.ts';
import {makeBases} from './coverage-bases.mjs';
import {createRandom, idle, mutate} from './coverage-mutations.mjs';

const isJson = ({format}) => format === 'istanbul' || format === 'v8';

const {seed, from, until} = JSON.parse(process.argv[2]);
const work = mkdtempSync(path.join(tmpdir(), 'unfired-fuzz-coverage-'));
const tell = message => process.send(message);

const bases = makeBases().map(base => ({...base, ...intact(base)}));
tell({bases: bases.map(({name, fired, decided}) => `${name}: ${fired.size} fired of ${decided} decided`)});
for (let index = from; index < until; index++) tryOne(index);
rmSync(work, {recursive: true});
tell({end: true});
process.disconnect();

function tryOne(index) {
	const base = bases[index % bases.length];
	const random = createRandom(seed * 1_000_003 + index);
	const {kind, bytes} = mutate(base, random);
	// Every third one stands beside a whole file, as a shard among others.
	const isShard = index % 3 === 2;
	tell({at: index, kind, base: base.name, bytes: bytes.length < 3e5 ? undefined : bytes.length});
	const began = process.cpuUsage();
	try {
		const {fired, decided} = judge(base, [bytes, ...(isShard ? [Buffer.from(base.text)] : [])]);
		const added = [...fired].filter(id => !base.fired.has(id));
		if (kind === 'cut off' && isJson(base)) added.push(...darkened(base, bytes));
		const {user, system} = process.cpuUsage(began);
		tell({
			done: index,
			kind,
			base: base.name,
			format: base.format,
			ms: (user + system) / 1000,
			decided,
			added,
			bytes: added.length > 0 ? bytes.toString('base64') : undefined,
		});
	} catch (error) {
		tell({
			done: index,
			kind,
			base: base.name,
			format: base.format,
			ms: 0,
			crash: error.stack,
			bytes: bytes.toString('base64'),
		});
	}
}

function intact(base) {
	return judge(base, [Buffer.from(base.text)]);
}

/** What fired in a shard that is cut off must not be called unfired because other shards do not show it. */
function darkened(base, bytes) {
	const {dark} = judge(base, [bytes, Buffer.from(idle(base))]);
	return [...base.fired].filter(id => dark.has(id)).map(id => `not fired any more: ${id}`);
}

/** What counters decide; tests and mocks say the same whatever the coverage. */
function judge({prepared: {root, facts, linked}}, documents) {
	const coverage = documents.map((bytes, id) => {
		const file = path.join(work, `document-${id}`);
		writeFileSync(file, bytes);
		return file;
	});
	const places = linked.sites.flatMap(({arcs}) => placesOfArcs(arcs));
	const {counters} = readEvidence({root, coverage, files: facts, places});
	const fired = new Set();
	const dark = new Set();
	let decided = 0;
	for (const site of judgeSites(linked, counters)) {
		for (const {arc, verdict, basis} of site.arcs) {
			if (verdict !== 'undecided') decided++;
			const id = `${site.file}:${site.line} ${site.kind} ${arc}`;
			if (verdict === 'fired' && basis !== 'mocks') fired.add(id);
			if (verdict === 'unfired' || verdict === 'uncovered') dark.add(id);
		}
	}
	return {fired, dark, decided};
}
