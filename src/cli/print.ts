import type {Output} from './world.ts';

/**
 * Writes and waits until it is written. A reader that left early (`unfired | head`) is no error: what it wanted it has.
 * Other failures (a full disk) reject.
 */
export function print(output: Output, text: string): Promise<void> {
	return new Promise((resolve, reject) => {
		output.write(text, error => {
			if (error && !isClosedPipe(error)) reject(error);
			else resolve();
		});
	});
}

/** Without a listener a closed pipe would end the process with a stack. */
export function tolerateClosedPipes(...outputs: Output[]): void {
	for (const output of outputs) output.on?.('error', () => {});
}

const isClosedPipe = (error: Error): boolean =>
	['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF'].includes((error as NodeJS.ErrnoException).code ?? '');
