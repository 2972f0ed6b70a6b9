#!/usr/bin/env node
'use strict';
// CommonJS: the loader of modules would cost as much as all of this.
const {createRequire} = require('node:module');
const {join} = require('node:path');
const v8 = require('node:v8');

// A scan is over before V8's optimising compiler has paid for itself: asked to wait longer before it optimises, the same
// scan costs a quarter less CPU time. The nursery starts at one megabyte, and helpers that empty it in parallel cost more
// than they save. Known to V8 11 to 13 (Node 20 to 24); others are left as they are.
const [major] = process.versions.v8.split('.');
if (Number(major) >= 11 && Number(major) <= 13)
	for (const flag of ['--interrupt-budget=700000', '--semi-space-growth-factor=16', '--no-parallel-scavenge'])
		v8.setFlagsFromString(flag);

const dist = join(__dirname, '../dist');
const {openCodeCache} = require(join(dist, 'bundle/start.cjs'));
const code = openCodeCache(join(dist, 'code'), `${process.version}-${process.arch}`);
let isWorthKeeping = false;

/** A bundle of the command line, with what V8 made of it and of the compiler in an earlier process. */
function open(name) {
	const bundle = join(dist, `bundle/${name}.cjs`);
	const near = createRequire(bundle);
	return code.run(bundle, wanted => {
		if (wanted !== '@ts-morph/common') return near(wanted);
		isWorthKeeping = true;
		const path = near.resolve(wanted);
		const ts = code.run(near.resolve(`${wanted}/dist/typescript.js`));
		const inner = createRequire(path);
		// The declarations of the language: only the type checker asks for them.
		const load = asked => (asked === './typescript' ? ts : inner(asked));
		return {ts, getLibFiles: () => code.run(path, load).getLibFiles()};
	});
}

async function main() {
	const {argv, env, stdout, stderr} = process;
	const world = {argv: argv.slice(2), env, cwd: process.cwd(), stdout, stderr};
	const checked = argv[2] === 'check' ? open('check').runCheckAlone(world) : undefined;
	process.exitCode = await (checked ?? open('unfired').run(world));
	// Only a run that read sources has compiled what the next one needs.
	if (isWorthKeeping) code.save();
}

main();
