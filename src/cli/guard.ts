import {InputError} from '../util/input-error.ts';
import {EXIT} from './exit-codes.ts';
import {print, tolerateClosedPipes} from './print.ts';
import {tellBug, tellMistake} from './tell.ts';
import type {World} from './world.ts';

/** Runs a command, and tells what it throws. Resolves to the exit code and never rejects. */
export async function guard(world: World, act: () => Promise<number>): Promise<number> {
	tolerateClosedPipes(world.stdout, world.stderr);
	try {
		return await act();
	} catch (error) {
		const isMistake = error instanceof InputError;
		await print(world.stderr, isMistake ? tellMistake(error.message) : tellBug(error)).catch(() => {});
		return isMistake ? EXIT.input : EXIT.bug;
	}
}
