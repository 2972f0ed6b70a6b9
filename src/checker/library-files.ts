import {getLibFiles} from '@ts-morph/common';

/** Where the compiler thinks that its own declarations are; nothing is read there. */
export const LIBRARY_FOLDER = '/node_modules/typescript/lib';

let known: Map<string, string> | undefined;

/** Text of a declaration file of the compiler's own (`lib.es5.d.ts`), which come with it and not with the repository. */
export function libraryText(path: string): string | undefined {
	if (!path.startsWith(`${LIBRARY_FOLDER}/`)) return undefined;
	known ??= new Map(getLibFiles().map(({fileName, text}) => [`${LIBRARY_FOLDER}/${fileName}`, text]));
	return known.get(path);
}
