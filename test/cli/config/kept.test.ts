import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {run} from '../../../src/cli/run.ts';
import {scan} from '../../../src/scan.ts';
import {makeFolder} from '../../make-folder.ts';
import {fakeWorld} from '../fake-world.ts';

test('a report that is kept is not given for another config', async t => {
	const source = 'export const a = () => fetch("/").catch(() => null);\n';
	const root = makeFolder(t, {'.git/HEAD': '', 'src/a.ts': source, 'src/b.ts': source, 'node_modules/x/a.js': ''});
	let looked = false;
	const files = async () => {
		looked = false;
		const world = fakeWorld(['--format', 'json', '--implicit'], {
			cwd: root,
			scan: options => scan(options, () => (looked = true), 'a build'),
		});
		t.is(await run(world), 0, world.err.join(''));
		const {sites, diagnostics} = JSON.parse(world.out.join(''));
		return {
			sites: sites.map(({file}: {file: string}) => file),
			told: diagnostics.map(({message}: {message: string}) => message).join('\n'),
		};
	};
	const config = (text: string) => writeFileSync(join(root, 'unfired.config.yml'), text);
	config('ignore: []\n');
	const first = await files();
	t.deepEqual([...new Set(first.sites)], ['src/a.ts', 'src/b.ts']);
	await files();
	t.false(looked);
	config('ignore: [b.ts, nope/**]\n');
	const second = await files();
	t.true(looked);
	t.deepEqual([...new Set(second.sites)], ['src/a.ts']);
	t.regex(second.told, /Not scanned, .*left out by --ignore \(1 file in src\/\)/);
	t.regex(second.told, /The pattern "nope\/\*\*" of ignore speaks of no file/);
	t.notRegex(second.told, /b\.ts/);
	await files();
	t.false(looked);
	config('ignore: []\n');
	t.deepEqual(await files(), first);
	t.false(looked, 'it is asked what was asked first');
});
