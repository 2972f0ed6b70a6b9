import {camelCase} from '../camel-case.ts';
import {SCAN_OPTIONS, type ScanOption} from '../scan-options.ts';
import {type Shape, TEXT, TEXTS, YES_OR_NO} from './shape.ts';

/** They say which config is read, so a config cannot. */
const FLAGS_ONLY = ['config'];

/** Every key of a config file with its option: the long options of a scan in camel case. */
export const configKeys = (options: Readonly<Record<string, ScanOption>> = SCAN_OPTIONS): Map<string, ScanOption> =>
	new Map(
		Object.entries(options)
			.filter(([name]) => !FLAGS_ONLY.includes(name))
			.map(([name, option]) => [camelCase(name), option]),
	);

export const shapeOf = ({shape, type, array}: ScanOption): Shape =>
	shape ?? (type === 'boolean' ? YES_OR_NO : array ? TEXTS : TEXT);
