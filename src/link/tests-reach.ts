/** Which test files lead to which files by imports. */
export interface Reach {
	/** How many test files lead to a file. */
	counts: Map<string, number>;
	/** Whether a test file leads to a file. */
	leads(test: string, file: string): boolean;
}

/** Worked out over the components of the import graph, each once: a set of test files a component, as bits. */
export function indexReach(
	files: readonly string[],
	importsOf: (file: string) => string[],
	tests: readonly string[],
): Reach {
	const components = componentsOf(files, importsOf);
	const words = Math.ceil(tests.length / 32);
	const reached = components.members.map(() => new Uint32Array(words));
	for (const [bit, test] of tests.entries()) {
		const component = components.of.get(test);
		if (component !== undefined) reached[component]![bit >> 5]! |= 1 << (bit & 31);
	}
	// Tarjan finds what is imported first, so importers come last: from them down.
	for (let at = components.members.length - 1; at >= 0; at--) {
		for (const file of components.members[at]!) {
			for (const imported of importsOf(file)) {
				const to = components.of.get(imported);
				if (to !== undefined && to !== at) unite(reached[to]!, reached[at]!);
			}
		}
	}
	const counts = reached.map(bits => bits.reduce((sum, word) => sum + bitsIn(word), 0));
	const bitOf = new Map(tests.map((test, bit) => [test, bit]));
	return {
		counts: new Map(files.map(file => [file, counts[components.of.get(file)!] ?? 0])),
		leads(test, file) {
			const bit = bitOf.get(test);
			const component = components.of.get(file);
			if (bit === undefined || component === undefined) return false;
			return (reached[component]![bit >> 5]! & (1 << (bit & 31))) !== 0;
		},
	};
}

function unite(into: Uint32Array, from: Uint32Array): void {
	for (let i = 0; i < into.length; i++) into[i]! |= from[i]!;
}

function bitsIn(word: number): number {
	let rest = word;
	let count = 0;
	for (; rest !== 0; rest &= rest - 1) count++;
	return count;
}

interface Components {
	of: Map<string, number>;
	members: string[][];
}

interface Frame {
	file: string;
	imports: string[];
	next: number;
}

/** Tarjan's algorithm with a stack of its own: import chains may be deep. */
function componentsOf(files: readonly string[], importsOf: (file: string) => string[]): Components {
	const known = new Set(files);
	const order = new Map<string, number>();
	const low = new Map<string, number>();
	const waiting: string[] = [];
	const of = new Map<string, number>();
	const members: string[][] = [];
	const enter = (file: string): Frame => {
		order.set(file, order.size);
		low.set(file, order.get(file)!);
		waiting.push(file);
		return {file, imports: importsOf(file).filter(imported => known.has(imported)), next: 0};
	};
	const close = (file: string): void => {
		if (low.get(file) !== order.get(file)) return;
		const from = waiting.lastIndexOf(file);
		const component = waiting.splice(from);
		for (const member of component) of.set(member, members.length);
		members.push(component);
	};
	for (const start of files) {
		const frames = order.has(start) ? [] : [enter(start)];
		while (frames.length > 0) {
			const frame = frames.at(-1)!;
			const imported = frame.imports[frame.next++];
			if (imported === undefined) {
				close(frame.file);
				frames.pop();
				const above = frames.at(-1);
				if (above) low.set(above.file, Math.min(low.get(above.file)!, low.get(frame.file)!));
			} else if (!order.has(imported)) frames.push(enter(imported));
			else if (!of.has(imported)) low.set(frame.file, Math.min(low.get(frame.file)!, order.get(imported)!));
		}
	}
	return {of, members};
}
