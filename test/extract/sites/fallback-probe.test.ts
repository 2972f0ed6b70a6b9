import test from 'ava';
import {expectSites} from './expect-sites.ts';

/** Values that stand in where the try only asks, and `undefined` as an answer. */
const CASES: Record<string, string> = {
	'another file where the first is not there': `
function where(first, second) {
	let file = first;
	try {
		fs.statSync(file);
		// expect: fallback arcs=engage
	} catch {
		file = second;
	}
	return read(file);
}`,
	'a note that it is not there': `
function where(first) {
	let file = first;
	let missing = 'no';
	try {
		fs.statSync(file);
		// ok: fallback
	} catch {
		missing = 'yes';
		file = undefined;
	}
	return {file, missing};
}`,
	'undefined by the type, the value given behind the try': `
async function nameOf(path): Promise<string | undefined> {
	let found;
	try {
		found = await load(path);
		// expect: fallback arcs=engage
	} catch {
		return undefined;
	}
	return found.name;
}`,
	'undefined as elsewhere in the function': `
async function nameOf(path) {
	if (!path) return undefined;
	let found;
	try {
		found = await load(path);
		// expect: fallback arcs=engage
	} catch {
		return undefined;
	}
	return found.name;
}`,
	'undefined where there never is a value': `
async function save(row): Promise<void | undefined> {
	if (!row) return undefined;
	try {
		await store.put(row);
		// ok: fallback
	} catch {
		return undefined;
	}
}`,
};

for (const [name, source] of Object.entries(CASES)) {
	test(name, t => expectSites(t, source));
}
