import {quotePath} from '../util/quote-path.ts';

/** A user's mistake: one line. */
export const tellMistake = (message: string): string => `unfired: ${message.replace(/\s+/g, ' ').trim()}\n`;

/** A bug of ours: the stack, with what it was doing, and whose fault it is. */
export function tellBug(error: unknown, file?: string): string {
	const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
	const where = file === undefined ? '' : ` while reading ${quotePath(file)}`;
	return `${stack}\n\nThis is a bug in unfired${where}. Please report it with the stack above and, if you can, the file.\n`;
}
