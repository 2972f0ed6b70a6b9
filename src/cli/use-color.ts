import type {World} from './world.ts';

/** `--color` and `--no-color` first, then NO_COLOR and FORCE_COLOR (any value but `0`), then whether it is a terminal. */
export function useColor(wanted: boolean | undefined, {env, stdout}: Pick<World, 'env' | 'stdout'>): boolean {
	if (wanted !== undefined) return wanted;
	if (env.NO_COLOR) return false;
	if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
	return stdout.isTTY === true && env.TERM !== 'dumb';
}
