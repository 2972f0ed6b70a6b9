import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import type {ExecutionContext} from 'ava';

const FOLDER = new URL('golden/', import.meta.url);

/** Compares with `golden/<name>.txt`. To accept a change, delete the file, run once, and read what was written. */
export function expectGolden(t: ExecutionContext, name: string, text: string): void {
	const file = new URL(`${name}.txt`, FOLDER);
	if (!existsSync(file)) {
		mkdirSync(FOLDER, {recursive: true});
		writeFileSync(file, text);
		t.fail(`${name}.txt did not exist: read it before you keep it`);
		return;
	}
	t.is(text, readFileSync(file, 'utf8'));
	t.true(text.split('\n').length <= 61, 'a golden text is short enough to be read');
}
