import {ts} from '@ts-morph/common';

/** What the table of source maps is about: two retries that succeed in the end, so that nothing gives up. */
export const WORK = `interface Options { retries: number }
export async function attempt(run: () => Promise<number>, options: Options): Promise<number> {
	for (let i = 0; ; i++) {
		try {
			return await run();
		} catch (error) {
			if (i >= options.retries) throw error;
			if (options.retries > 9) console.warn('many');
		}
	}
}
let calls = 0;
const work = async (): Promise<number> => {
	if (calls++ < 2) throw new Error('x');
	return calls;
};
attempt(work, {retries: 5}).then(done => { if (done !== 3) process.exit(1); });
`;

export const MAPS = ['inline', 'external', 'chained', 'coarse', 'missing', 'wrong', 'older'] as const;
export type MapKind = (typeof MAPS)[number];

/** A project that is compiled to `dist/work.js`, with a map of the kind. */
export function compileWork(kind: MapKind): {[path: string]: string} {
	const files = compile(kind);
	return {'src/work.ts': WORK, ...files};
}

function compile(kind: MapKind): {[path: string]: string} {
	const {text, map} = tsc(WORK, 'work.ts', '../src/');
	switch (kind) {
		case 'inline':
			return {'dist/work.js': inlined(text, map)};
		case 'external':
			return {'dist/work.js': text, 'dist/work.js.map': JSON.stringify(map)};
		case 'chained': {
			const build = inlined(text, map);
			const bundle = tsc(build, 'work.js', '../build/', ts.ScriptTarget.ES2016);
			return {'build/work.js': build, 'dist/work.js': inlined(bundle.text, bundle.map)};
		}
		case 'coarse':
			return {'dist/work.js': inlined(text, {...map, mappings: linesOnly(text)})};
		case 'missing':
			return {'dist/work.js': text};
		case 'wrong':
			return {'dist/work.js': inlined(text, tsc(WORK, 'work.ts', '../src/', ts.ScriptTarget.ES5).map)};
		case 'older': {
			const before = tsc(WORK.replace('let calls', '// How often.\nlet calls'), 'work.ts', '../src/');
			return {'dist/work.js': inlined(before.text, before.map)};
		}
	}
}

function tsc(source: string, fileName: string, sourceRoot: string, target = ts.ScriptTarget.ES2022) {
	const compilerOptions = {
		target,
		sourceRoot,
		module: ts.ModuleKind.CommonJS,
		sourceMap: true,
		inlineSources: true,
		allowJs: true,
		// Node cannot run what is older without being told how it iterates, and the compiler says that it is old.
		ignoreDeprecations: '6.0',
	};
	const {outputText, sourceMapText} = ts.transpileModule(source, {fileName, compilerOptions});
	return {text: outputText, map: JSON.parse(sourceMapText!) as {mappings: string}};
}

function inlined(text: string, map: object): string {
	const data = Buffer.from(JSON.stringify(map)).toString('base64');
	return text.replace(/sourceMappingURL=.*/, `sourceMappingURL=data:application/json;base64,${data}`);
}

/** As the cheap maps of bundlers: the start of each line, and nothing in it. Each is one line further in the source. */
const linesOnly = (text: string): string =>
	text
		.split('\n')
		.slice(0, WORK.split('\n').length - 1)
		.map((_, line) => (line === 0 ? 'AAAA' : 'AACA'))
		.join(';');
