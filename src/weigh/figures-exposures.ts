import type {EntryPoint} from '../model/graph.ts';
import type {Exposed, Exposures, ReportSite} from '../model/report.ts';
import {byText} from '../util/compare.ts';
import type {Held} from './centrality-reach.ts';
import {roundShare} from './figures-rounding.ts';

type Weighed = Pick<ReportSite, 'file' | 'exposure' | 'dependencies'>;

/** The exposure of the sites summed by where they stand, by what they talk to, and by how the system comes to them. */
export function sumExposures(
	sites: readonly Weighed[],
	packages: ReadonlyArray<{folder: string; name?: string}>,
	entryPoints: readonly EntryPoint[],
	byEntry: ReadonlyMap<string, Held>,
): Exposures {
	const exposed = sites.filter(({exposure}) => exposure > 0);
	const names = new Map(packages.map(({folder, name = ''}) => [folder, name]));
	return {
		files: sumBy(exposed, ({file}) => [file]),
		folders: sumBy(exposed, ({file}) => foldersOf(file)),
		packages: sumBy(exposed, ({file}) => packageOf(file, names)),
		entryPoints: sumEntries(entryPoints, byEntry),
		dependencies: sumBy(exposed, ({dependencies}) => dependencies.map(({kind, name}) => `${kind} ${name}`)),
	};
}

function sumBy(sites: readonly Weighed[], keysOf: (site: Weighed) => readonly string[]): Exposed[] {
	const sums = new Map<string, Exposed>();
	for (const site of sites) {
		for (const name of new Set(keysOf(site))) {
			const known = sums.get(name) ?? {name, exposure: 0, sites: 0};
			sums.set(name, {name, exposure: known.exposure + site.exposure, sites: known.sites + 1});
		}
	}
	return sorted([...sums.values()]);
}

/** Every folder around a file, the innermost first; `.` for the whole. */
function foldersOf(file: string): string[] {
	const parts = file.split('/').slice(0, -1);
	return [...parts.map((_, at) => parts.slice(0, parts.length - at).join('/')), '.'];
}

function packageOf(file: string, names: ReadonlyMap<string, string>): string[] {
	const folder = foldersOf(file).find(one => names.has(one));
	return folder === undefined ? [] : [names.get(folder) || folder];
}

function sumEntries(entryPoints: readonly EntryPoint[], byEntry: ReadonlyMap<string, Held>): Exposed[] {
	const sums = new Map<string, Exposed>();
	for (const {node, name} of entryPoints) {
		const held = byEntry.get(node);
		if (held && held.exposure > 0) sums.set(name, {name, ...held});
	}
	return sorted([...sums.values()]);
}

const sorted = (sums: Exposed[]): Exposed[] =>
	sums
		.map(({exposure, ...rest}) => ({...rest, exposure: roundShare(exposure)}))
		.sort((a, b) => b.exposure - a.exposure || byText(a.name, b.name));
