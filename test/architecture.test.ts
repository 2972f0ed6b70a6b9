import {existsSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import test from 'ava';
import {SITE_KINDS} from '../src/model/site.ts';
import {ROOT, readModules, type SourceModule} from './imports.ts';

const modules = readModules();

/** Which rooms a room may import besides itself, and what it would cost if it imported more. */
const ROOMS: Record<string, {may: string[]; why: string}> = {
	model: {may: [], why: 'the vocabulary depends on nobody who speaks it'},
	util: {may: [], why: 'a leaf that knows the domain is no leaf'},
	files: {may: [], why: 'what was read is told to whoever asks, and what it means is not its business'},
	cache: {may: ['model', 'util', 'files'], why: 'what is kept is the same whatever it was made for'},
	catalogue: {may: ['model', 'util', 'files'], why: 'rules are data; what is made of them is decided elsewhere'},
	project: {may: ['model', 'util', 'files'], why: 'finding files must not depend on what is looked for in them'},
	checker: {
		may: ['model', 'util', 'files'],
		why: 'it answers where a call leads by its types, and does not know what is made of that',
	},
	extract: {may: ['model', 'util'], why: 'facts depend on one file and the rule book alone, so they can be cached'},
	link: {may: ['model', 'util'], why: 'linking reads facts, never syntax, so it is tested with object literals'},
	evidence: {may: ['model', 'util', 'files'], why: 'a coverage format must not know what is decided from it'},
	judge: {may: ['model', 'util'], why: 'verdicts follow from conditions and counters, whatever both were made from'},
	weigh: {may: ['model', 'util'], why: 'figures follow from verdicts and the graph, whatever both were made from'},
	record: {may: ['model', 'util'], why: 'the copy that tests run in depends on nothing that is decided of it'},
	changes: {may: ['model', 'util'], why: 'what changed is told by a report and a diff, wherever both come from'},
	report: {may: ['model', 'util', 'changes'], why: 'a renderer is a pure function of the report'},
	map: {may: ['model'], why: 'what runs in a browser reads data of the page, and nothing of the machine that made it'},
	cli: {
		may: ['model', 'util', 'report', 'scan', 'changes'],
		why: 'the command line asks for a scan or a recording and prints; it takes no part in it',
	},
	scan: {
		may: [
			'model',
			'util',
			'files',
			'cache',
			'catalogue',
			'project',
			'checker',
			'extract',
			'link',
			'evidence',
			'judge',
			'weigh',
			'record',
		],
		why: 'the pipeline is the one place where stages meet; printing is not its business',
	},
};

/** Which rooms may import a module of the platform or of others. */
const OUTSIDE: Array<{module: RegExp; may: string[]; why: string}> = [
	{
		module: /^(?:node:)?fs(?:\/promises)?$/,
		may: ['files', 'cache', 'catalogue', 'record', 'cli'],
		why: 'all other rooms are pure, and what a scan depends on is read through files, which notes it',
	},
	{
		module: /^(?:ts-morph|@ts-morph\/common)$/,
		may: ['project', 'checker', 'extract', 'record'],
		why: 'no syntax tree and no type leaves these',
	},
	{module: /^typescript$/, may: [], why: 'one compiler only: the one that ts-morph brings'},
	{module: /^d3-/, may: ['map'], why: 'it is bundled into the page, and no dependency of the command line'},
	{module: /^yargs/, may: ['cli'], why: 'options are plain data from there on'},
	{module: /^(?:node:)?process$/, may: ['cli'], why: 'only the command line knows the process around it'},
	{
		module: /^(?:node:)?child_process$/,
		may: ['cli'],
		why: 'only the command line starts a command, and only the one that the user gave to record',
	},
	{
		module: /^(?:node:)?vm$/,
		may: ['cache'],
		why: 'only the start runs code by its text, and only that of this package',
	},
	{
		module: /^(?:node:)?(?:worker_threads|cluster|http|https|net)$|^<computed>$/,
		may: [],
		why: 'nothing of a scanned repository is executed or imported, and nothing is fetched',
	},
];

const roomOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : 'scan');
const isOurs = (path: string): boolean => path.endsWith('.ts') && !path.startsWith('node:');

test('every room has its row', t => {
	t.true(
		modules.some(({imports, room}) => room === 'cli' && imports.includes('yargs')),
		'imports are seen',
	);
	t.deepEqual(
		[...new Set(modules.map(({room}) => room))].filter(room => !Object.hasOwn(ROOMS, room)),
		[],
	);
});

for (const [room, {may, why}] of Object.entries(ROOMS)) {
	test(`${room} imports ${may.join(', ') || 'nothing of ours'}: ${why}`, t => {
		const wrong = modules
			.filter(each => each.room === room)
			.flatMap(({file, imports}) => imports.filter(isOurs).map(target => ({file, target})))
			.filter(({target}) => ![room, ...may].includes(roomOf(target)))
			.map(({file, target}) => `${file} imports ${target}`);
		t.deepEqual(wrong, []);
	});
}

for (const {module, may, why} of OUTSIDE) {
	test(`${module.source} in ${may.join(', ') || 'no room'}: ${why}`, t => {
		const wrong = modules.filter(({room, imports}) => !may.includes(room) && imports.some(name => module.test(name)));
		t.deepEqual(
			wrong.map(({file}) => file),
			[],
		);
	});
}

test('what runs code by its text is for the start alone', t => {
	t.deepEqual(
		modules.filter(({imports}) => imports.some(name => /^(?:node:)?vm$/.test(name))).map(({file}) => file),
		['cache/code-cache.ts'],
	);
	t.deepEqual(
		modules.filter(({imports}) => imports.includes('cache/code-cache.ts')).map(({file}) => file),
		[],
	);
});

const files = (wrong: (module: SourceModule) => boolean) => modules.filter(wrong).map(({file}) => file);

test('only the command line prints or knows the process', t => {
	t.deepEqual(
		files(({globals, room}) => room !== 'cli' && globals.some(name => ['console', 'process'].includes(name))),
		[],
	);
	t.deepEqual(
		files(({globals}) => globals.includes('console')),
		[],
		'and that through the streams it was given',
	);
});

test('nothing turns text into code', t => {
	t.deepEqual(
		files(({globals}) => globals.some(name => ['eval', 'Function'].includes(name))),
		[],
	);
});

test('the map makes text of text, never markup, code or an address', t => {
	const markup =
		/\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc|javascript:|setTimeout\(['"`])/;
	const wrong = modules.filter(
		({file, room}) => room === 'map' && markup.test(readFileSync(join(ROOT, 'src', file), 'utf8')),
	);
	t.deepEqual(
		wrong.map(({file}) => file),
		[],
	);
});

test('files have at most 300 lines', t => {
	t.deepEqual(
		files(({lines}) => lines > 300),
		[],
	);
});

test('files are named in kebab-case by what they do', t => {
	t.deepEqual(
		files(({file}) => !/^[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/.test(basename(file))),
		[],
	);
	t.deepEqual(
		files(({file}) => /(?:^|[-/])(?:misc|helpers?|utils|common|manager|service)(?:[-/.]|$)/.test(file)),
		[],
	);
});

for (const kind of SITE_KINDS) {
	test(`docs/sites/${kind}.md stands: every finding has a page`, t => {
		t.true(existsSync(join(ROOT, 'docs/sites', `${kind}.md`)));
	});
}
