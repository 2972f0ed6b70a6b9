import type {Diagnostic} from '../model/diagnostic.ts';

/** What could not be read and is therefore missing from the scan. */
export function unreadable(path: string, what: 'file' | 'folder', error: unknown): Diagnostic {
	const {code, message} = error as NodeJS.ErrnoException;
	return {
		level: 'warning',
		code: 'file-unreadable',
		message: `This ${what} could not be read (${code ?? message}), so it is missing from the scan. Check that it exists and may be read.`,
		file: path,
	};
}
