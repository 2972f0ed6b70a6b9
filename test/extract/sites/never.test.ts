import test from 'ava';
import {expectSites} from './expect-sites.ts';

/** What a failure path returns never comes about: the failure is only handed on. */
const CASES: Record<string, string> = {
	'a function that always throws': `
async function load(kind) {
	// ok: fallback
	try { return await store.load(kind); } catch { return assertNever(kind); }
}
function assertNever(kind) {
	log(kind);
	throw new TypeError('unknown kind');
}`,
	'a function that throws under a condition': `
async function load(kind) {
	// expect: fallback
	try { return await store.load(kind); } catch { return spare(kind); }
}
function spare(kind) {
	if (!kind) throw new TypeError('unknown kind');
	return kind.spare;
}`,
	'a chain whose last step always throws': `
class Write {
	create() {
		// ok: fallback
		return this.store.create().catch(() => {
			return this.store.find(this.query).then(rows => {
				if (rows.length > 0) throw new Error('name taken');
				throw new Error('duplicate');
			});
		});
	}
}`,
	'a chain whose last step gives a row': `
class Write {
	create() {
		// expect: fallback
		return this.store.create().catch(() => {
			return this.store.find(this.query).then(rows => {
				if (rows.length === 0) throw new Error('nothing there');
				return rows[0];
			});
		});
	}
}`,
};

for (const [name, source] of Object.entries(CASES)) {
	test(name, t => expectSites(t, source));
}
