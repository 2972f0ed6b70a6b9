import {parseArgs} from 'node:util';
import {camelCase} from './camel-case.ts';
import {runCheck} from './check-command.ts';
import {CHECK_OPTIONS} from './check-options.ts';
import {guard} from './guard.ts';
import type {RawArguments} from './scan-arguments.ts';
import type {World} from './world.ts';

/**
 * `unfired check …` for hooks, which every commit waits for: without the parser and the commands that only others need.
 * Undefined where the arguments want explaining, or help is asked for; then the whole program says it.
 */
export function runCheckAlone(world: World): Promise<number> | undefined {
	const raw = readArguments(world.argv.slice(1));
	return raw && guard(world, () => runCheck(raw, world));
}

function readArguments(args: readonly string[]): RawArguments | undefined {
	const options = Object.fromEntries(
		Object.entries(CHECK_OPTIONS).map(([name, {type, array}]) => [
			name,
			type === 'boolean' ? {type: 'boolean' as const} : {type: 'string' as const, multiple: array === true},
		]),
	);
	try {
		const {values, positionals} = parseArgs({args: [...args], options, allowPositionals: true});
		const named = Object.entries(values).map(([name, value]) => [camelCase(name), value]);
		return {...Object.fromEntries(named), files: positionals};
	} catch {
		return undefined;
	}
}
