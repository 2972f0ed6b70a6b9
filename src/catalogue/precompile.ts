import {writeFileSync} from 'node:fs';
import {COMPILED, loadRules} from './index.ts';

/** Run by the build, in `dist`: reading YAML takes longer than a whole small scan. A broken rule fails the build. */
const {book, diagnostics} = loadRules();
if (diagnostics.length > 0) throw new Error(diagnostics.map(({message}) => message).join('\n'));
writeFileSync(COMPILED, JSON.stringify(book));
