import {readFileSync, writeFileSync} from 'node:fs';
import {configSchema, renewConfigPage} from './render-config.ts';

/** `npm run docs:config`: the schema of configs and the table of `docs/configuration.md` made anew. */
const at = (path: string) => new URL(`../../../${path}`, import.meta.url);
const PAGE = at('docs/configuration.md');
writeFileSync(at('schema/config.json'), `${JSON.stringify(configSchema(), null, '\t')}\n`);
writeFileSync(PAGE, renewConfigPage(readFileSync(PAGE, 'utf8')));
