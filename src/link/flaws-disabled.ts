import {posix} from 'node:path';
import type {FileFacts} from '../model/facts.ts';
import type {Flaw} from '../model/flaw.ts';
import type {Site} from '../model/site.ts';
import type {Modules} from './modules.ts';

/** A place in the tests that takes a package away from all of them. */
interface Removed {
	file: string;
	line: number;
	how: 'setup' | 'folder';
}

/**
 * Sites whose library, or whose own file, the tests replace for all of them: by a mock in a setup file, or by a file in
 * `__mocks__` at the root, which Jest uses without being asked. Not reported: a mock in one test file, for others may use the real thing;
 * a partial one; a shorter delay, which leaves the arcs what they are.
 */
export function linkDisabled(
	facts: readonly FileFacts[],
	sites: readonly Site[],
	{resolve}: Pick<Modules, 'resolve'>,
): Map<string, Flaw[]> {
	const meant = (file: string, specifier: string) => resolve(file, specifier) ?? specifier;
	const removed = new Map<string, Removed>();
	for (const fact of facts)
		for (const [specifier, where] of removedBy(fact)) {
			const name = where.how === 'setup' ? meant(fact.file, specifier) : specifier;
			if (!removed.has(name)) removed.set(name, where);
		}
	if (removed.size === 0) return new Map();
	const tests = facts.filter(({role}) => role === 'test');
	const real = new Set(tests.flatMap(fact => unmocked(fact).map(specifier => meant(fact.file, specifier))));
	return new Map(
		sites.flatMap(site => {
			const name = [/^library:(.+)$/.exec(site.mechanism)?.[1], site.file].find(
				name => name !== undefined && removed.has(name) && !real.has(name),
			);
			const where = name !== undefined && SWITCHED.has(site.kind) ? removed.get(name) : undefined;
			// Other packages have tests of their own, with a setup of their own.
			if (name === site.file && where && !site.file.startsWith(packageOf(where.file))) return [];
			return where ? [[site.id, [describe(site, name!, where)]]] : [];
		}),
	);
}

/** The folder that the tests of a setup file are about: what stands above `test/`, or beside it. */
const packageOf = (file: string): string => file.replace(/((tests?|__tests__|specs?)\/.*|[^/]*)$/, '');

/** Kinds whose replacement takes the arcs away, whatever it does instead. */
const SWITCHED: ReadonlySet<string> = new Set(['retry', 'timeout', 'circuit-breaker']);

const SETUP =
	/(^|[/._-])(setup|globals?|bootstrap|preload)([-._]?(tests?|files?|env|mocks?|jest|vitest|after-?env))*\.[cm]?[jt]sx?$|(jest|vitest|mocha|test)[-._]?(setup|init)/i;

function removedBy({file, tests, role}: FileFacts): Array<[string, Removed]> {
	if (role !== 'test') return [];
	const folder = /(?:^|\/)__mocks__\/(.+)\.[cm]?[jt]sx?$/.exec(file)?.[1];
	// A folder deeper down replaces the modules beside it, not packages.
	if (folder !== undefined && posix.dirname(file).split('/').indexOf('__mocks__') === 0) {
		return [[folder, {file, line: 1, how: 'folder'}]];
	}
	if (!tests || tests.tests.length > 0 || !SETUP.test(file)) return [];
	return tests.standIns.flatMap(({seam, line, test}) =>
		seam.kind === 'module' && !seam.partial && test < 0
			? [[seam.specifier, {file, line, how: 'setup'}] as [string, Removed]]
			: [],
	);
}

/** Packages of which a test asks for the real thing: `jest.requireActual('p-retry')`, `jest.unmock('p-retry')`. */
const unmocked = ({code}: FileFacts): string[] =>
	code.calls.flatMap(({name, args}) => {
		const term = /^(requireActual|importActual|unmock|doUnmock|dontMock)$/.test(name)
			? code.terms[args[0] ?? -1]
			: undefined;
		return term?.kind === 'primitive' && term.text ? [term.text] : [];
	});

function describe(site: Site, name: string, {file, line, how}: Removed): Flaw {
	const where = how === 'setup' ? `${file}:${line} replaces` : `${file} replaces`;
	const what = name === site.file ? 'this file' : `\`${name}\``;
	const why = `${where} ${what} for all tests, so no test can make this ${site.kind} do anything.`;
	return {flaw: 'disabled-in-tests', line: site.line, why};
}
