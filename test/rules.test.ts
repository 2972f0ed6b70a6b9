import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {folderOf} from '../src/catalogue/check.ts';
import {loadRules, OWN_RULES} from '../src/catalogue/index.ts';
import {extractLibrarySites} from '../src/extract/sites/library.ts';
import {indexFile} from '../src/extract/walk.ts';
import {ARCS, type SiteKind} from '../src/model/site.ts';
import {type Annotation, readAnnotations} from './catalogue/annotations.ts';

const {book, diagnostics} = loadRules();
const packages = Object.keys(book.packages);
const exampleOf = (name: string) => join(OWN_RULES, folderOf(name), 'example.ts');

test('every rule is valid', t => {
	t.deepEqual(diagnostics, []);
	t.true(packages.length >= 120);
});

test('every folder holds a rule and an example, and nothing else', t => {
	for (const folder of readdirSync(OWN_RULES)) {
		t.deepEqual(readdirSync(join(OWN_RULES, folder)).sort(), ['example.ts', 'rule.yml'], folder);
	}
});

test('no module is claimed by two rules', t => {
	const claimed = Object.values(book.packages).flatMap(rule => rule.modules);
	t.is(new Set(claimed).size, claimed.length);
});

test('every kind that a rule makes has a page', t => {
	const kinds = new Set(Object.values(book.packages).flatMap(rule => rule.sites.map(site => site.kind)));
	for (const kind of kinds) t.true(existsSync(new URL(`../docs/sites/${kind}.md`, import.meta.url)), kind);
});

test('every package lies in a folder of its own and says where it comes from', t => {
	t.deepEqual(readdirSync(OWN_RULES).sort(), packages.map(folderOf).sort());
	for (const {package: name, docs, checked, majors} of Object.values(book.packages)) {
		t.true(docs.startsWith('https://') && /^\d/.test(checked) && majors.length > 0, name);
	}
});

for (const name of packages) {
	const path = exampleOf(name);
	if (!existsSync(path)) continue;
	const text = readFileSync(path, 'utf8');
	const annotations = readAnnotations(text);

	test(`${name}: the example shows what is found, and what is not`, t => {
		t.true(annotations.some(({form}) => form === 'expect' || form === 'implicit'));
		t.true(annotations.some(each => each.form === 'ok'));
		for (const {kind, arcs = []} of annotations) {
			t.true(Object.hasOwn(ARCS, kind), kind);
			for (const arc of arcs) t.true((ARCS[kind as SiteKind] as readonly string[]).includes(arc), `${kind} ${arc}`);
		}
	});

	test(`${name}: every kind of its rule stands in the example`, t => {
		const kindsOf = (sites: Array<{kind: string}>) => [...new Set(sites.map(site => site.kind))].sort();
		const shown = (isImplicit: boolean) =>
			kindsOf(annotations.filter(each => each.form !== 'ok' && (each.form === 'implicit') === isImplicit));
		const made = (isImplicit: boolean) =>
			kindsOf(book.packages[name]!.sites.filter(site => (site.implicit ?? false) === isImplicit));
		t.deepEqual(
			made(false).filter(kind => !shown(false).includes(kind)),
			[],
		);
		t.deepEqual(
			made(true).filter(kind => !shown(true).includes(kind)),
			[],
			'a kind that its library makes by default lacks an `// implicit:` line',
		);
	});

	test(`${name}: the example is read as annotated`, t => {
		const found = extractLibrarySites(indexFile('example.ts', text), book).map(site => ({
			line: site.line,
			form: site.implicit ? 'implicit' : 'expect',
			kind: site.kind as string,
			arcs: site.arcs.map(arc => arc.arc as string),
		}));
		const gaps = annotations.filter(each => each.form === 'todo-expect');
		const isFound = (each: Annotation) =>
			found.some(
				site =>
					site.form === 'expect' &&
					site.line === each.line &&
					site.kind === each.kind &&
					(each.arcs ?? []).every(arc => site.arcs.includes(arc)),
			);
		t.deepEqual(gaps.filter(isFound), [], 'a known gap is closed: make it an expect');
		const expected = annotations
			.filter(each => each.form === 'expect' || each.form === 'implicit')
			.map(({line, form, kind, arcs}) => ({line, form: form as string, kind, arcs}));
		t.deepEqual(sorted(found), sorted(expected));
	});
}

function sorted<T extends {line: number; kind: string}>(list: T[]): T[] {
	return [...list].sort((a, b) => a.line - b.line || (a.kind < b.kind ? -1 : 1));
}
