/** Comments that make line-shaped V8 reports count a line as run, whatever happened: the lines from the comment on. */
const HINT =
	/\b(?:c8|v8|istanbul|node:coverage) (?:ignore (next|if|else|start|stop|file)(?: (\d+))?|(disable|enable))\b/g;

/** 1-based lines whose counts such a comment may have set. */
export function hiddenLines(text: string, lineStarts: readonly number[]): Set<number> {
	const hidden = new Set<number>();
	let from: number | undefined;
	const hide = (first: number, last: number) => {
		for (let line = first; line <= Math.min(last, lineStarts.length); line++) hidden.add(line);
	};
	for (const {index, 1: what, 2: number, 3: switched} of text.matchAll(HINT)) {
		const line = lineAt(lineStarts, index);
		if (what === 'file') hide(1, lineStarts.length);
		else if (what === 'start' || switched === 'disable') from ??= line;
		else if (what === 'stop' || switched === 'enable') {
			if (from !== undefined) hide(from, line);
			from = undefined;
		} else hide(line, line + Math.max(1, Number(number ?? 1)));
	}
	if (from !== undefined) hide(from, lineStarts.length);
	return hidden;
}

function lineAt(lineStarts: readonly number[], offset: number): number {
	let line = 0;
	while (line < lineStarts.length && lineStarts[line]! <= offset) line++;
	return line;
}
