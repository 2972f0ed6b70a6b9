import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from './imports.ts';
import {PAGES, renewSamples} from './renew-samples.ts';

/** `npm run docs:samples`: what the pages show is made anew. */
for (const name of PAGES) {
	const file = join(ROOT, name);
	writeFileSync(file, await renewSamples(readFileSync(file, 'utf8')));
}
