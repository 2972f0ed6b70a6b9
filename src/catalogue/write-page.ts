import {readFileSync, writeFileSync} from 'node:fs';
import {loadRules} from './index.ts';
import {renewPage} from './render-page.ts';

/** `npm run docs:rules`: the tables of `docs/rules.md` made anew. A broken rule fails it. */
const PAGE = new URL('../../docs/rules.md', import.meta.url);
const {book, diagnostics} = loadRules();
if (diagnostics.length > 0) throw new Error(diagnostics.map(({message}) => message).join('\n'));
writeFileSync(PAGE, renewPage(readFileSync(PAGE, 'utf8'), book));
