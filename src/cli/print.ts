import {InputError} from '../util/input-error.ts';
import type {Output} from './world.ts';

/**
 * Writes and waits until it is written. A reader that left early (`unfired | head`) is no error: what it wanted it has.
 * Any other failure (a full disk) is an InputError: there is nothing that we could do better.
 */
export function print(output: Output, text: string): Promise<void> {
	return new Promise((resolve, reject) => {
		output.write(text, error => {
			if (!error || isClosedPipe(error)) resolve();
			else reject(new InputError(`The report could not be written (${error.message}). Check where the output goes.`));
		});
	});
}

/** Without a listener a closed pipe would end the process with a stack. */
export function tolerateClosedPipes(...outputs: Output[]): void {
	for (const output of outputs) output.on?.('error', () => {});
}

const isClosedPipe = (error: Error): boolean =>
	['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF'].includes((error as NodeJS.ErrnoException).code ?? '');
