import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {InputError} from '../util/input-error.ts';
import {quotePath} from '../util/quote-path.ts';

/**
 * Writes a file that was asked for, with the folders around it. Throws an InputError where it cannot be.
 * @param what it is, as a sentence may begin: `The json report`
 */
export function writeOutput(what: string, file: string, text: string, cwd: string): void {
	const path = resolve(cwd, file);
	try {
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, text);
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		throw new InputError(
			`${what} could not be written to ${quotePath(file)} (${code ?? message}). Name a file in a folder that may be written to.`,
		);
	}
}
