import type {Diagnostic} from '../model/diagnostic.ts';
import {quotePath} from '../util/quote-path.ts';

/** What the type checker was not asked. */
export interface Unasked {
	/** Questions beyond the most that are asked. */
	beyond: number;
	most: number;
	/** Why, by config; the empty name stands for files without one. */
	configs: Map<string, string>;
}

const SHOWN = 3;

/** One diagnostic for all of it. */
export function describeUnasked({beyond, most, configs}: Unasked): Diagnostic[] {
	const failed = [...configs].map(
		([file, why]) => `${file === '' ? 'files without a config' : quotePath(file)} ${plain(why)}`,
	);
	const rest = failed.length > SHOWN ? [`${failed.length - SHOWN} more configs`] : [];
	const reasons = [
		...(beyond > 0 ? [`only the first ${most} of ${most + beyond} are put to it`] : []),
		...failed.slice(0, SHOWN),
		...rest,
	];
	if (reasons.length === 0) return [];
	const [file] = configs.keys();
	return [
		{
			level: failed.length > 0 ? 'warning' : 'info',
			code: 'checker-partial',
			message: `The type checker was not asked about all unknown calls: ${reasons.join('; ')}. Those calls stay unknown, as without --precise; ${failed.length > 0 ? 'correct the config' : 'scan a package at a time'} if that matters.`,
			...(file && {file}),
		},
	];
}

/** Paths of this machine have no place in a report. */
const plain = (why: string): string => why.replace(/(?:\/|\b[A-Z]:\\)[^\s')]+/g, '…');
