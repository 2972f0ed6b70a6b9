import {join} from 'node:path';
import type {Project, ProjectPackage} from '../model/project.ts';
import {isRecord, ownMember, parseJson} from '../util/parse-json.ts';
import {majorsIn} from './majors-in.ts';
import {readSmallFile} from './read-small-file.ts';
import {joinPath, within} from './relative-path.ts';

/** Majors by package name; those that nothing tells are left out. */
export type Majors = ReadonlyMap<string, readonly number[]>;

/**
 * Which majors of these packages a file of the project gets: the installed one where `node_modules` stands inside the
 * scanned root, else those that the nearest package.json allows.
 */
export function readMajors(project: Project, names: readonly string[]): (file: string) => Majors {
	const asked = names.filter(isPackageName);
	// The nearest first; the root is around every file.
	const packages = [...project.packages].sort(
		(a, b) => b.folder.length - a.folder.length || (a.folder === '.' ? 1 : -1),
	);
	const known = new Map<string, Majors>();
	return file => {
		const around = packages.filter(({folder}) => within(file, folder));
		const nearest = around[0]?.folder ?? '.';
		let majors = known.get(nearest);
		if (!majors) known.set(nearest, (majors = majorsFor(project.root, asked, around)));
		return majors;
	};
}

/** A name of a user's rule must not lead out of `node_modules`. */
const isPackageName = (name: string): boolean => /^(?:@[\w-][\w.-]*\/)?[\w-][\w.-]*$/.test(name);

function majorsFor(root: string, names: readonly string[], around: readonly ProjectPackage[]): Majors {
	const found = names.map(name => [name, installedMajor(root, name, around) ?? wantedMajors(name, around)] as const);
	return new Map(found.filter(([, majors]) => majors.length > 0));
}

function installedMajor(root: string, name: string, around: readonly ProjectPackage[]): number[] | undefined {
	for (const {folder} of around) {
		const text = readSmallFile(join(root, joinPath(folder, `node_modules/${name}/package.json`)));
		const {value} = parseJson(text ?? '');
		const version = isRecord(value) ? ownMember(value, 'version') : undefined;
		const major = typeof version === 'string' ? /^\d+/.exec(version)?.[0] : undefined;
		if (major !== undefined) return [Number(major)];
	}
	return undefined;
}

function wantedMajors(name: string, around: readonly ProjectPackage[]): number[] {
	const nearest = around.find(({dependencies}) => Object.hasOwn(dependencies, name));
	return nearest ? majorsIn(nearest.dependencies[name]!) : [];
}
