import type {World} from '../../src/cli/world.ts';
import type {Report} from '../../src/model/report.ts';
import type {ScanOptions} from '../../src/scan-options.ts';
import {sampleReport} from '../report/sample-report.ts';

export interface FakeWorld extends World {
	out: string[];
	err: string[];
	/** What the command line asked the scan for. */
	asked: ScanOptions[];
}

/** A process that keeps what is written to it, and a scan that answers with `report`. */
export function fakeWorld(argv: string[], more: Partial<World> & {report?: Report} = {}): FakeWorld {
	const {report = sampleReport(), ...rest} = more;
	const out: string[] = [];
	const err: string[] = [];
	const asked: ScanOptions[] = [];
	const keep = (texts: string[]) => ({
		write(text: string, done?: (error?: Error | null) => void) {
			texts.push(text);
			done?.();
			return true;
		},
	});
	return {
		argv,
		env: {},
		cwd: '/nowhere',
		stdout: keep(out),
		stderr: keep(err),
		async scan(options, onProgress) {
			asked.push(options);
			onProgress?.({phase: 'extract', done: 1, total: 2});
			return {report, failures: [], read: () => undefined};
		},
		...rest,
		out,
		err,
		asked,
	};
}
