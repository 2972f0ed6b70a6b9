import {at} from '../formats/tally.ts';
import {findMap, pathOf, readInside} from './find-map.ts';
import {addOffset, type MappedSource, readSourceMap} from './source-map.ts';

/** A bundle of a bundle of compiled code; more is a circle. */
const LONGEST = 4;

/**
 * Follows sources that were compiled themselves (a bundle of what tsc wrote) to what they were compiled from, as long as
 * their text is in reach: in the map that speaks of them, or inside the root. Positions must be exact in every map.
 * Throws where such a map is broken.
 */
export function chainMaps(sources: readonly MappedSource[], root: string, length = 1): MappedSource[] {
	if (length === LONGEST) return [...sources];
	return sources.flatMap(source => {
		const inner = readInner(source, root);
		return inner ? chainMaps(present(inner.map(origin => through(source, origin))), root, length + 1) : [source];
	});
}

function readInner(source: MappedSource, root: string): MappedSource[] | undefined {
	if (source.path.includes('/node_modules/')) return undefined;
	const path = pathOf(source.path);
	const onDisk = path === undefined ? undefined : readInside(root, path);
	const text = source.content ?? onDisk;
	const map = text === undefined ? undefined : findMap(text, path ?? root, root);
	// A source whose comment leads nowhere may well be what was written.
	if (!map || 'missing' in map) return undefined;
	const inner = readSourceMap(map.map, source.path, (line, column) => at(line + 1, column + 1));
	// The map beside the file is that of the text that stands there now.
	const isOther = onDisk !== undefined && source.content !== undefined && onDisk !== source.content;
	if (isOther && !text!.includes('sourceMappingURL=data:')) for (const origin of inner) origin.fault ??= 'other-text';
	return inner;
}

function through(outer: MappedSource, inner: MappedSource): MappedSource {
	const offsets = new Map<number, number[]>();
	for (const [position, between] of inner.offsets) {
		for (const point of between) {
			for (const offset of outer.offsets.get(point) ?? []) addOffset(offsets, position, offset);
		}
	}
	const fault = outer.fault ?? inner.fault;
	return {...inner, stops: outer.stops, offsets, ...(fault && {fault})};
}

/** Nothing of a source that the bundle left out is counted. */
const present = (sources: MappedSource[]): MappedSource[] => sources.filter(({offsets}) => offsets.size > 0);
