import {createRequire} from 'node:module';

/** A hash of this package's code and rules, which the build writes; undefined where the code is not built. */
export const BUILD: string | undefined = readBuild();

function readBuild(): string | undefined {
	try {
		return (createRequire(import.meta.url)('../build.json') as {id: string}).id;
	} catch {
		return undefined;
	}
}
