/** Finds the test file that a folder or document is named for; undefined if none or more than one is. */
export type TestByName = (name: string) => string | undefined;

/**
 * A name means a test file if it is the file's path with other signs between the words (`test_unit_a.test.ts` for
 * `test/unit/a.test.ts`), whole, without its endings, or from some folder on. The fuller form counts, and a form that
 * two test files share means none of them.
 */
export function indexTestNames(tests: readonly string[]): TestByName {
	const forms = LEVELS.map(formsOf => {
		const known = new Map<string, string | undefined>();
		for (const test of tests) {
			for (const form of new Set(formsOf(test).map(plain))) known.set(form, known.has(form) ? undefined : test);
		}
		return known;
	});
	return name => {
		const wanted = plain(name);
		return wanted === '' ? undefined : forms.find(known => known.has(wanted))?.get(wanted);
	};
}

const plain = (name: string): string => name.replace(/[^\p{L}\p{N}]+/gu, '/').replace(/^\/|\/$/g, '');

const bare = (test: string): string => test.replace(/\.[cm]?[jt]sx?$/, '');
const stem = (test: string): string => bare(test).replace(/[._-](?:test|spec)s?$/, '');

const LEVELS: ReadonlyArray<(test: string) => string[]> = [
	test => [test],
	test => [bare(test)],
	test => suffixesOf(test),
	test => suffixesOf(bare(test)),
	test => suffixesOf(stem(test)),
];

function suffixesOf(path: string): string[] {
	const segments = path.split('/');
	return segments.map((_, at) => segments.slice(at).join('/'));
}

/** Folders that tools make inside the one that a person names. */
const INNER = /^(?:coverage|\.nyc_output|\.?tmp|raw|v8|lcov-report)$/;

/** What may be the name in a document's path: its own, then its folder's and all of those above. */
export function namesOf(document: {name: string; folder: string}): string[] {
	const own = document.name.replace(/\.(?:json|info|lcov|xml)$/, '');
	const names = [own];
	for (let folder = document.folder; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
		names.push(folder);
		const inner = folder.slice(folder.lastIndexOf('/') + 1);
		// What a folder is not named for, the one above it may be.
		if (!INNER.test(inner)) names.push(inner);
	}
	return names;
}
