import {writeFileSync} from 'node:fs';
import type {Diagnostic} from '../model/diagnostic.ts';
import {COMPILED, loadLibraries} from './index.ts';
import {COMPILED_TESTS, loadTestRules} from './test-rules.ts';

/** Run by the build, in `dist`: reading YAML takes longer than a whole small scan. A broken rule fails the build. */
const problems: Diagnostic[] = [];
const book = loadLibraries(problems);
const {rules, diagnostics} = loadTestRules();
const all = [...problems, ...diagnostics];
if (all.length > 0) throw new Error(all.map(({message}) => message).join('\n'));
writeFileSync(COMPILED, JSON.stringify(book));
writeFileSync(COMPILED_TESTS, JSON.stringify(rules));
