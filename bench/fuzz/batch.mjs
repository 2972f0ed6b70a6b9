import {textOf} from './corpus.mjs';
import {programOf} from './grammar.mjs';
import {mutate} from './mutate.mjs';
import {randomOf} from './random.mjs';

const EXTENSIONS = ['ts', 'ts', 'ts', 'tsx', 'js', 'js', 'jsx', 'mjs', 'cjs', 'mts', 'cts'];

/**
 * The folder number `batch` of a seed: path to text. Depends on the seed, the number, the size and the corpus alone, so
 * that one folder can be made again without those before it.
 */
export function batchOf({seed, batch, size, corpus, libraries}) {
	const random = randomOf(seed, batch);
	const names = random.times(size, at => nameOf(random, at));
	const files = new Map([
		['package.json', JSON.stringify({name: 'made', type: random.pick(['module', 'commonjs']), main: names[0]})],
	]);
	for (const name of names) {
		const text = random.chance(0.35) ? made(random, libraries) : mutated(random, corpus);
		files.set(name, linked(random, text, name, names));
	}
	return files;
}

function nameOf(random, at) {
	const extension = random.pick(EXTENSIONS);
	return random.chance(0.2)
		? `test/f${at}.test.${extension}`
		: `src/${random.pick(['', 'a/', 'b/'])}f${at}.${extension}`;
}

function made(random, libraries) {
	const program = programOf(random, libraries);
	return random.chance(0.3) ? mutate(random, program, programOf(random, libraries)) : program;
}

const mutated = (random, corpus) => mutate(random, textOf(random.pick(corpus)), textOf(random.pick(corpus)));

/** Relative imports lead to other files of the folder, so that rings of imports and re-exports come about. */
function linked(random, text, from, names) {
	const other = () => specifier(random, from, random.pick(names));
	const aimed = text.replace(/(['"])\.\.?\/[^'"\n]*\1/g, each => (random.chance(0.8) ? `'${other()}'` : each));
	const exported = () => random.pick([...(text.match(/[A-Za-z_$][\w$]*/g) ?? ['a']), 'default']);
	const more = random.times(random.int(4), () =>
		random.pick([
			() => `export * from '${other()}';`,
			() => `export * as ${exported()} from '${other()}';`,
			() => `export {${exported()} as ${exported()}, ${exported()}} from '${other()}';`,
			() => `import ${exported()}, {${exported()}, ${exported()} as ${exported()}} from '${other()}';`,
			() => `import * as ${exported()} from '${other()}'; export {${exported()}};`,
			() => `const {${exported()}} = require('${other()}'); module.exports = ${exported()};`,
			() => `module.exports = {...require('${other()}'), ${exported()}};`,
			() => `jest.mock('${other()}', () => ({${exported()}: jest.fn().mockRejectedValue(new Error('down'))}));`,
		])(),
	);
	return [...more, aimed].join('\n');
}

function specifier(random, from, to) {
	const up = '../'.repeat(from.split('/').length - 1);
	return `${up}${random.pick([to, to.replace(/\.\w+$/, ''), to.replace(/\.\w+$/, '.js')])}`;
}
