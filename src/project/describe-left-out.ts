import type {Diagnostic} from '../model/diagnostic.ts';
import type {ProjectFile} from '../model/project.ts';
import {quotePath} from '../util/quote-path.ts';
import type {LeftOut} from './classify-path.ts';

const MOST_NAMES = 3;

/** One line of what was not scanned, so that nobody wonders where a folder went. Empty where nothing was left out. */
export function describeLeftOut(leftOut: ReadonlyMap<LeftOut, string[]>, files: readonly ProjectFile[]): Diagnostic[] {
	const parts = [...leftOut].sort(([a], [b]) => (a < b ? -1 : 1)).map(([why, paths]) => `${why} ${namesOf(paths)}`);
	for (const role of ['generated', 'declaration'] as const) {
		const paths = files.filter(file => file.role === role).map(({file}) => file);
		if (paths.length > 0)
			parts.push(`${role === 'generated' ? 'generated code' : 'type declarations'} ${namesOf(paths)}`);
	}
	if (parts.length === 0) return [];
	return [
		{
			level: 'info',
			code: 'file-skipped',
			message: `Not scanned, for it is not production code that people write: ${parts.join(', ')}. Scan such a folder by itself to see its sites.`,
		},
	];
}

function namesOf(paths: readonly string[]): string {
	const places = new Map<string, number>();
	for (const path of paths) {
		const slash = path.indexOf('/');
		const place = slash < 0 ? path : path.slice(0, slash + 1);
		places.set(place, (places.get(place) ?? 0) + 1);
	}
	const most = [...places].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([place]) => quotePath(place));
	const shown = most.slice(0, MOST_NAMES).join(', ');
	const count = paths.length === 1 ? '1 file' : `${paths.length} files`;
	return `(${count} in ${shown}${most.length > MOST_NAMES ? ', …' : ''})`;
}
