import type {ProjectPackage} from '../model/project.ts';
import {isRecord, type JsonRecord, ownMember} from '../util/parse-json.ts';

type Entry = ProjectPackage['entries'][number];

const MAIN_FIELDS = ['source', 'module', 'main', 'browser'];
const NOT_CODE = /\.(?:d\.[cm]?ts|json|css|scss|wasm|node|map)$/;
const MOST_ENTRIES = 1000;

/** Where a package may be entered: `exports` with every condition, else `main` and its like; and its bins. */
export function readEntries(manifest: JsonRecord): {entries: Entry[]; bins: string[]} {
	const found: Entry[] = [];
	collectExports(ownMember(manifest, 'exports'), found);
	for (const field of MAIN_FIELDS) {
		const target = ownMember(manifest, field);
		if (typeof target === 'string') found.push({subpath: '.', target});
	}
	return {entries: distinct(found.filter(({target}) => !NOT_CODE.test(target))), bins: binsOf(manifest)};
}

function collectExports(value: unknown, found: Entry[]): void {
	const stack: Array<[subpath: string, value: unknown]> = [['.', value]];
	while (stack.length > 0 && found.length < MOST_ENTRIES) {
		const [subpath, at] = stack.pop()!;
		if (typeof at === 'string') found.push({subpath, target: at});
		else if (Array.isArray(at)) stack.push(...at.map((item): [string, unknown] => [subpath, item]).reverse());
		else if (isRecord(at)) {
			const inner = Object.entries(at).map(([key, item]): [string, unknown] => [
				key.startsWith('.') ? key : subpath,
				key === 'types' ? undefined : item,
			]);
			stack.push(...inner.reverse());
		}
	}
}

function binsOf(manifest: JsonRecord): string[] {
	const bin = ownMember(manifest, 'bin');
	const targets = isRecord(bin) ? Object.values(bin) : [bin];
	return [...new Set(targets.filter((target): target is string => typeof target === 'string'))].sort();
}

function distinct(entries: Entry[]): Entry[] {
	return [...new Map(entries.map(entry => [`${entry.subpath}\0${entry.target}`, entry])).values()];
}
