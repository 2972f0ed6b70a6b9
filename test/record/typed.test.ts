import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {findSites} from '../../src/find-sites.ts';
import {placesOfArcs, sequencesOfArcs} from '../../src/model/site.ts';
import {planProbes} from '../../src/record/plan-probes.ts';
import {writeProbes} from '../../src/record/probes/write-probes.ts';
import {ROOT} from '../imports.ts';
import {makeFolder} from '../make-folder.ts';

/** One of each probe: a retry as a loop and as a recursion, a substitute, timers, a breaker, named and asked for. */
const SOURCE = `
declare function ask(url: string): Promise<string>;
declare function backup(url: string): Promise<string>;
type State = 'open' | 'half-open' | 'closed';
export async function loop(url: string): Promise<string> {
	for (let attempt = 0; ; attempt++) {
		try {
			return await ask(url);
		} catch (error) {
			if (attempt > 3) throw error;
		}
	}
}
export async function again(url: string, left = 3): Promise<string> {
	try {
		return await ask(url);
	} catch (error) {
		if (left === 0) throw error;
		return again(url, left - 1);
	}
}
export async function first(url: string): Promise<string> {
	try {
		return await ask(url);
	} catch {
		return await backup(url);
	}
}
export const within = (ms: number): Promise<number> =>
	new Promise((resolve, reject) => {
		setTimeout(() => {
			reject(new Error('late'));
		}, ms);
		ask('x').then(() => resolve(1), reject);
	});
export const direct = (ms: number): Promise<number> =>
	new Promise((resolve, reject) => {
		setTimeout(reject, ms, new Error('late'));
		ask('x').then(() => resolve(1), reject);
	});
export class CircuitBreaker {
	state: State = 'closed';
	failures = 0;
	openedAt = 0;
	async call(url: string): Promise<string> {
		if (this.state === 'open') {
			if (Date.now() - this.openedAt < 1000) throw new Error('open');
			this.state = 'half-open';
		}
		try {
			const value = await ask(url);
			this.state = 'closed';
			return value;
		} catch (error) {
			this.failures++;
			this.openedAt = Date.now();
			this.state = 'open';
			throw error;
		}
	}
}
`;

test('probed TypeScript has no type error that it did not have, under the strictest options', t => {
	const root = makeFolder(t, {'package.json': '{"name": "p"}', 'src/all.ts': SOURCE});
	const request = {dir: root, cwd: root, coverage: [], coveragePerTest: [], traces: [], implicit: true};
	const arcs = findSites(request, () => {}).linked.sites.flatMap(site => site.arcs);
	const [plan] = planProbes(placesOfArcs(arcs), sequencesOfArcs(arcs));
	const probed = writeProbes({...plan!, text: SOURCE, collector: '/collector.cjs', output: '/out'})!;
	t.deepEqual(
		probed.written.filter(written => !written),
		[],
	);
	for (const call of ['run', 'first', 'lead', 'gives', 'tried', 'settles', 'calls', 'made', 'object'])
		t.regex(probed.text, new RegExp(`function __unfired_\\w+${call}\\b`), call);
	t.deepEqual(errorsIn(root, SOURCE), []);
	t.deepEqual(errorsIn(root, probed.text), []);
});

const OPTIONS =
	'--strict --noUnusedLocals --noUnusedParameters --noImplicitReturns --noUncheckedIndexedAccess --exactOptionalPropertyTypes --verbatimModuleSyntax --isolatedModules --noEmit --target es2022 --module esnext --moduleResolution bundler --types --ignoreConfig';

/** What the compiler says of the text; `process` is declared for it, as the types of Node do. */
function errorsIn(root: string, text: string): string[] {
	const file = join(root, 'probed.ts');
	writeFileSync(file, `${text}\ndeclare global { var process: unknown; }\n`);
	const {stdout} = spawnSync(process.execPath, [TSC, ...OPTIONS.split(' '), file], {encoding: 'utf8'});
	return stdout.split('\n').filter(line => line !== '');
}

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
