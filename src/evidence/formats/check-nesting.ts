/** A range in offsets; the end is exclusive. */
interface Extent {
	start: number;
	end: number;
}

/**
 * Whether ranges of functions lie in each other as V8 writes them: the script around all, each function's own range first
 * and around its others, and none across the end of another. Where they do not, something was lost or moved, and a range
 * that is missing would lend its points the count around it.
 * @param functions the ranges of each function; the first one is the script.
 */
export function areNested(functions: ReadonlyArray<readonly Extent[]>): boolean {
	const script = functions[0]?.[0];
	return (
		script !== undefined &&
		functions.every(([own, ...inner]) => own !== undefined && holds(script, own) && isTree(own, inner)) &&
		isTree(
			script,
			functions.slice(1).map(([own]) => own!),
		)
	);
}

function isTree(around: Extent, extents: readonly Extent[]): boolean {
	const open = [around];
	for (const extent of [...extents].sort((a, b) => a.start - b.start || b.end - a.end)) {
		while (open.length > 1 && open.at(-1)!.end <= extent.start) open.pop();
		if (!holds(open.at(-1)!, extent)) return false;
		open.push(extent);
	}
	return true;
}

const holds = (around: Extent, {start, end}: Extent): boolean =>
	around.start <= start && start <= end && end <= around.end;
