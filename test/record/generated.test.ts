import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test from 'ava';
import type {Followed} from '../../src/model/sequence.ts';
import {makeFolder} from '../make-folder.ts';
import {askedIn, compare} from './generated/compare.ts';
import {generateProgram} from './generated/programs.ts';
import {seeded} from './generated/random.ts';
import {sequencesIn} from './generated/sequences-in.ts';
import {placesIn} from './places-in.ts';

const PROGRAMS = 1000;

/**
 * Where a value is no function and cannot be iterated, V8 quotes the source in its message, and so the probe: of these alone
 * the wording may differ.
 */
const worded = (said: readonly string[] = []): string =>
	said
		.map(line => line.replace(/(['"`]|TypeError: ).* is not (a function|iterable|a constructor)/, 'no function'))
		.join('\n');

test('a thousand programs do the same with probes: values, errors, their first frame, the order of effects', async t => {
	const root = makeFolder(t, {'package.json': '{"name": "generated"}'});
	const files = new Map<string, string>();
	for (let seed = 1; seed <= PROGRAMS; seed++) {
		const {text, extension} = generateProgram(seed);
		files.set(`src/program-${seed}.${extension}`, text);
	}
	for (const [file, text] of files) {
		mkdirSync(dirname(join(root, file)), {recursive: true});
		writeFileSync(join(root, file), text);
	}
	const asked = askedIn(root);
	const {plain, probed, sequences} = await compare(root, files, file => {
		const random = seeded(Number(/\d+/.exec(file)));
		const text = files.get(file)!;
		const plan = asked.get(file);
		const more: Followed[] = sequencesIn(text, file, random, 6);
		return {
			places: [...(plan?.places ?? []), ...placesIn(text, file).filter(() => random.chance(0.6))],
			sequences: [...(plan?.sequences ?? []), ...more],
		};
	});
	const different = Object.keys(plain).filter(file => worded(plain[file]) !== worded(probed[file]));
	t.is(Object.keys(plain).length, PROGRAMS);
	// Otherwise little would have been compared.
	t.true(asked.size > 0.9 * PROGRAMS && sequences > 2 * PROGRAMS, `${asked.size} ${sequences}`);
	t.deepEqual(different, []);
});
