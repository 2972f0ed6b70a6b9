import {createRequire} from 'node:module';

/** Of this package, as its package.json says; the path is the same from `src` and from `dist`. */
export const VERSION: string = createRequire(import.meta.url)('../../package.json').version;
