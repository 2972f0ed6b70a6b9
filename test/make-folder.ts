import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {ExecutionContext} from 'ava';

/** A folder of its own for one test, with these files; gone when the test is over. */
export function makeFolder(t: ExecutionContext, files: Readonly<Record<string, string | Uint8Array>>): string {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'unfired-')));
	t.teardown(() => rmSync(root, {recursive: true, force: true}));
	for (const [file, content] of Object.entries(files)) {
		const path = join(root, file);
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, content);
	}
	return root;
}
