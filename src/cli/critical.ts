import {InputError} from '../util/input-error.ts';
import {isRecord, type JsonRecord, ownMember} from '../util/parse-json.ts';
import {type Gate, readGates} from './gates.ts';

/** Files whose findings stop a build, and what of them does. */
export interface CriticalModule {
	/** As in `.gitignore`, from the scanned folder. */
	patterns: string[];
	gates: Gate[];
}

const KEYS = ['files', 'failOn', 'minErrorPathCoverage', 'maxGap', 'maxExposure'];

/** `--critical GLOB`, or objects with thresholds of their own from a config file. Throws an InputError. */
export function readCritical(critical: unknown): CriticalModule[] {
	return [critical]
		.flat()
		.filter(value => value !== undefined && value !== null)
		.map(value =>
			isRecord(value) ? readModule(value) : {patterns: patternsIn(value, value), gates: readGates(['unfired'])},
		);
}

/** Any finding stops, unless something else is asked for. */
function readModule(module: JsonRecord): CriticalModule {
	const unknown = Object.keys(module).find(key => !KEYS.includes(key));
	if (unknown !== undefined) refuse(module, `has no ${JSON.stringify(unknown)}; it may have ${KEYS.join(', ')}`);
	const failOn = [ownMember(module, 'failOn') ?? []].flat().map(String);
	const gates = readGates(failOn, figure(module, 'minErrorPathCoverage', 0, 100), figure(module, 'maxGap', -100, 100));
	const exposure = figure(module, 'maxExposure', 0, Number.MAX_VALUE);
	if (exposure !== undefined) gates.push({kind: 'total-exposure', most: exposure});
	const isSilent = gates.length === 0 && failOn.length === 0;
	return {patterns: patternsIn(ownMember(module, 'files'), module), gates: isSilent ? readGates(['unfired']) : gates};
}

function patternsIn(value: unknown, given: unknown): string[] {
	const patterns = [value].flat();
	if (patterns.length > 0 && patterns.every(each => typeof each === 'string' && each.trim() !== ''))
		return patterns as string[];
	return refuse(given, 'names no files: give patterns like "src/payments/**"');
}

function figure(module: JsonRecord, key: string, least: number, most: number): number | undefined {
	const value = ownMember(module, key);
	if (value === undefined || value === null) return undefined;
	const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof found === 'number' && found >= least && found <= most) return found;
	const bounds = most === Number.MAX_VALUE ? `of at least ${least}` : `from ${least} to ${most}`;
	return refuse(module, `has a ${key} that is no number ${bounds}`);
}

function refuse(module: unknown, what: string): never {
	throw new InputError(`The critical module ${JSON.stringify(module)?.slice(0, 80)} ${what}.`);
}
