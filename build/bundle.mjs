// Bundles the built command line into one file. What the compiler exports are getters of getters, and an enum's member is
// another: every one that a scan asks for, millions of times, becomes a variable or a number here.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {ts} from '@ts-morph/common';
import {build} from 'esbuild';

const IMPORT = "import { ts } from '@ts-morph/common';";
const enumOf = name => (typeof ts[name] === 'object' && typeof ts[name][0] === 'string' ? ts[name] : undefined);
const numbers = code =>
	code.replace(/\bts\.([A-Z]\w+)\.([A-Z]\w+)\b/g, (all, name, member) => enumOf(name)?.[member] ?? all);

// Each name that is handed on costs every start a getter, and the compiler has two thousand.
const sources = readdirSync('dist', {recursive: true, encoding: 'utf8'})
	.filter(name => name.endsWith('.js'))
	.map(name => readFileSync(join('dist', name), 'utf8'))
	.filter(code => code.includes(IMPORT));
const used = new Set(sources.flatMap(code => [...numbers(code).matchAll(/\bts\.(\w+)/g)].map(([, name]) => name)));

const compiler = {
	name: 'compiler',
	setup({onLoad, onResolve}) {
		onResolve({filter: /^compiler$/}, () => ({path: 'compiler', namespace: 'compiler'}));
		onLoad({filter: /.*/, namespace: 'compiler'}, () => ({
			contents: `const {ts} = require('@ts-morph/common');\n${Object.keys(ts)
				.filter(name => used.has(name))
				.map(name => `export const ${name} = ts.${name};`)
				.join('\n')}`,
			resolveDir: process.cwd(),
		}));
		onLoad({filter: /[\\/]dist[\\/].*\.js$/}, ({path}) => {
			if (path.includes('node_modules')) return undefined;
			const code = readFileSync(path, 'utf8');
			return {contents: numbers(code.replace(IMPORT, "import * as ts from 'compiler';"))};
		});
	},
};

const shared = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'cjs',
	// Half as much to read, to hash and to hand to V8. Names stay, for whoever reads a stack.
	minifyWhitespace: true,
	legalComments: 'none',
	external: ['@ts-morph/common'],
	// Its other build hides what it imports from a bundler.
	alias: {'jsonc-parser': 'jsonc-parser/lib/esm/main.js'},
	define: {'import.meta.url': 'MODULE_URL'},
	banner: {js: "const MODULE_URL = require('node:url').pathToFileURL(__filename).href;"},
	plugins: [compiler],
	logLevel: 'warning',
};

// All commands; the one that every commit waits for; and what starts both.
const ENTRIES = {unfired: 'cli/run', check: 'cli/run-check', start: 'cache/code-cache'};
for (const [name, entry] of Object.entries(ENTRIES)) {
	const {warnings} = await build({...shared, entryPoints: [`dist/${entry}.js`], outfile: `dist/bundle/${name}.cjs`});
	if (warnings.length > 0) process.exitCode = 1;
}
