import {run} from '../src/cli/run.ts';
import {scan} from '../src/scan.ts';
import {fakeWorld} from './cli/fake-world.ts';
import {ROOT} from './imports.ts';

/** Pages that show what the tool prints. */
export const PAGES = ['README.md', 'docs/first-report.md'];

/** `<!-- sample: ARGUMENTS | FIRST LINE | LINE BEHIND THE LAST -->` and the block below it; lines are told by how they begin. */
const SAMPLE = /(<!-- sample: ([^|]*) \|([^|]*)\|([^|]*)-->\n```\n)[\s\S]*?```/g;

/** The page with every sample as the tool prints it today. */
export async function renewSamples(page: string): Promise<string> {
	const printed = new Map<string, string[]>();
	for (const [, , wanted = ''] of page.matchAll(SAMPLE)) {
		const world = fakeWorld([...wanted.split(' '), '--no-cache', '--no-color'], {cwd: ROOT, scan});
		await run(world);
		printed.set(wanted, world.out.join('').split('\n'));
	}
	return page.replace(SAMPLE, (_, head: string, wanted: string, first: string, behind: string) => {
		const lines = printed.get(wanted)!;
		const from = lines.findIndex(line => line.startsWith(first.slice(1)));
		const end = behind.trim();
		const to = lines.findIndex((line, at) => at > from && (end === '' ? line === '' : line.startsWith(end)));
		if (from < 0 || to < 0) throw new Error(`${wanted} prints no lines from${first} to${behind}`);
		return `${head}${lines.slice(from, to).join('\n')}\n\`\`\``;
	});
}
