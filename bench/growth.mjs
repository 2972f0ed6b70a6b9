// npm run growth [-- NAME] [--most BYTES]
//
// Extracts made files of one shape each, twice as large from step to step, and tells how the CPU time grows: a factor of 2 a
// step is linear, 4 is quadratic. What is slower than 5 s is not doubled again.
import process from 'node:process';
import {parseArgs} from 'node:util';
import {SHAPES} from './fuzz/shapes.mjs';

const {register} = await import('tsx/esm/api');
register();
const {extractFile} = await import('../src/extract/extract-file.ts');
const {loadRules} = await import('../src/catalogue/index.ts');

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {most: {type: 'string', default: '1000000'}},
});
const {book} = loadRules();
const LIMIT = 5000;

for (const [name, make] of Object.entries(SHAPES)) {
	if (positionals.length > 0 && !positionals.some(part => name.includes(part))) continue;
	for (const role of ['source', 'test']) console.log(`${name} (${role}): ${measure(make, role).join('  ')}`);
}

function measure(make, role) {
	const told = [];
	let last = 0;
	for (let size = 125; ; size *= 2) {
		const text = make(size);
		if (text.length > Number(values.most)) return told;
		const ms = timeOf(text, role);
		if (ms === undefined) return [...told, `${size}: too deep`];
		told.push(`${size}: ${Math.round(ms)} ms${last > 20 ? ` (×${(ms / last).toFixed(1)})` : ''}`);
		if (ms > LIMIT) return told;
		last = ms;
	}
}

function timeOf(text, role) {
	const before = process.cpuUsage();
	try {
		extractFile({file: 'src/a.ts', role, text}, book);
	} catch (error) {
		if (error.name === 'TooDeep' || error instanceof RangeError) return undefined;
		throw error;
	}
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}
