const ACCESSOR = /(?:^|[\s;{},*/])[gs]et\s+([\w$]+)\s*\(/g;

/** Names that a text may give to getters and setters; also of methods that are written alike in comments. */
export function accessorNames(text: string): string[] {
	return [...new Set([...text.matchAll(ACCESSOR)].map(found => found[1]!))];
}
