import type {Frames} from '../report/index.ts';

const NEAR = {before: 1, after: 2};

/** Lines of sources as they are read. Many sites stand in one file, and a map asks for them all: each is split once. */
export function createFrames(read: (file: string) => string | undefined, near = NEAR): Frames {
	const files = new Map<string, string[] | undefined>();
	return (file, line, {before, after} = near) => {
		if (!files.has(file)) files.set(file, read(file)?.split(/\r\n|\r|\n/));
		const from = Math.max(1, line - before);
		return files
			.get(file)
			?.slice(from - 1, line + after)
			.map((text, index) => ({line: from + index, text}));
	};
}
