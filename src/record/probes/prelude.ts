export interface PreludeRequest {
	/** Of the function that counts. */
	name: string;
	file: string;
	collector: string;
	output: string;
	isTyped: boolean;
}

/**
 * The function that the probes call, behind the last line: a declaration is there before the first line runs, also in a circle of
 * modules. It finds the collector by itself, because preloads and variables of the environment do not reach every realm, worker and
 * child. `@preserve`: compilers drop other comments, and a branch of its own would count in the project's coverage.
 */
export function renderPrelude({name, file, collector, output, isTyped}: PreludeRequest): string {
	const parameter = isTyped ? 'i: number' : 'i';
	const result = isTyped ? ': void' : '';
	const root = isTyped ? '(globalThis as any)' : 'globalThis';
	const type = isTyped ? '' : '/** @param {number} i */ ';
	const key = "Symbol.for('unfired.collector')";
	const load = `${isTyped ? '(process as any)' : 'process'}.getBuiltinModule?.('module')?.createRequire(${quote(collector)})(${quote(collector)})`;
	return [
		'',
		'/* istanbul ignore next -- @preserve */ /* c8 ignore start */ /* v8 ignore start -- @preserve */',
		`${type}function ${name}(${parameter})${result} { (${root}[${key}] ?? ${load})?.(${quote(output)}, ${quote(file)}, i); }`,
		'/* v8 ignore stop -- @preserve */ /* c8 ignore stop */',
		'',
	].join('\n');
}

const quote = (text: string): string => JSON.stringify(text);
