export interface PreludeRequest {
	/** Of the function that counts; the others begin with it. */
	name: string;
	file: string;
	collector: string;
	output: string;
	isTyped: boolean;
	/** The text with probes: of the functions only those are written that it calls, for compilers refuse the others. */
	probed: string;
	/** How many indexes lie between that of a sequence and that of its unknown endings. */
	sequences: number;
}

type SequenceCall =
	| 'run'
	| 'first'
	| 'second'
	| 'hand'
	| 'handed'
	| 'lead'
	| 'making'
	| 'end'
	| 'gives'
	| 'yields'
	| 'tries'
	| 'tried'
	| 'over'
	| 'settles'
	| 'calls'
	| 'made'
	| 'object'
	| 'watch';

/**
 * The functions that the probes call, behind the last line: a declaration is there before the first line runs, also in a
 * circle of modules. They find the collector by themselves, because preloads and variables of the environment do not reach
 * every realm, worker and child. `@preserve`: compilers drop other comments, and a branch of its own would count in the
 * project's coverage.
 */
export function renderPrelude(request: PreludeRequest): string {
	const {name, file, collector, output, isTyped, probed, sequences} = request;
	const root = isTyped ? '(globalThis as any)' : 'globalThis';
	const load = `${isTyped ? '(process as any)' : 'process'}.getBuiltinModule?.('module')?.createRequire(${quote(collector)})(${quote(collector)})`;
	const where = `${quote(output)}, ${quote(file)}, i`;
	const typed = (parameters: string, result: string): string =>
		isTyped ? `(${parameters}): ${result}` : `(${parameters.replaceAll(/: \w+/g, '')})`;
	const hints = (text: string): string => (isTyped ? '' : `/** ${text} */ `);
	const generic = isTyped ? '<T>' : '';
	const given = '@template T @param {any} r @param {T} v @returns {T}';
	const functions: Record<SequenceCall, string> = {
		run: `${hints('@param {number} i @returns {any}')}function ${name}run${typed('i: number', 'any')} { return ${name}all()?.run(${where}, i + ${sequences}, globalThis); }`,
		first: plain('first'),
		second: plain('second'),
		hand: `${hints('@param {any} r @returns {any}')}function ${name}hand${typed('r: any', 'any')} { r?.hand(); return r; }`,
		handed: passing('handed', 'r?.handed(); '),
		lead: `${hints('@template T @param {T} v @param {any} r @returns {T}')}function ${name}lead${generic}${typed('v: T, r: any', 'T')} { r?.hand(); return v; }`,
		making: plain('making'),
		end: plain('end'),
		tries: `${hints('@param {any} r @returns {any}')}function ${name}tries${typed('r: any', 'any')} { r?.tries(); return r; }`,
		over: plain('over'),
		gives: passing('gives', 'r?.gives(v); '),
		yields: passing('yields', 'r?.yields(v); '),
		tried: passing('tried', 'r?.tried(v); '),
		settles: plain('settles'),
		object: `${hints('@param {number} i @param {string} k @param {any} o')}function ${name}object${typed('i: number, k: string, o: any', 'void')} { ${name}all()?.object(${where}, k, o, globalThis); }`,
		calls: `${hints('@template T @param {any} r @param {T} v @param {boolean} p @returns {T}')}function ${name}calls${generic}${typed('r: any, v: T, p: boolean', 'T')} { return r ? r.calls(v, p) : v; }`,
		made: `${hints('@template T @param {number} i @param {T} v @returns {T}')}function ${name}made${generic}${typed('i: number, v: T', 'T')} { ${name}all()?.made(${where}, v); return v; }`,
		watch: `${hints('@template T @param {number} i @param {T} v @param {any} t @param {boolean} p @returns {T}')}function ${name}watch${generic}${typed('i: number, v: T, t: any, p: boolean', 'T')} { const c = ${name}all(); return c ? c.watch(${where}, i + ${sequences}, globalThis, v, t, p) : v; }`,
	};
	function plain(call: SequenceCall): string {
		return `${hints('@param {any} r')}function ${name}${call}${typed('r: any', 'void')} { r?.${call}(); }`;
	}
	function passing(call: SequenceCall, act: string): string {
		return `${hints(given)}function ${name}${call}${generic}${typed('r: any, v: T', 'T')} { ${act}return v; }`;
	}
	return [
		'',
		'/* istanbul ignore next -- @preserve */ /* c8 ignore start */ /* v8 ignore start -- @preserve */',
		`${hints('@returns {any}')}function ${name}all${typed('', 'any')} { return ${root}[Symbol.for('unfired.collector')] ?? ${load}; }`,
		`${hints('@param {number} i')}function ${name}${typed('i: number', 'void')} { ${name}all()?.(${where}, globalThis); }`,
		...Object.entries(functions).flatMap(([call, written]) => (probed.includes(`${name}${call}(`) ? [written] : [])),
		'/* v8 ignore stop -- @preserve */ /* c8 ignore stop */',
		'',
	]
		.map((line, at) =>
			at > 2 && line.includes('function ') ? `/* istanbul ignore next -- @preserve */ ${line}` : line,
		)
		.join('\n');
}

const quote = (text: string): string => JSON.stringify(text);
