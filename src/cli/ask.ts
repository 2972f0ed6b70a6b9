import process from 'node:process';
import {createInterface} from 'node:readline/promises';
import type {World} from './world.ts';

/** What a person at the terminal answers; undefined where nobody can be asked. */
export async function askAtTerminal(question: string, {ask, stdout}: World): Promise<string | undefined> {
	if (ask) return ask(question);
	const {stdin} = process;
	if (stdout !== process.stdout || !stdin.isTTY || !stdout.isTTY) return undefined;
	const asked = createInterface({input: stdin, output: process.stdout});
	try {
		return await asked.question(question);
	} catch {
		// Interrupted: nobody said yes.
		return '';
	} finally {
		asked.close();
	}
}
