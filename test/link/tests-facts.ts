import {posix} from 'node:path';
import {loadTestRules} from '../../src/catalogue/test-rules.ts';
import {extractTests} from '../../src/extract/tests.ts';
import {indexFile} from '../../src/extract/walk.ts';
import {linkTests} from '../../src/link/tests.ts';
import type {CodeFacts, Target, Term} from '../../src/model/code.ts';
import type {FileFacts} from '../../src/model/facts.ts';
import type {TestLinks} from '../../src/model/graph.ts';
import type {TestSetup} from '../../src/model/project.ts';
import type {Site} from '../../src/model/site.ts';

const {rules} = loadTestRules();

const CODE: CodeFacts = {
	imports: [],
	exports: [],
	stars: [],
	terms: [],
	variables: [],
	bodies: [],
	signatures: [],
	shapes: [],
	aliases: [],
	generics: [],
	expandos: [],
	calls: [],
	handed: [],
};

function factsOf(file: string, text: string): FileFacts {
	const isTest = /test|spec|mock/.test(file);
	const terms: Term[] = [...text.matchAll(/'([^']*)'/g)].map(([, found]) => ({
		kind: 'primitive',
		name: 'string',
		text: found!,
	}));
	return {
		file,
		role: isTest ? 'test' : 'source',
		hash: '',
		lineStarts: [0],
		length: text.length,
		anchors: [],
		functions: [{line: 1, column: 1, endLine: 9, endColumn: 1, name: 'retry', parent: -1}],
		code: {...CODE, terms},
		sites: [],
		syntaxErrors: [],
		...(isTest && {tests: extractTests(indexFile(file, text), rules)}),
	};
}

export interface World {
	/** Name of the site's function; guarded call as written; where that leads. */
	name?: string;
	guard?: string;
	target?: Target;
	file?: string;
	setups?: TestSetup[];
	/** Text of files; test files are read, of others imports and strings count. */
	files: Record<string, string>;
}

/** Links one site with the tests of a few files. */
export function linkOne({
	name = 'Client.load',
	guard = 'fetch(url)',
	target,
	file = 'src/client.ts',
	setups = [],
	files,
}: World): TestLinks {
	const facts = Object.entries({[file]: '', ...files}).map(([path, text]) => factsOf(path, text));
	const known = new Set(facts.map(fact => fact.file));
	const resolve = (from: string, specifier: string): string | undefined => {
		if (!specifier.startsWith('.')) return undefined;
		const path = posix.join(posix.dirname(from), specifier).replace(/\.js$/, '');
		return [path, `${path}.ts`, `${path}/index.ts`].find(found => known.has(found));
	};
	const importsOf = (from: string): string[] => {
		const text = files[from] ?? '';
		const specifiers = [...text.matchAll(/(?:from |import |require\()'([^']+)'/g)].map(([, found]) => found!);
		return specifiers.map(specifier => resolve(from, specifier)).filter(found => found !== undefined);
	};
	const callee = /([\w$]+)\(/.exec(guard.slice(Math.max(0, guard.lastIndexOf('.'))))![1]!;
	const call = target ? {call: 0} : {};
	const site = {
		id: 'one',
		kind: 'retry',
		name,
		file,
		guards: [{text: guard, callee, ...call, line: 1, column: 1, endLine: 1, endColumn: 9}],
		arcs: [],
	} as unknown as Site;
	const links = linkTests(facts, [site], {
		modules: {resolve, importsOf},
		targetOf: () => target ?? {kind: 'unknown'},
		setups,
	});
	return links.get('one')!;
}

/** Target, outcome and join of every stand-in. */
export const mocksOf = (world: World): string[] => {
	const {mocks, details} = linkOne(world);
	return mocks.map(({target, outcome}, i) => `${target} ${outcome} ${details![i]!.join}`);
};
