import {execFile} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {findSites} from '../../../src/find-sites.ts';
import type {Place} from '../../../src/model/place.ts';
import type {Followed} from '../../../src/model/sequence.ts';
import {placesOfArcs, sequencesOfArcs} from '../../../src/model/site.ts';
import {COLLECTOR} from '../../../src/record/collector.ts';
import {type FilePlan, planProbes} from '../../../src/record/plan-probes.ts';
import {writeProbes} from '../../../src/record/probes/write-probes.ts';
import {RUNNER} from './runner.ts';

/** What each program said, by file. */
export type Outcomes = Record<string, string[]>;

export interface Probes {
	places: readonly Place[];
	sequences: readonly Followed[];
}

/** What the detectors ask for in a folder of programs, by file. */
export function askedIn(root: string): Map<string, FilePlan> {
	const none = {coverage: [], coveragePerTest: [], traces: [], implicit: true};
	const {linked, failures} = findSites({dir: root, cwd: root, ...none}, () => {});
	for (const {error} of failures) throw error;
	const arcs = linked.sites.flatMap(site => site.arcs);
	return new Map(planProbes(placesOfArcs(arcs), sequencesOfArcs(arcs)).map(plan => [plan.file, plan]));
}

/** Runs the programs as they are and with probes; how many sequences could be written is told. */
export async function compare(root: string, files: ReadonlyMap<string, string>, probesOf: (file: string) => Probes) {
	const collector = join(root, 'collector.cjs');
	writeFileSync(collector, COLLECTOR);
	writeFileSync(join(root, 'runner.mjs'), RUNNER);
	mkdirSync(join(root, 'probed/src'), {recursive: true});
	let sequences = 0;
	for (const [file, text] of files) {
		const {places, sequences: followed} = probesOf(file);
		const probed = writeProbes({file, text, places, sequences: followed, collector, output: join(root, 'counts')});
		sequences += probed?.written.slice(places.length).filter(Boolean).length ?? 0;
		writeFileSync(join(root, 'probed', file), probed?.text ?? text);
	}
	const names = [...files.keys()];
	const [plain, probed] = await Promise.all([run(root, '.', names), run(root, 'probed', names)]);
	return {plain, probed, sequences};
}

/** Fifty programs a process: a child for each would take minutes. */
async function run(root: string, folder: string, files: readonly string[]): Promise<Outcomes> {
	const outcomes: Outcomes = {};
	for (let at = 0; at < files.length; at += 50) {
		const to = join(root, `said-${folder === '.' ? 'plain' : folder}-${at}.json`);
		const argv = [join(root, 'runner.mjs'), join(root, folder), to, ...files.slice(at, at + 50)];
		await promisify(execFile)(process.execPath, argv, {env: {PATH: process.env.PATH ?? ''}});
		Object.assign(outcomes, JSON.parse(readFileSync(to, 'utf8')) as Outcomes);
	}
	return outcomes;
}
