import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {ExecutionContext} from 'ava';
import type {SiteKind} from '../../src/model/site.ts';
import {prepareRecording} from '../../src/prepare-recording.ts';
import {scan} from '../../src/scan.ts';
import {makeFolder} from '../make-folder.ts';

/** Records `main.mjs`, which imports `./src/it.mjs`, and tells what the trace alone says of each arc of the first site of a kind. */
export async function recordProgram(
	t: ExecutionContext,
	kind: SiteKind,
	source: string,
	main: string,
	more: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
	const root = makeFolder(t, {'package.json': '{"name": "p"}', 'src/it.mjs': source, 'main.mjs': main, ...more});
	const recording = prepareRecording({dir: root, cwd: root, owner: {pid: process.pid, lives: () => true}});
	try {
		const {status, stderr} = spawnSync(process.execPath, ['main.mjs'], {cwd: recording.cwd, encoding: 'utf8'});
		t.is(status, 0, stderr);
		const {trace} = recording.finish({command: ['node', 'main.mjs'], exitCode: status});
		const path = join(root, '.unfired/trace.json');
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, JSON.stringify(trace));
	} finally {
		recording.dispose();
	}
	const {report} = await scan({dir: root, cwd: root});
	const site = report.sites.find(one => one.kind === kind);
	t.truthy(site, `no ${kind} was found`);
	return Object.fromEntries((site?.arcs ?? []).map(({arc, verdict}) => [arc, verdict]));
}
