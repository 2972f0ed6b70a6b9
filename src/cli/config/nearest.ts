/** The name that was probably meant; undefined where none is near. */
export function nearestOf(name: string, names: readonly string[]): string | undefined {
	const plain = (text: string) => text.replaceAll(/[-_]/g, '').toLowerCase();
	const [nearest] = names
		.map(known => ({known, edits: editsBetween(plain(name), plain(known))}))
		.filter(({known, edits}) => edits <= Math.max(1, known.length / 3))
		.sort((a, b) => a.edits - b.edits);
	return nearest?.known;
}

/** Letters to add, drop or change (Levenshtein). Names of hundreds of letters are near none. */
function editsBetween(a: string, b: string): number {
	if (a.length > 100) return a.length;
	let row = Array.from({length: b.length + 1}, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
		row = next;
	}
	return row[b.length]!;
}
