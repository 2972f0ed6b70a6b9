#!/usr/bin/env node
import {createRequire} from 'node:module';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import v8 from 'node:v8';
import {openCodeCache} from '../dist/cache/code-cache.js';

// A scan is over before V8's optimising compiler has paid for itself: asked to wait longer before it optimises, the same
// scan costs a quarter less CPU time. The nursery starts at one megabyte, and helpers that empty it in parallel cost more
// than they save. Known to V8 11 to 13 (Node 20 to 24); others are left as they are.
const [major] = process.versions.v8.split('.');
if (Number(major) >= 11 && Number(major) <= 13)
	for (const flag of ['--interrupt-budget=700000', '--semi-space-growth-factor=16', '--no-parallel-scavenge'])
		v8.setFlagsFromString(flag);

const engine = `${process.version}-${process.arch}`;
const code = openCodeCache(fileURLToPath(new URL('../dist/code', import.meta.url)), engine);
const bundle = fileURLToPath(new URL('../dist/bundle/unfired.cjs', import.meta.url));
const require = createRequire(bundle);
let isWorthKeeping = false;
const {run} = code.run(bundle, name => {
	if (name !== '@ts-morph/common') return require(name);
	isWorthKeeping = true;
	const path = require.resolve(name);
	const ts = code.run(require.resolve(`${name}/dist/typescript.js`));
	const inner = createRequire(path);
	// The declarations of the language: only the type checker asks for them.
	const load = wanted => (wanted === './typescript' ? ts : inner(wanted));
	return {ts, getLibFiles: () => code.run(path, load).getLibFiles()};
});
const {argv, env, stdout, stderr} = process;
process.exitCode = await run({argv: argv.slice(2), env, cwd: process.cwd(), stdout, stderr});
// Only a run that read sources has compiled what the next one needs.
if (isWorthKeeping) code.save();
