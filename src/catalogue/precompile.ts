import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import type {Diagnostic} from '../model/diagnostic.ts';
import {COMPILED, loadLibraries} from './index.ts';
import {COMPILED_TESTS, readTestRules} from './test-rules.ts';

/** Run by the build, in `dist`: reading YAML takes longer than a whole small scan. A broken rule fails the build. */
const problems: Diagnostic[] = [];
const book = loadLibraries(problems);
const {rules, diagnostics} = readTestRules();
const all = [...problems, ...diagnostics];
if (all.length > 0) throw new Error(all.map(({message}) => message).join('\n'));
writeFileSync(COMPILED, JSON.stringify(book));
writeFileSync(COMPILED_TESTS, JSON.stringify(rules));
writeBuildId();

/** What is kept from one scan to the next holds for this code and these rules alone. */
function writeBuildId(): void {
	const dist = new URL('../', import.meta.url);
	const files = readdirSync(dist, {recursive: true, encoding: 'utf8'})
		.filter(file => /\.(?:js|json)$/.test(file))
		.sort();
	const hash = createHash('sha1');
	for (const file of files.filter(name => name !== 'build.json'))
		hash.update(file).update(readFileSync(new URL(file, dist)));
	writeFileSync(new URL('build.json', dist), JSON.stringify({id: hash.digest('hex')}));
}
